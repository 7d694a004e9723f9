
namespace SalesGrains.Accounts;

/// <summary>Limits of signing in.</summary>
public static class AccountRules
{
    /// <summary>Failed tries after which a name must wait.</summary>
    public const int MaxTries = 5;

    /// <summary>How long a failed try counts.</summary>
    public static readonly TimeSpan TryWindow = TimeSpan.FromMinutes(15);

    /// <summary>Shortest password, in characters.</summary>
    public const int MinPassword = 12;

    /// <summary>Longest password, in characters: hashing takes time in proportion.</summary>
    public const int MaxPassword = 128;
}
