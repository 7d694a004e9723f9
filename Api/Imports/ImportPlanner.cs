using System.Collections.Immutable;
using SalesGrains.Contracts;
using SalesGrains.Contracts.Terms;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Reps;
using SalesGrains.RuleSets;

namespace SalesGrains.Imports;

/// <summary>Turns the rows of a file into a plan. Pure: the same file and book make the same plan, so a plan need not be kept between look and deed.</summary>
internal sealed class ImportPlanner(string org, ImportBook book, PaymentRuleSet rules)
{
    /// <summary>The plan of a file.</summary>
    public ImportPlan Plan(ImportKind kind, ImportTable table)
    {
        var reader = new ImportReader(table);
        ImmutableArray<PlannedItem> items =
            kind == ImportKind.Reps ? [.. reader.Reps(book.Units.ContainsKey).Select(Rep)]
            : kind == ImportKind.Customers ? [.. reader.Customers(book.Reps.ContainsKey).Select(Customer)]
            : [.. reader.Contracts(book.Customers.ContainsKey, book.Reps.ContainsKey).Select(row => Contract(row, reader)).OfType<PlannedContract>()];
        return new(table.Rows.Length, items, reader.Problems);
    }

    private PlannedRep Rep(RepRow row)
    {
        var known = book.Reps.GetValueOrDefault(row.ExternalNo);
        var profile = new RepProfile { Name = row.Name, UnitId = book.Units[row.Unit].Id, ExternalNo = row.ExternalNo };
        var same = known?.Name == profile.Name && known.UnitId == profile.UnitId;
        return new(row.Row, Action(known is not null, same), known?.Id ?? NewId(row.ExternalNo, EntityKinds.Rep), row.ExternalNo, $"{row.Name} · {row.Unit}", profile);
    }

    private PlannedCustomer Customer(CustomerRow row)
    {
        var known = book.Customers.GetValueOrDefault(row.ExternalNo);
        var profile = new CustomerProfile
        {
            Name = row.Name,
            Tier = row.Tier,
            RepId = book.Reps[row.Rep].Id,
            Industry = row.Industry,
            ExternalNo = row.ExternalNo,
            Contacts = row.Contact is { } name ? [new() { Name = name, Title = row.ContactTitle ?? "", Phone = row.Phone }] : [],
        };
        var same = known?.Name == profile.Name && known.Tier == profile.Tier && known.RepId == profile.RepId && known.Industry == profile.Industry;
        return new(row.Row, Action(known is not null, same), known?.Id ?? NewId(row.ExternalNo, EntityKinds.Customer), row.ExternalNo, $"{row.Name} · {row.Tier}", profile);
    }

    /// <summary>A contract that is there is left as it is: terms are changed by amendments, never by a file.</summary>
    private PlannedContract? Contract(ContractRow row, ImportReader reader)
    {
        var known = book.Contracts.GetValueOrDefault(row.Number);
        var customer = book.Customers[row.Customer];
        var draft = new ContractDraft
        {
            Number = row.Number,
            Title = row.Title,
            CustomerId = customer.Id,
            CustomerName = customer.Name,
            Tier = customer.Tier,
            RepId = row.Rep is { } rep ? book.Reps[rep].Id : customer.RepId,
            TotalFen = row.TotalFen,
            Terms = [.. row.Nodes.Select(Term)],
        };
        var problems = DraftRules.Problems(draft, rules).Concat(row.SignedOn is null ? [] : SigningRules.Problems(draft)).DistinctBy(p => p.Field).ToList();
        foreach (var problem in problems)
        {
            var (at, column) = Place(problem.Field, row);
            reader.Add(at, column, problem.Code, "");
        }

        var events = row.Nodes.Where(node => node.OccurredOn is not null && node.Event is not ("signed" or "fixed-date"))
            .Select(node => new RecordEvent(node.Event, node.OccurredOn!.Value)).DistinctBy(e => e.Event);
        return problems.Count > 0 ? null : new(
            row.Row, known is null ? "create" : "same", known?.Id ?? NewId(row.Number, EntityKinds.Contract), row.Number, $"{row.Title} · {customer.Name}",
            draft, row.SignedOn, [.. events]);
    }

    private static Term Term(NodeRow node) => new()
    {
        Name = node.Name,
        Kind = node.Kind,
        Trigger = node.FixedOn is { } day ? new OnDate(day) : new OnEvent(node.Event),
        Offset = new() { Count = node.Count, Unit = node.Unit },
        Amount = node.SharePpm is { } ppm ? TermAmount.Share(ppm) : node.FixedFen is { } fen ? TermAmount.Fixed(fen) : TermAmount.Rest,
        Owner = node.Owner,
        Deliverables = node.Deliverable is { } name ? [new() { Type = "document", Name = name }] : [],
        RequiresInvoice = node.RequiresInvoice,
    };

    /// <summary>The row and column that a rule's field stands in.</summary>
    private static (int Row, string Column) Place(string? field, ContractRow contract)
    {
        var parts = (field ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var node = parts is ["terms", var index, ..] && int.TryParse(index, out var i) && i < contract.Nodes.Length ? contract.Nodes[i] : null;
        return (node?.Row ?? contract.Row, parts switch
        {
            ["terms", _, "trigger", ..] => "event",
            ["terms", _, "offset", ..] => "count",
            ["terms", _, "owner", ..] => "owner",
            ["terms", _, "deliverables", ..] => "deliverable",
            ["terms", _, "kind", ..] => "kind",
            ["terms", _, "name", ..] => "node",
            ["terms", ..] => "amount",
            ["number"] => "number",
            ["title"] => "title",
            ["total"] => "total",
            _ => "number",
        });
    }

    private static string Action(bool known, bool same) => !known ? "create" : same ? "same" : "update";

    private string NewId(string no, string kind) => DerivedId.Of(org, $"import/{no}", kind);
}
