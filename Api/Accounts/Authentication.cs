using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using SalesGrains.Folders;
using SalesGrains.Hosting;

namespace SalesGrains.Accounts;

/// <summary>Wires the three ways to come in: a browser's cookie, a token of an identity provider, an API key.</summary>
internal static class Authentication
{
    private const string Choice = "choice";

    /// <summary>Registers schemes and policies.</summary>
    public static IServiceCollection AddSalesAuthentication(this IServiceCollection services, SalesOptions options)
    {
        services.AddSingleton<Callers>();
        services.AddSingleton<Passwords>();
        services.AddDataProtection().SetApplicationName("SalesGrains").PersistKeysToFileSystem(Keys(options));
        var schemes = services.AddAuthentication(Choice)
            .AddPolicyScheme(Choice, null, choice => choice.ForwardDefaultSelector = context => SchemeOf(context, options))
            .AddCookie(SessionCookie.Scheme, SessionCookie.Configure)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeys.Scheme, null);
        if (options.OidcIssuer is not null)
        {
            schemes.AddJwtBearer(BearerTokens.Scheme, bearer => BearerTokens.Configure(bearer, options));
        }

        return services.AddAuthorization(Policies.Add);
    }

    private static string SchemeOf(HttpContext context, SalesOptions options)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header == "" ? SessionCookie.Scheme
            : header.Contains(ApiKeys.Prefix, StringComparison.Ordinal) || options.OidcIssuer is null ? ApiKeys.Scheme
            : BearerTokens.Scheme;
    }

    private static DirectoryInfo Keys(SalesOptions options)
    {
        DataFolder.Create(options.Data);
        var folder = DataFolder.Create(Path.Combine(options.Data, "keys"));
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return folder;
    }
}
