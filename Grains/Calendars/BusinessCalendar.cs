namespace SalesGrains.Calendars;

/// <summary>Which days are business days (工作日), statutory make-up days included; an immutable snapshot.</summary>
public sealed class BusinessCalendar
{
    /// <summary>Rises with each change of the data.</summary>
    public int Version { get; init; } = 1;
}
