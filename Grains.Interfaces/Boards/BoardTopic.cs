using System.Collections.Immutable;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>
/// What a board (看板) shows: one board of one organisation, cut to a scope and a filter. Two watchers with the same topic share one board grain.
/// </summary>
/// <param name="Org">The organisation.</param>
/// <param name="Board">One of <see cref="Boards"/>.</param>
/// <param name="Scope">Whose rows.</param>
/// <param name="Filter">Canonical query string: keys sorted, values as <c>encodeURIComponent</c> writes them, empty for none.</param>
[GenerateSerializer, Immutable, Alias("board-topic")]
public sealed record BoardTopic(
    [property: Id(0)] string Org,
    [property: Id(1)] string Board,
    [property: Id(2)] BoardScope Scope,
    [property: Id(3)] string Filter = "")
{
    /// <summary>The payment countdown board (R04).</summary>
    public const string Payments = "payments";

    /// <summary>The nudges nobody has acted on yet.</summary>
    public const string Inbox = "inbox";

    /// <summary>What went wrong (Z05): missed opportunities, overdue payments, overdue follow-ups.</summary>
    public const string Exceptions = "exceptions";

    /// <summary>First contacts that are to become opportunities, by deadline (C01).</summary>
    public const string FirstContacts = "first-contacts";

    /// <summary>What is to be done today: first contacts, payments and follow-ups.</summary>
    public const string Today = "today";

    /// <summary>How each rep works this week (T10, P09, P11): numbers <c>{rep}/{number}</c>, no rows.</summary>
    public const string Process = "process";

    /// <summary>A team at a glance: numbers <c>{rep}/{board}/{metric}</c> of the boards of the field, no rows.</summary>
    public const string Team = "team";

    /// <summary>All boards.</summary>
    public static ImmutableArray<string> Boards { get; } = [Payments, Inbox, Exceptions, FirstContacts, Today, Process, Team];

    /// <summary>Most rows a board shows; the list behind the number has the rest.</summary>
    public const int MostRows = 200;

    /// <summary>The topic's name on the hub: <c>{board}|{scope}|{filter}</c>.</summary>
    public string Name => $"{Board}|{Scope}|{Filter}";

    /// <summary>The key of the topic's board grain: <c>{org}|{board}|{scope}|{filter}</c>.</summary>
    public string GrainKey => $"{Org}|{Name}";

    /// <summary>True when the board can be cut so: one that has only numbers by rep is cut by rep and tier.</summary>
    public static bool Takes(string board, BoardFilter filter) =>
        board is not (Process or Team) || filter == new BoardFilter(filter.Rep, Tier: filter.Tier);

    /// <summary>The reverse of <see cref="GrainKey"/>; null when it is not a topic.</summary>
    public static BoardTopic? Parse(string grainKey) =>
        grainKey.Split('|', 4) is [{ Length: > 0 } org, var board, var scope, var filter]
        && Boards.Contains(board) && BoardScope.Parse(scope) is { } parsed && BoardFilter.Parse(filter) is not null
            ? new(org, board, parsed, filter)
            : null;
}
