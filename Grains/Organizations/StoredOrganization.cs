namespace SalesGrains.Organizations;

/// <summary>What the runtime must know of an organisation before any of its entities may commit.</summary>
public sealed record StoredOrganization
{
    /// <summary>8 lower-case base-32 characters.</summary>
    public required string Org { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>True for a sandbox, whose clock can be moved (M4).</summary>
    public bool Sandbox { get; init; }

    /// <summary>Raised by a restore; part of event ids and of the portfolio's key.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>
    /// When the store was last restored from a backup, in the organisation's time; null: never. Nudges whose moment is not later are held
    /// until an administrator releases or discards them, because whoever they are for may have had them before.
    /// </summary>
    public DateTimeOffset? RestoredAt { get; init; }

    /// <summary>1, 4, 16 or 64; fixed at creation.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>How many portfolio shards share the partitions.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Time zone id.</summary>
    public string Zone { get; init; } = "Asia/Shanghai";

    /// <summary>The organisation's clock.</summary>
    public OrganizationClock Clock { get; init; } = OrganizationClock.Real;

    /// <summary>Changes with every write; null before the first.</summary>
    public string? Etag { get; init; }
}

/// <summary>
/// The clock of an organisation (组织时钟): virtual = anchorVirtual + (real − anchorReal) × rate. It never goes back.
/// </summary>
/// <param name="AnchorReal">A real instant.</param>
/// <param name="AnchorVirtual">The organisation's time at that instant.</param>
/// <param name="Rate">Virtual seconds per real second; 0 is a pause, 1 is real time.</param>
/// <param name="Version">Rises with each change; an entity refuses a command that went by an older one.</param>
/// <param name="Jumping">True while a jump steps through due moments: other commands are refused (409).</param>
/// <param name="ResumeRate">The rate at which it goes on after a pause or a jump.</param>
public sealed record OrganizationClock(
    DateTimeOffset AnchorReal, DateTimeOffset AnchorVirtual, decimal Rate, long Version, bool Jumping = false, decimal ResumeRate = 0)
{
    /// <summary>The clock of a production organisation: real time.</summary>
    public static OrganizationClock Real { get; } = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, 0);

    /// <summary>The organisation's time at a real instant.</summary>
    public DateTimeOffset At(DateTimeOffset real) =>
        AnchorVirtual + TimeSpan.FromTicks((long)((real - AnchorReal).Ticks * Rate));
}
