using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Http;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Admin;

/// <summary>HTTP for those who keep the system well: silos, triggers, dead letters, and boards against the store.</summary>
internal static class AdminEndpoints
{
    /// <summary>Maps <c>/admin</c>.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").WithTags("Administration");
        admin.MapGet("/silos", SiloViews.Read).RequireAuthorization(Policies.Administer);
        admin.MapGet("/triggers", TriggerViews.Read).RequireAuthorization(Policies.Administer);
        admin.MapGet("/dead-letters", DeadLetters).RequireAuthorization(Policies.Administer);
        admin.MapPost("/dead-letters/replay", Replay).RequireAuthorization(Policies.Administer).Produces<ReplayedBody>();
        admin.MapReconciliation();
    }

    private static async Task<Ok<ItemPage<DeadLetterBody>>> DeadLetters(Caller caller, IEntityStore store) =>
        TypedResults.Ok(new ItemPage<DeadLetterBody>(
            [.. (await store.ReadDeadLetters(caller.Org)).Select(letter =>
                new DeadLetterBody(letter.Id, letter.Source.ToString(), letter.Target.ToString(), letter.Payload, letter.Error, letter.At))],
            null));

    /// <summary>An effect is sent again at its lane's end; an entity whose due moment was given up is woken again.</summary>
    private static async Task<Ok<ReplayedBody>> Replay(Call<ReplayBody> call, IEntityStore store, IGrainFactory grains)
    {
        var letter = (await store.ReadDeadLetters(call.Caller.Org)).FirstOrDefault(one => one.Id == call.Body.Id)
            ?? throw Problem.NotFound("dead-letter.not-found").ToException();
        var replayed = await grains.GetEntity(letter.Source).ReplayDeadLetter(letter.Id);
        if (!replayed && letter.Payload is null)
        {
            // The entity never got to give it up itself.
            await grains.GetGrain<IPortfolioGrain>(Partitioning.ShardKeyOf(call.Caller.Organization.Stored, letter.Target)).Retry(letter.Target);
            await store.CloseDeadLetter(letter.Org, letter.Id);
            return TypedResults.Ok(new ReplayedBody(letter.Id, true));
        }

        return TypedResults.Ok(new ReplayedBody(letter.Id, replayed));
    }
}

/// <summary>An effect or due moment that was given up.</summary>
internal sealed record DeadLetterBody(string Id, string Source, string Target, string? Payload, string Error, DateTimeOffset At);

/// <summary>Which letter to send again.</summary>
internal sealed record ReplayBody(string Id);

/// <summary>Whether it was sent again; false when it had been already.</summary>
internal sealed record ReplayedBody(string Id, bool Replayed);
