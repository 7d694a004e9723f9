using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Money;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Admin;

/// <summary>HTTP for those who keep the system well: dead letters, and boards against the store.</summary>
internal static class AdminEndpoints
{
    /// <summary>Maps <c>/admin</c>.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").WithTags("Administration");
        admin.MapGet("/dead-letters", DeadLetters).RequireAuthorization(Policies.Administer);
        admin.MapPost("/dead-letters/replay", Replay).RequireAuthorization(Policies.Administer).Produces<ReplayedBody>();
        admin.MapGet("/reconciliation", Reconcile).RequireAuthorization(Policies.Reconcile);
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

    private static async Task<Ok<ReconciliationBody>> Reconcile(Caller caller, Reconciliation reconciliation)
    {
        var found = await reconciliation.Compare(caller.Organization);
        return TypedResults.Ok(new ReconciliationBody(
            [.. found.Differences.Select(d => new DifferenceBody(d.ContractId, d.NodeNo, Format(d.BoardFen), Format(d.StoreFen)))],
            found.Nodes,
            Yuan.Format(found.BoardFen),
            Yuan.Format(found.StoreFen)));
    }

    private static string? Format(long? fen) => fen is { } some ? Yuan.Format(some) : null;
}

/// <summary>An effect or due moment that was given up.</summary>
internal sealed record DeadLetterBody(string Id, string Source, string Target, string? Payload, string Error, DateTimeOffset At);

/// <summary>Which letter to send again.</summary>
internal sealed record ReplayBody(string Id);

/// <summary>Whether it was sent again; false when it had been already.</summary>
internal sealed record ReplayedBody(string Id, bool Replayed);

/// <summary>What boards and store disagree on; nothing, if all is well.</summary>
internal sealed record ReconciliationBody(IReadOnlyList<DifferenceBody> Differences, int CheckedNodes, string BoardAmount, string StoreAmount);

/// <summary>A node that board and store see differently; null where one of them does not know it.</summary>
internal sealed record DifferenceBody(string ContractId, int NodeNo, string? Board, string? Store);
