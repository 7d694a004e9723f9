using System.Collections.Immutable;

namespace SalesGrains.Contracts;

/// <summary>A nudge was raised: a warning with its checklist, open items again, overdue, or what a freeze asks for.</summary>
public sealed record NudgeRaised : ContractEvent
{
    /// <summary>Node, rule and due moment.</summary>
    public string NudgeId { get; set; } = "";

    /// <summary>payment-warning, payment-open-items, payment-overdue, acceptance-resign or release-approval.</summary>
    public string Rule { get; set; } = "";

    /// <summary>The node.</summary>
    public int No { get; set; }

    /// <summary>rep, manager or director.</summary>
    public string Level { get; set; } = "";

    /// <summary>The moment at which it was due.</summary>
    public DateTimeOffset DueMoment { get; set; }

    /// <summary>The due date it is about.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>The day by which it should be acted on.</summary>
    public DateOnly Deadline { get; set; }

    /// <summary>The moment by which it should be acted on; null: an event of before.</summary>
    public DateTimeOffset? DeadlineAt { get; set; }

    /// <summary>The command that resolves it.</summary>
    public string Command { get; set; } = "";

    /// <summary>All stages that are done with it: itself, and earlier ones that it stands for.</summary>
    public ImmutableArray<string> Stages { get; set; } = [];

    /// <summary>The node's checklist, when it gets one now.</summary>
    public ImmutableArray<ChecklistItem> Checklist { get; set; } = [];

    /// <summary>The freeze that it is about (R07); null: it is about a due date.</summary>
    public string? HoldId { get; set; }

    /// <summary>Which nudge of the freeze it is, those that it stands for included.</summary>
    public int Rung { get; set; }
}

/// <summary>Its reader saw a nudge.</summary>
public sealed record NudgeSeen(string NudgeId) : ContractEvent;

/// <summary>Its reader did what a nudge asks for.</summary>
public sealed record NudgeActed(string NudgeId) : ContractEvent;

/// <summary>An administrator released a nudge that a restore held.</summary>
public sealed record NudgeReleased(string NudgeId) : ContractEvent;

/// <summary>An administrator discarded a nudge that a restore held.</summary>
public sealed record NudgeDiscarded(string NudgeId) : ContractEvent;
