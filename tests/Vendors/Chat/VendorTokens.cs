namespace SalesGrains.Vendors.Chat;

/// <summary>Access tokens of one vendor: the same one within its time, another one after it.</summary>
internal sealed class VendorTokens(VendorWorld world)
{
    private readonly Lock gate = new();
    private string? token;
    private DateTimeOffset given;
    private int count;

    /// <summary>The token, and for how many seconds it is said to be good.</summary>
    public (string Token, long Seconds) Give()
    {
        lock (gate)
        {
            if (token is null || IsOver())
            {
                (token, given) = ($"token-{++count}-{Guid.NewGuid():n}", world.Now);
            }

            return (token, (long)(given + world.TokenLifetime - world.Now).TotalSeconds);
        }
    }

    /// <summary>0: good; else the code that says why not.</summary>
    public int Check(string? presented)
    {
        lock (gate)
        {
            return presented is null || presented != token ? 40014 : IsOver() ? 42001 : 0;
        }
    }

    private bool IsOver() => world.Now >= given + world.TokenLifetime || given < world.TokensOverAt;
}
