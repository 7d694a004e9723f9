using System.Collections.Immutable;

namespace SalesGrains.Imports;

/// <summary>A customer as a file tells it.</summary>
public sealed record CustomerRow(int Row, string ExternalNo, string Name, string Tier, string Rep, string? Industry, string? Contact, string? ContactTitle, string? Phone);

/// <summary>A rep as a file tells it.</summary>
public sealed record RepRow(int Row, string ExternalNo, string Name, string Unit);

/// <summary>A contract as a file tells it, over all its rows.</summary>
public sealed record ContractRow(
    int Row, string Number, string Title, string Customer, string? Rep, long TotalFen, DateOnly? SignedOn, ImmutableArray<NodeRow> Nodes);

/// <summary>A payment node as a row tells it.</summary>
/// <param name="Row">Row in the spreadsheet.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">prepay, progress, acceptance, final or retention.</param>
/// <param name="Event">The event that starts it.</param>
/// <param name="FixedOn">The day, when the event is fixed-date.</param>
/// <param name="Count">Offset.</param>
/// <param name="Unit">workday, day, month or month-end.</param>
/// <param name="SharePpm">Share of the total, or null.</param>
/// <param name="FixedFen">Fixed amount, or null; with neither it takes the remainder.</param>
/// <param name="Owner">sales, delivery or customer.</param>
/// <param name="Deliverable">What must be handed over.</param>
/// <param name="RequiresInvoice">Paid against an invoice.</param>
/// <param name="OccurredOn">The day its event happened, when it has.</param>
public sealed record NodeRow(
    int Row, string Name, string Kind, string Event, DateOnly? FixedOn, int Count, string Unit, int? SharePpm, long? FixedFen, string Owner,
    string? Deliverable, bool RequiresInvoice, DateOnly? OccurredOn);
