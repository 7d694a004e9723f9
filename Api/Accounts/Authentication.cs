using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
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
        services.AddSingleton<KeyUses>();
        services.AddSingleton<Passwords>();
        services.AddDataProtection().SetApplicationName("SalesGrains");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(keys =>
            keys.XmlRepository = new KeyRing(provider.GetRequiredKeyedService<IGrainStorage>(StorageNames.Documents))));
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
}
