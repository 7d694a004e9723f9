namespace SalesGrains.Recipients.Sending;

/// <summary>
/// A bucket of tokens that gives at most so many in any minute (令牌桶): a burst, and what is left of the minute's number evenly. So one
/// that starts anew, full, gives at most one burst more than that, which the shipped limits leave room for. Pure.
/// </summary>
/// <param name="Tokens">What was in it at <paramref name="At"/>.</param>
/// <param name="At">When it was last looked at.</param>
public readonly record struct Bucket(double Tokens, DateTimeOffset At)
{
    // No wait may round to zero: that would be a token.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    /// <summary>A full one.</summary>
    public static Bucket Full(int burst, DateTimeOffset now) => new(burst, now);

    /// <summary>Takes a token; the wait is zero when there was one, else how long until there is.</summary>
    public (Bucket After, TimeSpan Wait) Take(DateTimeOffset now, int perMinute, int burst)
    {
        var perSecond = (perMinute - burst) / 60.0;
        var tokens = Math.Min(burst, Tokens + (Math.Max(0, (now - At).TotalSeconds) * perSecond));
        var at = now > At ? now : At;
        return tokens >= 1
            ? (new(tokens - 1, at), TimeSpan.Zero)
            : (new(tokens, at), TimeSpan.FromSeconds((1 - tokens) / perSecond) + (at - now) + Least);
    }

    /// <summary>Empty until then: the vendor wants to be left alone.</summary>
    public static Bucket EmptyUntil(DateTimeOffset then) => new(0, then);
}
