using System.Collections.Immutable;

namespace SalesGrains.Imports;

/// <summary>
/// Reads the rows of a file into what they mean and collects every problem with its row and column. Pure: what a row refers to
/// (a customer, a rep, a unit) is looked up by functions that the caller passes.
/// </summary>
public sealed class ImportReader(ImportTable table)
{
    private readonly ImmutableArray<ImportProblem>.Builder problems = ImmutableArray.CreateBuilder<ImportProblem>();

    /// <summary>What was found wrong so far, in the order of the rows.</summary>
    public ImmutableArray<ImportProblem> Problems => [.. problems.OrderBy(p => p.Row)];

    /// <summary>Customers; rows with a problem are left out.</summary>
    public ImmutableArray<CustomerRow> Customers(Func<string, bool> repExists) =>
    [
        .. Rows("external-no", row =>
        {
            var no = Cell(row, "external-no", ImportCell.Number);
            var name = Cell(row, "name", ImportCell.Name);
            var tier = Word(row, "tier", ImportWords.Tier);
            var rep = Known(row, "rep", repExists, "cell.unknown-rep");
            return no is null || name is null || tier is null || rep is null ? null
                : new CustomerRow(row.Number, no, name, tier, rep, Optional(row, "industry"), Optional(row, "contact"), Optional(row, "contact-title"), Optional(row, "phone"));
        }),
    ];

    /// <summary>Reps; rows with a problem are left out.</summary>
    public ImmutableArray<RepRow> Reps(Func<string, bool> unitExists) =>
    [
        .. Rows("external-no", row =>
        {
            var no = Cell(row, "external-no", ImportCell.Number);
            var name = Cell(row, "name", ImportCell.Name);
            var unit = Known(row, "unit", unitExists, "cell.unknown-unit");
            return no is null || name is null || unit is null ? null : new RepRow(row.Number, no, name, unit);
        }),
    ];

    /// <summary>Contracts; a contract with a problem in any of its rows is left out.</summary>
    public ImmutableArray<ContractRow> Contracts(Func<string, bool> customerExists, Func<string, bool> repExists)
    {
        var contracts = ImmutableArray.CreateBuilder<ContractRow>();
        foreach (var group in table.Rows.GroupBy(row => ImportCell.Clean(row["number"])))
        {
            var before = problems.Count;
            var first = group.First();
            var number = Cell(first, "number", ImportCell.Number);
            var title = Cell(first, "title", ImportCell.Name);
            var customer = Known(first, "customer", customerExists, "cell.unknown-customer");
            var rep = first["rep"].Length == 0 ? null : Known(first, "rep", repExists, "cell.unknown-rep");
            var total = Value(first, "total", ImportCell.Fen);
            var signedOn = OptionalDate(first, "signed-on");
            var nodes = group.Select(Node).ToImmutableArray();
            if (problems.Count == before)
            {
                contracts.Add(new(first.Number, number!, title!, customer!, rep, total!.Value, signedOn, nodes));
            }
        }

        return contracts.ToImmutable();
    }

    /// <summary>Adds a problem that only the rules can see, such as shares that do not sum to the total.</summary>
    public void Add(int row, string column, string code, string value) =>
        problems.Add(new(row, table.Columns.GetValueOrDefault(column, column), code, value));

    private NodeRow Node(ImportRow row)
    {
        var name = Cell(row, "node", ImportCell.Name);
        var kind = Word(row, "kind", ImportWords.Kind);
        var started = Word(row, "event", ImportWords.Event);
        var fixedOn = started == "fixed-date" ? Value(row, "fixed-on", ImportCell.Date) : null;
        var count = Value(row, "count", ImportCell.Count);
        var unit = Word(row, "unit", ImportWords.Unit);
        var (share, fen) = Amount(row);
        var owner = Word(row, "owner", ImportWords.Owner);
        var invoice = ImportWords.Truth(row["invoice"]);
        if (invoice is null)
        {
            Add(row.Number, "invoice", "cell.not-yes-or-no", row["invoice"]);
        }

        return new(row.Number, name ?? "", kind ?? "", started ?? "", fixedOn, count ?? 0, unit ?? "", share, fen, owner ?? "",
            Optional(row, "deliverable"), invoice ?? false, OptionalDate(row, "occurred-on"));
    }

    private (int? Share, long? Fen) Amount(ImportRow row)
    {
        var text = ImportCell.Clean(row["amount"]);
        return text is "余额" or "剩余" or "remainder" ? (null, null)
            : text.EndsWith('%') ? (Value(row, "amount", ImportCell.Share), null)
            : (null, Value(row, "amount", ImportCell.Fen));
    }

    /// <summary>Reads each row; a second row with the same key is a problem of its own.</summary>
    private IEnumerable<T> Rows<T>(string key, Func<ImportRow, T?> read) where T : class
    {
        var seen = new Dictionary<string, int>();
        foreach (var row in table.Rows)
        {
            var no = ImportCell.Clean(row[key]);
            if (no.Length > 0 && !seen.TryAdd(no, row.Number))
            {
                Add(row.Number, key, "cell.repeated", no);
            }
            else if (read(row) is { } value)
            {
                yield return value;
            }
        }
    }

    private string? Cell(ImportRow row, string column, Func<string?, (string? Value, string? Problem)> read)
    {
        var (value, problem) = read(row[column]);
        if (problem is not null)
        {
            Add(row.Number, column, problem, row[column]);
        }

        return value;
    }

    private T? Value<T>(ImportRow row, string column, Func<string?, (T? Value, string? Problem)> read) where T : struct
    {
        var (value, problem) = read(row[column]);
        if (problem is not null)
        {
            Add(row.Number, column, problem, row[column]);
        }

        return value;
    }

    private string? Word(ImportRow row, string column, Func<string, string?> read)
    {
        var value = read(row[column]);
        if (value is null)
        {
            Add(row.Number, column, ImportCell.Clean(row[column]).Length == 0 ? "cell.missing" : "cell.unknown-word", row[column]);
        }

        return value;
    }

    private string? Known(ImportRow row, string column, Func<string, bool> exists, string problem)
    {
        var value = Cell(row, column, ImportCell.Name);
        if (value is null || exists(value))
        {
            return value;
        }

        Add(row.Number, column, problem, value);
        return null;
    }

    private string? Optional(ImportRow row, string column) => row[column].Trim() is { Length: > 0 } text ? text : null;

    private DateOnly? OptionalDate(ImportRow row, string column) =>
        ImportCell.Clean(row[column]).Length == 0 ? null : Value(row, column, ImportCell.Date);
}
