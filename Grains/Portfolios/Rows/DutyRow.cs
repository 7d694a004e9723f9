namespace SalesGrains.Portfolios.Rows;

/// <summary>
/// Something that somebody has to do by a moment (事项): a payment node, a first contact, a follow-up. What it means at a moment is said by
/// <see cref="Duties.DutyFilter"/> alone.
/// </summary>
public abstract class DutyRow
{
    /// <summary>Whose facts it is made of.</summary>
    public abstract EntityRow Entity { get; }

    /// <summary>One of <see cref="SalesGrains.Boards.DutyKinds"/>.</summary>
    public abstract string Kind { get; }

    /// <summary>Who has to do it.</summary>
    public abstract string RepId { get; }

    /// <summary>The customer's tier: A, B or C.</summary>
    public abstract string Tier { get; }

    /// <summary>
    /// From when on it is late, for sorting only: the moment, or for what is due on a day the midnight after it as if it were UTC, so that the
    /// order knows no zone. What has no day comes last.
    /// </summary>
    public abstract DateTime LateFrom { get; }

    /// <summary>Tells the duties of one kind of one entity apart; 0 when there is only one.</summary>
    public virtual int Number => 0;

    /// <summary>True when a text that is looked for is part of it.</summary>
    public abstract bool Has(SearchText text);

    /// <summary>The midnight after a day.</summary>
    protected static DateTime After(DateOnly? day) => day is { } due && due < DateOnly.MaxValue ? due.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : DateTime.MaxValue;
}
