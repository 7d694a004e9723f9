namespace SalesGrains.Entities.Stores;

/// <summary>Limits that hold on every engine, so that data can move from one to another.</summary>
public static class StoreLimits
{
    /// <summary>States above this size are reported, in bytes.</summary>
    public const int SoftStateBytes = 128 * 1024;

    /// <summary>
    /// States above this size take nothing more that people enter and that only adds to them, in bytes: what is left up to the hard limit is
    /// for what others must still be able to tell, such as what became of money that is on its way.
    /// </summary>
    public const int FullStateBytes = 384 * 1024;

    /// <summary>States above this size are refused, in bytes.</summary>
    public const int HardStateBytes = 512 * 1024;

    /// <summary>Commit rows above this size are refused, in bytes.</summary>
    public const int CommitBytes = 256 * 1024;

    /// <summary>How long a command key's row is kept after it has expired, so that it can be refused as expired.</summary>
    public static readonly TimeSpan KeyGrace = TimeSpan.FromDays(15);
}
