using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>The browser's session: an encrypted cookie that names a person; everything else is looked up at each call.</summary>
internal static class SessionCookie
{
    /// <summary>The scheme.</summary>
    public const string Scheme = "cookie";

    /// <summary>The cookie's name where the connection is not encrypted; over https it has the prefix <c>__Host-</c>.</summary>
    public const string Name = "sg";

    /// <summary>How long a session lasts, however much it is used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>Sets up the scheme.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.CookieManager = new HostPrefixCookies();
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = false;
        options.Events = new()
        {
            OnRedirectToLogin = static redirect => Status(redirect, StatusCodes.Status401Unauthorized),
            OnRedirectToAccessDenied = static redirect => Status(redirect, StatusCodes.Status403Forbidden),
            OnValidatePrincipal = Validate,
        };
    }

    /// <summary>Opens a session.</summary>
    public static Task SignIn(HttpContext context, string org, PersonView person) =>
        context.SignInAsync(Scheme, Callers.Principal(org, person, Scheme), new() { IsPersistent = false });

    private static Task Status(RedirectContext<CookieAuthenticationOptions> redirect, int status)
    {
        redirect.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var callers = context.HttpContext.RequestServices.GetRequiredService<Callers>();
        var org = context.Principal?.FindFirstValue(SalesClaims.Org);
        var user = context.Principal?.FindFirstValue(SalesClaims.User);
        if (org is not null && user is not null && await callers.Person(org, user, context.Principal?.FindFirstValue(SalesClaims.Stamp) ?? "") is { } person)
        {
            context.ReplacePrincipal(Callers.Principal(org, person, Scheme));
        }
        else
        {
            context.RejectPrincipal();
        }
    }

    /// <summary>Over https the cookie has the prefix that keeps other hosts and plain connections from setting it.</summary>
    private sealed class HostPrefixCookies : ICookieManager
    {
        private readonly ChunkingCookieManager inner = new();

        public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, NameOf(context, key));

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
            inner.AppendResponseCookie(context, NameOf(context, key), value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
            inner.DeleteCookie(context, NameOf(context, key), options);

        private static string NameOf(HttpContext context, string key) => context.Request.IsHttps ? $"__Host-{key}" : key;
    }
}
