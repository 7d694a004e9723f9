using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;
using SalesGrains.Hosting;

namespace SalesGrains.Accounts;

/// <summary>
/// Tokens of the company's identity provider. They only say who it is, (iss, sub); role and organisation come from our own record,
/// whatever else the token claims.
/// </summary>
internal static class BearerTokens
{
    /// <summary>The scheme.</summary>
    public const string Scheme = "bearer";

    /// <summary>Signatures that are accepted: asymmetric ones, so that a public key can never pass for a secret.</summary>
    public static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    /// <summary>Sets up the scheme.</summary>
    public static void Configure(JwtBearerOptions bearer, SalesOptions options)
    {
        var issuer = options.OidcIssuer!;
        bearer.Authority = issuer;
        bearer.Audience = options.OidcAudience;
        bearer.MapInboundClaims = false;
        bearer.RequireHttpsMetadata = !new Uri(issuer).IsLoopback;
        bearer.RefreshOnIssuerKeyNotFound = true;
        bearer.TokenValidationParameters = new()
        {
            ValidIssuer = issuer,
            ValidateIssuer = true,
            ValidAudience = options.OidcAudience,
            ValidateAudience = true,
            ValidateLifetime = true,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            ValidAlgorithms = Algorithms,
            ClockSkew = TimeSpan.FromSeconds(30),
        };
        bearer.Events = new() { OnTokenValidated = Find };
    }

    private static async Task Find(TokenValidatedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var issuer = context.Principal?.FindFirstValue("iss");
        var subject = context.Principal?.FindFirstValue("sub");
        if (issuer is not null && subject is not null
            && await services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(AccountKeys.OfLogin(issuer, subject)).Find() is { } owner
            && await services.GetRequiredService<Callers>().Person(owner.Org, owner.UserId) is { } person)
        {
            context.Principal = Callers.Principal(owner.Org, person, Scheme);
        }
        else
        {
            context.Fail("Nobody here has this identity.");
        }
    }
}
