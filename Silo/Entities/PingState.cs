namespace SalesGrains.Entities;

/// <summary>When this silo last pinged its part of the portfolio.</summary>
public sealed class PingState
{
    private long at;

    /// <summary>By the <see cref="System.Diagnostics.Stopwatch"/>; 0: never.</summary>
    public long At => Volatile.Read(ref at);

    internal void Pinged() => Volatile.Write(ref at, System.Diagnostics.Stopwatch.GetTimestamp());
}
