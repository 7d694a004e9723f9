using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Money;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Reps;

namespace SalesGrains.Boards.Teams;

/// <summary>HTTP for a team at a glance: the numbers of the boards of the field, by rep.</summary>
internal static class TeamEndpoints
{
    /// <summary>Maps <c>/boards/team</c>.</summary>
    public static void MapTeam(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/boards/team", Team).WithTags("Boards").RequireAuthorization(Policies.ReadSales);

    private static async Task<Ok<TeamBody>> Team(
        Caller caller, string? scope, string? tier, PortfolioReader portfolio, IOrganizationDirectory directory, TimeProvider time)
    {
        var organization = await directory.Get(caller.Org);
        var query = new ListQuery(caller.ScopeOf(scope)) { Filter = new(Tier: tier.OrNull()) };
        var counts = (await portfolio.Team(caller.Org, query)).ToLookup(count => count.RepId);
        var tree = organization.Tree;
        var reps = tree.Reps.Keys.Where(rep => tree.Contains(query.Scope, rep)).Union(counts.Select(rep => rep.Key)).Order(StringComparer.Ordinal);
        return TypedResults.Ok(new TeamBody(
            organization.At(time.GetUtcNow()),
            [.. reps.Select(rep => new TeamRow(
                rep, tree.RepName(rep), tree.UnitOf(rep)?.Name ?? "",
                [.. counts[rep].Select(count => new TeamNumber(count.Board, count.Metric, count.Count, Yuan.Format(count.AmountFen)))]))]));
    }
}

/// <summary>A team at a glance.</summary>
/// <param name="AsOf">The organisation's moment for which this holds.</param>
/// <param name="Reps">One row each, also of those with nothing to do.</param>
internal sealed record TeamBody(DateTimeOffset AsOf, IReadOnlyList<TeamRow> Reps);

/// <summary>A rep with the numbers that are not zero.</summary>
internal sealed record TeamRow(string RepId, string RepName, string UnitName, IReadOnlyList<TeamNumber> Numbers);

/// <summary>A number of a board, cut to the rep: its list is that of the board.</summary>
/// <param name="Board">exceptions or first-contacts.</param>
/// <param name="Metric">The board's number.</param>
/// <param name="Count">How many.</param>
/// <param name="Amount">What is open in them, in yuan.</param>
internal sealed record TeamNumber(string Board, string Metric, long Count, string Amount);
