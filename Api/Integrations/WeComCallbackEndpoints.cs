using System.Security.Cryptography;
using System.Text;
using SalesGrains.Accounts;
using SalesGrains.Channels;
using SalesGrains.Channels.WeCom;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Identities;
using SalesGrains.Numbers;
using SalesGrains.Organizations;
using SalesGrains.Problems;

namespace SalesGrains.Integrations;

/// <summary>
/// What 企业微信 tells of contacts that were added (C03). It proves itself by its signature and its cipher, not by a session; the same event
/// comes up to three times, and once is enough. What was not committed is not acknowledged, so that it comes again.
/// </summary>
internal static class WeComCallbackEndpoints
{
    private const int LargestBody = 64 * 1024;

    /// <summary>Maps <c>/integrations/wecom/{org}/callback</c>.</summary>
    public static void MapWeComCallback(this IEndpointRouteBuilder routes)
    {
        var callback = routes.MapGroup("/integrations/wecom/{org}/callback").WithTags("Integrations").AllowAnonymous();
        callback.MapGet("/", Prove).Produces<string>(contentType: "text/plain");
        callback.MapPost("/", Receive).WithoutIdempotencyKey().Produces<string>(contentType: "text/plain");
    }

    /// <summary>企业微信 asks whether the secrets are the right ones, once, when somebody sets them.</summary>
    private static IResult Prove(string org, HttpRequest request, ChannelOptions options, IOrganizationDirectory directory) =>
        Results.Text(Decrypt(Crypt(org, options, directory), request, request.Query["echostr"].ToString()));

    private static async Task<IResult> Receive(string org, HttpRequest request, ChannelOptions options, IOrganizationDirectory directory, IGrainFactory grains)
    {
        var crypt = Crypt(org, options, directory);
        var message = Decrypt(crypt, request, WeComXml.Encrypted(await Body(request)) ?? "");
        if (WeComXml.Event(message) is not { IsFirstContact: true } happened)
        {
            return Results.Text("success");
        }

        CallContext.Organization = org;
        if (IdentityKeys.Of(org, IdentityKeys.WeCom, happened.Contact) is not { } key)
        {
            return Results.Text("success");
        }

        await SignalReceiver.Send(
            grains.GetGrain<IIdentityGrain>(key.GrainKey),
            new()
            {
                SignalId = IdOf(happened),
                Kind = IdentityKeys.WeCom,
                Masked = IdentityViewRules.Mask(IdentityKeys.WeCom, IdentityKeys.Normal(IdentityKeys.WeCom, happened.Contact)!),
                Source = SignalSources.WeComContact,
                At = happened.At,
                RepId = await RepOf(grains, org, happened.User),
            },
            Actor.System("wecom"));
        return Results.Text("success");
    }

    /// <summary>The same event has the same id, however often it comes.</summary>
    private static string IdOf(WeComEvent happened) => "wecom-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{happened.Sender}\n{happened.At.ToUnixTimeSeconds()}\n{happened.Change}\n{happened.User}\n{happened.Contact}")).AsSpan(0, 16));

    /// <summary>The rep who has the member's id as their number in other systems.</summary>
    private static async Task<string?> RepOf(IGrainFactory grains, string org, string user) =>
        user.Length > 0 && await grains.GetGrain<INumberGrain>(NumberRules.KeyOf(EntityKinds.Rep, org, user).GrainKey).Get() is { Confirmed: true } number
            ? number.HolderId
            : null;

    /// <summary>
    /// The secrets of an organisation's callback. Those that stand for all organisations are taken only where there is one: a message for one
    /// must not be played to another.
    /// </summary>
    private static WeComCrypt Crypt(string org, ChannelOptions options, IOrganizationDirectory directory)
    {
        var own = options.Organizations.GetValueOrDefault(org)?.WeCom;
        var settings = own ?? (directory.All.Count == 1 ? options.WeCom : null);
        return TenantGrains.IsId(org) && directory.Peek(org) is not null && settings is { CallbackToken.Length: > 0, CallbackAesKey.Length: > 0 }
            ? new(settings.CallbackToken, settings.CallbackAesKey, settings.CorpId)
            : throw Problem.NotFound().ToException();
    }

    private static string Decrypt(WeComCrypt crypt, HttpRequest request, string encrypted)
    {
        string Query(string name) => request.Query[name].ToString();
        return encrypted.Length > 0 && crypt.IsSigned(Query("msg_signature"), Query("timestamp"), Query("nonce"), encrypted) && crypt.Decrypt(encrypted) is { } message
            ? message
            : throw new Problem(StatusCodes.Status401Unauthorized, "callback.signature-wrong").ToException();
    }

    private static async Task<string> Body(HttpRequest request)
    {
        using var read = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int count;
        while ((count = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            read.Write(buffer, 0, count);
            if (read.Length > LargestBody)
            {
                throw new Problem(StatusCodes.Status413PayloadTooLarge, "body.too-large").ToException();
            }
        }

        return Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length);
    }
}
