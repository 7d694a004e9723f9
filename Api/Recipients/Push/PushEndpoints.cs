using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Channels.WebPush;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Problems;

namespace SalesGrains.Recipients.Push;

/// <summary>
/// HTTP for browsers that take push messages (Web Push, C02): people subscribe the browser that they sit at, for themselves, and nobody else
/// does it for them.
/// </summary>
internal static class PushEndpoints
{
    /// <summary>Maps <c>/push</c>.</summary>
    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        var push = routes.MapGroup("/push").WithTags("Recipients").RequireAuthorization(Policies.SignedIn);
        push.MapGet("/", Get);
        push.MapPost("/subscribe", Subscribe).ProducesCommand();
        push.MapPost("/unsubscribe", Unsubscribe).ProducesCommand();
    }

    /// <summary>What a browser subscribes with, and which address is subscribed now.</summary>
    private static async Task<Ok<PushBody>> Get(Caller caller, PushKeys keys)
    {
        var id = Own(caller);
        var channel = id is null ? null : (await caller.Grains.Entity<IRecipientGrain>(id).Get()).Channels.FirstOrDefault(one => one.Channel == "web-push");
        return TypedResults.Ok(new PushBody(id, id is null ? null : (await keys.Of(caller.Org))?.PublicKey, channel is null ? null : PushSubscription.Read(channel.Address)?.Endpoint.ToString(), channel?.Device));
    }

    private static Task<IResult> Subscribe(Call<SubscribeBody> call, PushKeys keys)
    {
        var body = call.Body;
        var json = JsonSerializer.Serialize(new { endpoint = body.Endpoint, keys = new { p256dh = body.P256dh, auth = body.Auth } });
        if (keys.Fault(json) is { } fault)
        {
            throw (fault == PushFault.HostNotAllowed
                ? new Problem(StatusCodes.Status422UnprocessableEntity, "push.host-not-allowed", "/endpoint")
                : new Problem(StatusCodes.Status422UnprocessableEntity, "push.subscription-malformed", "/endpoint")).ToException();
        }

        return Send(call, new SubscribePush(json, body.Device ?? ""));
    }

    private static Task<IResult> Unsubscribe(Call<UnsubscribeBody> call) => Send(call, new UnsubscribePush(call.Body.Endpoint));

    private static async Task<IResult> Send(Call call, RecipientCommand command)
    {
        var id = Own(call.Caller) ?? throw new Problem(StatusCodes.Status422UnprocessableEntity, "push.nobody").ToException();
        return await call.Send(call.Caller.Grains.Entity<IRecipientGrain>(id), id, (recipient, meta) => recipient.Execute(new(command, meta)));
    }

    /// <summary>The recipient that the caller is: a rep, or the leaders of their unit; null: nobody whom nudges reach.</summary>
    private static string? Own(Caller caller) =>
        caller.RepId ?? (caller.Role is Roles.Manager or Roles.Director ? caller.Scope.Id ?? OrganizationKeys.Root : null);
}

/// <summary>Web Push as the caller's browser finds it.</summary>
/// <param name="Id">The recipient that the caller is; null: nudges reach nobody of this role, and no browser can subscribe.</param>
/// <param name="PublicKey">What a browser subscribes with (VAPID): 65 bytes, base64url; null: there is no Web Push.</param>
/// <param name="Endpoint">The address that is subscribed now; null: none.</param>
/// <param name="Device">The device that it is on: ios, android or desktop.</param>
internal sealed record PushBody(string? Id, string? PublicKey, string? Endpoint, string? Device);

/// <summary>A browser's subscription.</summary>
/// <param name="Endpoint">The push service's https address for this browser.</param>
/// <param name="P256dh">The browser's key: 65 bytes, base64url.</param>
/// <param name="Auth">The browser's secret: 16 bytes, base64url.</param>
/// <param name="Device">ios, android or desktop.</param>
internal sealed record SubscribeBody(string Endpoint, string P256dh, string Auth, string? Device);

/// <summary>The subscription that ends.</summary>
/// <param name="Endpoint">Its address.</param>
internal sealed record UnsubscribeBody(string Endpoint);
