using System.Globalization;
using SalesGrains.Boards;

namespace SalesGrains.Portfolios;

/// <summary>A duty (事项) in the list behind a number of a board of the field.</summary>
[GenerateSerializer, Immutable, Alias("duty-item")]
public sealed record DutyItem : IPageItem
{
    /// <summary>See <see cref="DutyKinds"/>.</summary>
    [Id(0)] public string Kind { get; init; } = "";

    /// <summary>A first contact is running or missed; a follow-up or payment is overdue, due-today or due-soon.</summary>
    [Id(1)] public string State { get; init; } = "";

    /// <summary>The contract or customer whose facts it is made of.</summary>
    [Id(2)] public string EntityId { get; init; } = "";

    /// <summary>The payment node, or 0.</summary>
    [Id(3)] public int NodeNo { get; init; }

    /// <summary>Customer id.</summary>
    [Id(4)] public string CustomerId { get; init; } = "";

    /// <summary>Customer name.</summary>
    [Id(5)] public string CustomerName { get; init; } = "";

    /// <summary>A, B or C.</summary>
    [Id(6)] public string Tier { get; init; } = "";

    /// <summary>Who has to do it.</summary>
    [Id(7)] public string RepId { get; init; } = "";

    /// <summary>Name.</summary>
    [Id(8)] public string RepName { get; init; } = "";

    /// <summary>The rep's unit.</summary>
    [Id(9)] public string UnitName { get; init; } = "";

    /// <summary>The rep's region.</summary>
    [Id(10)] public string RegionName { get; init; } = "";

    /// <summary>Payments and follow-ups: the day by whose end it is due.</summary>
    [Id(11)] public DateOnly? DueOn { get; init; }

    /// <summary>First contacts: the moment at which it is missed.</summary>
    [Id(12)] public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>First contacts: when it began.</summary>
    [Id(13)] public DateTimeOffset? StartedAt { get; init; }

    /// <summary>First contacts: who says so.</summary>
    [Id(14)] public string? Source { get; init; }

    /// <summary>First contacts: mobile or pc, when the source knew.</summary>
    [Id(15)] public string? Device { get; init; }

    /// <summary>Payments: what is open, in fen; else 0.</summary>
    [Id(16)] public long OpenFen { get; init; }

    /// <summary>Payments: the contract's number.</summary>
    [Id(17)] public string? ContractNumber { get; init; }

    /// <summary>Payments: the node's name.</summary>
    [Id(18)] public string? NodeName { get; init; }

    /// <summary>Follow-ups: when somebody last dealt with the customer.</summary>
    [Id(19)] public DateTimeOffset? LastTouchAt { get; init; }

    /// <summary>Follow-ups and first contacts: the stage of the open opportunity that is furthest.</summary>
    [Id(20)] public string? Stage { get; init; }

    /// <summary>The version of the entity that says so.</summary>
    [Id(21)] public long Version { get; init; }

    /// <summary>See <see cref="Place"/>; ticks of the moment from which on it is late.</summary>
    [Id(22)] public long LateFromTicks { get; init; }

    /// <inheritdoc/>
    public PageKey Place => new(string.Create(CultureInfo.InvariantCulture, $"{LateFromTicks:D19}{DutyKinds.All.IndexOf(Kind)}"), EntityId, NodeNo);
}
