using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Problems;
using SalesGrains.Recipients;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Boards.Teams;

/// <summary>
/// HTTP for who of a team is ready (就绪, C09) and whose channels work (C05). Addresses are told to nobody here. The recipients themselves are
/// asked: each keeps its own lights, which turn with the time.
/// </summary>
internal static class ReadinessEndpoints
{
    private const int AtOnce = 16;

    /// <summary>Maps <c>/boards/team/readiness</c>.</summary>
    public static void MapReadiness(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/boards/team/readiness", Get).WithTags("Boards").RequireAuthorization(Policies.ReadSales);

    private static async Task<Ok<ReadinessBody>> Get(
        Caller caller, string? scope, string? state, [AsParameters] PageQuery page, IOrganizationDirectory directory, TimeProvider time)
    {
        if (!string.IsNullOrEmpty(state) && !ReadinessRules.States.Contains(state))
        {
            throw new Problem(StatusCodes.Status400BadRequest, "filter.unknown-status", "state").ToException();
        }

        if (page.After is { } cursor && !TenantGrains.IsId(cursor))
        {
            throw new Problem(StatusCodes.Status400BadRequest, "cursor.invalid", "after").ToException();
        }

        var organization = await directory.Get(caller.Org);
        var tree = organization.Tree;
        var asked = caller.ScopeOf(scope);
        var reps = tree.Reps.Keys.Where(rep => tree.Contains(asked, rep)).Order(StringComparer.Ordinal).ToList();
        var recipients = new RecipientView[reps.Count];
        await Parallel.ForAsync(0, reps.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => recipients[i] = await caller.Grains.Entity<IRecipientGrain>(reps[i]).Get());

        long Count(string one) => recipients.LongCount(recipient => ReadinessRules.Counts(one, recipient));
        var take = page.Take();
        var rows = reps.Zip(recipients).Where(row => string.IsNullOrEmpty(state) || ReadinessRules.Counts(state, row.Second))
            .Where(row => page.After is null || string.CompareOrdinal(row.First, page.After) > 0).Take(take + 1).ToList();
        return TypedResults.Ok(new ReadinessBody(
            organization.At(time.GetUtcNow()), Count(ReadinessRules.Ready), Count(ReadinessRules.NotReady), Count(ReadinessRules.Failing),
            [.. rows.Take(take).Select(row => ReadinessRow.Of(row.First, tree.RepName(row.First), tree.UnitOf(row.First)?.Name ?? "", row.Second))],
            rows.Count > take ? rows[take - 1].First : null));
    }
}

/// <summary>Who of a team is ready. Each number is the length of the list that its state gives.</summary>
/// <param name="AsOf">The organisation's moment for which this holds.</param>
/// <param name="Ready">Reps of whom every source of first contacts has produced an event.</param>
/// <param name="NotReady">The others: boards may lack first contacts of theirs.</param>
/// <param name="Failing">Reps with a channel that does not work, or with none that leaves the house.</param>
/// <param name="Items">A page of those of the state that was asked for, all without one.</param>
/// <param name="Next">The cursor of the next page, or null at the end.</param>
internal sealed record ReadinessBody(DateTimeOffset AsOf, long Ready, long NotReady, long Failing, IReadOnlyList<ReadinessRow> Items, string? Next);

/// <summary>How ready one rep is.</summary>
/// <param name="RepId">Rep id.</param>
/// <param name="RepName">Name.</param>
/// <param name="UnitName">Team.</param>
/// <param name="Ready">Every source has produced an event.</param>
/// <param name="Failing">A channel does not work, or there is none that leaves the house.</param>
/// <param name="Missing">Sources without an event: wecom-contact, call, wechat-message.</param>
/// <param name="Channels">Channels with their lights.</param>
internal sealed record ReadinessRow(string RepId, string RepName, string UnitName, bool Ready, bool Failing, IReadOnlyList<string> Missing, IReadOnlyList<ChannelLight> Channels)
{
    /// <summary>A rep's row.</summary>
    public static ReadinessRow Of(string repId, string repName, string unitName, RecipientView recipient) => new(
        repId, repName, unitName, recipient.Ready, ReadinessRules.Counts(ReadinessRules.Failing, recipient), ReadinessRules.Missing(recipient),
        [.. recipient.Channels.Select(channel => new ChannelLight(channel.Channel, channel.Light, channel.Why))]);
}

/// <summary>The light of a channel, without its address.</summary>
/// <param name="Channel">Its kind.</param>
/// <param name="Light">green, amber or red.</param>
/// <param name="Why">Why.</param>
internal sealed record ChannelLight(string Channel, string Light, string Why);
