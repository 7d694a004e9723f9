namespace SalesGrains.Boards;

/// <summary>The numbers of the push path between this process and its browsers.</summary>
public sealed class BoardPushOptions
{
    /// <summary>How often each board is asked, and each browser told how old its data is.</summary>
    public TimeSpan BeatEvery { get; set; } = BoardTimes.RenewEvery;

    /// <summary>How long a beat waits for the board's answer before it says the older age.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How soon a board is asked again that did not answer, or whose change did not fit.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often a change of an organisation's clock or tree is looked for.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a frame's bytes are shared by those who lack the same: it carries an age and a clock.</summary>
    public TimeSpan ShareFor { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>CPU time that one message costs; with <see cref="CpuShare"/> it sets the pause between two rounds of a board.</summary>
    public TimeSpan CostPerMessage { get; set; } = TimeSpan.FromMicroseconds(10);

    /// <summary>Share of one core that the fan-out of one board may use, above 0 to 1.</summary>
    public double CpuShare { get; set; } = 0.25;

    /// <summary>The least pause between two rounds of a board; the first change after it always goes at once.</summary>
    public TimeSpan LeastPause { get; set; } = TimeSpan.Zero;

    /// <summary>Most topics that one connection may watch.</summary>
    public int MostTopics { get; set; } = 16;

    /// <summary>Calls that a connection may make at once, before <see cref="CallsPerSecond"/> holds.</summary>
    public int CallBurst { get; set; } = 40;

    /// <summary>Calls per second that a connection may go on making.</summary>
    public int CallsPerSecond { get; set; } = 10;

    /// <summary>Refused calls after which a connection is closed.</summary>
    public int MostRefusedCalls { get; set; } = 100;

    /// <summary>Origins of pages, besides the address the browser called, that may connect: <c>https://sales.example.cn</c>.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>The pause after a round to so many watchers.</summary>
    public TimeSpan PauseFor(int watchers)
    {
        var budget = CostPerMessage * (watchers / CpuShare);
        return budget > LeastPause ? budget : LeastPause;
    }
}
