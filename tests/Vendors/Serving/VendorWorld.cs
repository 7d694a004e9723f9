namespace SalesGrains.Vendors;

/// <summary>What all imitated vendors share: clock, log, and who exists.</summary>
public sealed class VendorWorld(TimeProvider time, bool unlimited = false)
{
    private const int KeptWhenUnlimited = 2_000;

    /// <summary>They limit nothing.</summary>
    public bool Unlimited { get; } = unlimited;

    /// <summary>The vendors' own clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>How far the vendors' clock is ahead of it.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>Now, by the vendors.</summary>
    public DateTimeOffset Now => Time.GetUtcNow() + Skew;

    /// <summary>What came and what arrived.</summary>
    public VendorLog Log { get; } = new(time, unlimited ? KeptWhenUnlimited : null);

    /// <summary>The faults that are switched on.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>What receipts say: delivered, waiting or failed.</summary>
    public string Receipts { get; set; } = "delivered";

    /// <summary>An access token ends after so long.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Tokens that were given before this moment have ended, whatever was said.</summary>
    public DateTimeOffset TokensOverAt { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Users, numbers, robots and mailboxes of these beginnings do not exist.</summary>
    public static bool IsNobody(string address) =>
        address.StartsWith("nobody", StringComparison.OrdinalIgnoreCase) || address.StartsWith("gone", StringComparison.OrdinalIgnoreCase);
}
