using SalesGrains.Money;
using SalesGrains.Portfolios;

namespace SalesGrains.Boards;

/// <summary>Scope and filter of a board, from the query string.</summary>
internal readonly record struct BoardQuery(string? Scope, string? Rep, string? Status, string? Text, string? Tier)
{
    /// <summary>The filter; what is empty filters nothing.</summary>
    public BoardFilter Filter() => new(Of(Rep), Of(Status), Of(Text), Of(Tier));

    private static string? Of(string? value) => string.IsNullOrEmpty(value) ? null : value[..Math.Min(value.Length, BoardFilter.LongestText)];
}

/// <summary>A board as it is at one version.</summary>
internal sealed record BoardBody(
    long Epoch, long Version, string? AsOf, long AgeMs, IReadOnlyList<BoardRowBody> Rows, IReadOnlyList<TotalBody> Totals)
{
    /// <summary>The table that a whole frame carries.</summary>
    public static BoardBody Of(BoardFrame frame, long ageMs) => new(
        frame.Epoch,
        frame.To,
        frame.Rows.FirstOrDefault(row => row.Key == "m/asOf")?.Cells?[0].Text,
        ageMs,
        [.. frame.Rows.Where(row => row.Key[0] is not ('m' or 't')).Select(row => new BoardRowBody(row.Key, Cells(row)))],
        [.. frame.Rows.Where(row => row.Key.StartsWith("t/", StringComparison.Ordinal)).Select(row =>
            new TotalBody(row.Key[2..], row.Cells!.Value[0].Number, row.Cells!.Value[1].Text!))]);

    private static IReadOnlyList<object?> Cells(FrameRow row) => [.. row.Cells!.Value.Select(cell => cell.IsNumber ? cell.Number : (object?)cell.Text)];
}

/// <summary>A row: key and cells in the order that the hub sends them.</summary>
internal sealed record BoardRowBody(string Key, IReadOnlyList<object?> Cells);

/// <summary>A number of a board.</summary>
internal sealed record TotalBody(string Metric, long Count, string Amount);

/// <summary>A page of the list behind a number, with the number.</summary>
internal sealed record NodePage(IReadOnlyList<NodeBody> Items, string? Next, long Count, string Amount);

/// <summary>A payment node in a list.</summary>
internal sealed record NodeBody(
    string ContractId, string Number, string Title, string CustomerId, string CustomerName, string Tier, string RepId, string RepName,
    string UnitName, string RegionName, int NodeNo, string NodeName, DateOnly? DueOn, string Amount, string Open, string Owner, string Status,
    string? Bucket, bool PartlyPaid, bool Held, string? Blocker, bool Provisional, DateTimeOffset? ChangesAt, long Version)
{
    /// <summary>An item of the portfolio.</summary>
    public static NodeBody Of(NodeItem node) => new(
        node.ContractId, node.Number, node.Title, node.CustomerId, node.CustomerName, node.Tier, node.RepId, node.RepName, node.UnitName,
        node.RegionName, node.NodeNo, node.NodeName, node.DueOn, Yuan.Format(node.AmountFen), Yuan.Format(node.OpenFen), node.Owner, node.Status,
        node.Bucket, node.PartlyPaid, node.Held, node.Blocker, node.Provisional, node.ChangesAt, node.Version);
}
