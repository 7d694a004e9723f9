namespace SalesGrains.Entities.Hosting;

/// <summary>Waits and bounds of the entity protocol. They are durations of real time, whatever an organisation's clock says.</summary>
public sealed class EntityOptions
{
    /// <summary>A call to the store that takes longer is an unknown outcome.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer waits for the portfolio to have the facts.</summary>
    public TimeSpan ViewTimeout { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>First wait after a delivery that did not get through.</summary>
    public TimeSpan BackoffFirst { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between deliveries that do not get through.</summary>
    public TimeSpan BackoffLongest { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an entity must be quiet before its pending mark is cleared: one write for many commands.</summary>
    public TimeSpan ClearAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Effects passed since the lane row was last written, after which it is written though more are pending.</summary>
    public int SaveLanesEvery { get; set; } = 256;

    /// <summary>A consumer with lanes of more sources than this forgets some in each commit that takes from one: they are rewritten with every commit.</summary>
    public int LanesKept { get; set; } = 256;

    /// <summary>Most lanes looked at for it in one commit; each is one read of its source.</summary>
    public int LanesTidied { get; set; } = 8;

    /// <summary>A source with more undelivered effects than this takes no commands (503), so that no queue grows without end.</summary>
    public int MaxPendingEffects { get; set; } = 4096;

    /// <summary>Answered command keys an activation keeps in memory.</summary>
    public int KeysInMemory { get; set; } = 64;

    /// <summary>An activation that is pinged looks into the store again when it has neither read nor written for this long.</summary>
    public TimeSpan LookAgainAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the sweeper looks at the pending marks.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Marks younger than this are left to the activation that made them.</summary>
    public TimeSpan SweepOlderThan { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Most marks read each second; at start and after a membership change all are.</summary>
    public int SweepTake { get; set; } = 4096;

    /// <summary>Most pings in flight per silo.</summary>
    public int SweepInFlight { get; set; } = 32;

    /// <summary>For how long after a silo came or went an entity may live twice, so that views are confirmed by the store.</summary>
    public TimeSpan SilosSettleAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often each silo pings its part of the portfolio shards.</summary>
    public TimeSpan PortfolioPingEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a silo looks for shards that have become its own part: these it pings at once, and again until they answer.</summary>
    public TimeSpan PortfolioLookEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a silo reads the organisations anew.</summary>
    public TimeSpan DirectoryEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a change of an organisation waits for other silos to hear of it, which read for themselves in any case; zero: they are not told.</summary>
    public TimeSpan DirectoryTellWithin { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How soon a silo tries again to read an organisation that it does not know yet.</summary>
    public TimeSpan DirectoryRetry { get; set; } = TimeSpan.FromMilliseconds(100);
}
