using SalesGrains.Nudges;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Lists;

/// <summary>Which nudges an inbox shows. Pure.</summary>
/// <param name="query">Scope, of the filter rep, text and level, and whether it asks for those that are held.</param>
/// <param name="moment">The moment.</param>
public sealed class NudgeFilter(ListQuery query, PortfolioMoment moment)
{
    private readonly ScopeRules scope = new(query.Scope, moment.Tree);
    private readonly SearchText? text = SearchText.Of(query.Filter.Text);
    private readonly string? level = query.Filter.Level switch { null => LevelOf(query.Scope), "all" => null, var asked => asked };

    /// <summary>Whose inbox a scope is, unless a level is asked for: a rep's, a manager's or a director's.</summary>
    public static string LevelOf(BoardScope scope) => scope.Kind switch { "rep" => "rep", "company" => "director", _ => "manager" };

    /// <summary>The expression.</summary>
    public bool Matches(NudgeRow nudge) =>
        HoldRules.IsHeld(nudge.Facts, moment.RestoredAt) == query.Held
        && scope.Contains(nudge.RepId)
        && (level is null || nudge.Facts.Level == level)
        && (query.Filter.Rep is null || nudge.RepId == query.Filter.Rep)
        && (text is null || text.IsIn(nudge));

    /// <summary>The item of a nudge.</summary>
    public static NudgeItem Item(NudgeRow nudge)
    {
        var (facts, node) = (nudge.Facts, nudge.Node);
        return new(
            facts.Id, facts.Rule, nudge.Key.Id, nudge.Number, nudge.CustomerName, facts.NodeNo, node?.Name ?? "", facts.Level,
            facts.RaisedAt, facts.Deadline, facts.Command, facts.SeenAt, node?.OpenFen ?? 0, node?.DueOn, nudge.Owner.Version, facts.DueMoment ?? facts.RaisedAt,
            nudge.Key.Kind, facts.DeadlineAt, facts.Detail, facts.Strong);
    }
}
