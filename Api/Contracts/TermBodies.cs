namespace SalesGrains.Contracts;

/// <summary>A payment term as it comes in and goes out.</summary>
internal sealed record TermBody
{
    /// <summary>For example 预付款.</summary>
    public string? Name { get; init; }

    /// <summary>prepay, progress, acceptance, final or retention.</summary>
    public string? Kind { get; init; }

    /// <summary>What starts it.</summary>
    public TriggerBody? Trigger { get; init; }

    /// <summary>The time from its start to its due date.</summary>
    public OffsetBody? Offset { get; init; }

    /// <summary>A share, a fixed amount or the remainder.</summary>
    public AmountBody? Amount { get; init; }

    /// <summary>sales, delivery or customer.</summary>
    public string? Owner { get; init; }

    /// <summary>The person.</summary>
    public string? OwnerName { get; init; }

    /// <summary>What must be handed over.</summary>
    public IReadOnlyList<DeliverableBody>? Deliverables { get; init; }

    /// <summary>Paid against an invoice.</summary>
    public bool RequiresInvoice { get; init; }

    /// <summary>In an amendment: the node that goes on under this term.</summary>
    public int? KeepNo { get; init; }
}

/// <summary>What starts a node: exactly one of <c>event</c> (with <c>on</c> for fixed-date), <c>allOf</c>, <c>anyOf</c> and <c>after</c>.</summary>
internal sealed record TriggerBody
{
    /// <summary>An event, or <c>fixed-date</c>.</summary>
    public string? Event { get; init; }

    /// <summary>The day, for <c>fixed-date</c>.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The latest of them, once all have happened.</summary>
    public IReadOnlyList<TriggerBody>? AllOf { get; init; }

    /// <summary>The earliest of them that is known.</summary>
    public IReadOnlyList<TriggerBody>? AnyOf { get; init; }

    /// <summary>A time after an event.</summary>
    public AfterBody? After { get; init; }
}

/// <summary>A time after an event.</summary>
internal sealed record AfterBody(string? Event, int Count, string? Unit);

/// <summary>The time from a node's start to its due date.</summary>
internal sealed record OffsetBody(int Count, string? Unit, int DaysAfter = 0, string? Roll = null);

/// <summary>Exactly one of a share (<c>30%</c>), a fixed amount (<c>1000.00</c>) and the remainder.</summary>
internal sealed record AmountBody(string? Share = null, string? Fixed = null, bool? Remainder = null);

/// <summary>Something that must be handed over.</summary>
internal sealed record DeliverableBody(string? Type, string? Name, string? SignerRole = null);

/// <summary>A place in the decision chain.</summary>
internal sealed record DecisionBody(string? Role, string? Title, string? Name = null);
