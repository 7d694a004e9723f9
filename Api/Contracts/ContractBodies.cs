using System.Text.Json;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.Portfolios;

namespace SalesGrains.Contracts;

/// <summary>A draft, or a new one.</summary>
internal record DraftBody
{
    /// <summary>The id of a new one; derived from the key when left out.</summary>
    public string? Id { get; init; }

    /// <summary>The business number.</summary>
    public string? Number { get; init; }

    /// <summary>What the contract is about.</summary>
    public string? Title { get; init; }

    /// <summary>The customer.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The rep who owns it; the caller when they are a rep, else the customer's.</summary>
    public string? RepId { get; init; }

    /// <summary>In yuan.</summary>
    public string? Total { get; init; }

    /// <summary>CNY.</summary>
    public string? Currency { get; init; }

    /// <summary>Months of warranty after final acceptance.</summary>
    public int? WarrantyMonths { get; init; }

    /// <summary>Who decides at the customer.</summary>
    public IReadOnlyList<DecisionBody>? DecisionChain { get; init; }

    /// <summary>Payment terms; incomplete ones are allowed.</summary>
    public IReadOnlyList<TermBody>? Terms { get; init; }
}

/// <summary>A draft with what its preview assumes.</summary>
internal sealed record PreviewRequest : DraftBody
{
    /// <summary>The day it would be signed.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>What would happen when.</summary>
    public IReadOnlyList<AssumedEvent>? Events { get; init; }
}

/// <summary>An event that a preview assumes.</summary>
internal sealed record AssumedEvent(string Event, DateOnly OccurredOn);

/// <summary>What a draft would come to.</summary>
internal sealed record PreviewAnswer(IReadOnlyList<PreviewNodeBody> Nodes, IReadOnlyList<Problems.ProblemError> Problems, string Sum);

/// <summary>A node of a preview.</summary>
internal sealed record PreviewNodeBody(int No, string Name, string? Amount, DateOnly? StartsOn, DateOnly? DueOn, bool Provisional);

/// <summary>The day of signing.</summary>
internal sealed record Signing(DateOnly SignedOn);

/// <summary>Something that happened.</summary>
internal sealed record NewEvent(string Event, DateOnly OccurredOn, string? Note = null);

/// <summary>New terms of a signed contract.</summary>
internal sealed record Amendment(string? Reason, DateOnly EffectiveOn, string? Total, IReadOnlyList<TermBody>? Terms);

/// <summary>A tick.</summary>
internal sealed record Tick(bool Done, string? Note = null);

/// <summary>Why a contract is cancelled.</summary>
internal sealed record Cancellation(string? Reason);

/// <summary>A contract in a list.</summary>
internal sealed record ContractRow(
    string Id, string Number, string Title, string CustomerId, string CustomerName, string Tier, string RepId, string RepName, string Stage,
    string Total, string Open, DateOnly? SignedOn, DateOnly? NextDueOn, string? Status, long Version)
{
    /// <summary>An item of the portfolio.</summary>
    public static ContractRow Of(ContractItem item) => new(
        item.Id, item.Number, item.Title, item.CustomerId, item.CustomerName, item.Tier, item.RepId, item.RepName, item.Stage,
        Yuan.Format(item.TotalFen), Yuan.Format(item.OpenFen), item.SignedOn, item.NextDueOn, item.Status, item.Version);
}

/// <summary>A page of a history.</summary>
internal sealed record HistoryPage(IReadOnlyList<HistoryItem> Items, long? Next);

/// <summary>One recorded event.</summary>
internal sealed record HistoryItem(
    string EventId, long Version, string Type, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, Actor Actor, JsonElement Data, int RulesVersion)
{
    /// <summary>An entry of an entity's history.</summary>
    public static HistoryItem Of(HistoryEntry entry) => new(
        entry.EventId, entry.Version, entry.Type, entry.OccurredAt, entry.RecordedAt, entry.Actor,
        JsonElement.Parse(entry.Data), entry.RulesVersion);
}
