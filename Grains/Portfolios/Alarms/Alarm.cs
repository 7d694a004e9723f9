namespace SalesGrains.Portfolios.Alarms;

/// <summary>What the queue remembers of an entity that is being woken, or could not be.</summary>
internal sealed class Alarm
{
    public bool IsInFlight { get; set; }

    public bool IsBuried { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public long Version { get; set; }

    public int Attempts { get; set; }

    public int Failures { get; set; }

    public DateTimeOffset NotBefore { get; set; }
}
