namespace SalesGrains.Entities.Delivery;

/// <summary>How long to wait before the next try. Pure: the jitter comes from a hash, so that the same entity waits the same.</summary>
public static class BackoffRules
{
    /// <summary>Doubles from <paramref name="first"/> to <paramref name="longest"/>, of which half to all is waited.</summary>
    /// <param name="attempt">1 after the first failure.</param>
    /// <param name="first">The first wait.</param>
    /// <param name="longest">The longest wait.</param>
    /// <param name="salt">Differs between those who must not wake together.</param>
    public static TimeSpan Delay(int attempt, TimeSpan first, TimeSpan longest, ulong salt)
    {
        var doubled = first.Ticks * Math.Pow(2, Math.Min(attempt - 1, 20));
        var whole = Math.Min(doubled, longest.Ticks);
        var share = 0.5 + (Mix(salt + (ulong)attempt) >> 11) * (0.5 / (1UL << 53));
        return TimeSpan.FromTicks((long)(whole * share));
    }

    /// <summary>A salt made of text.</summary>
    public static ulong Salt(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>SplitMix64's finalizer.</summary>
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
