using System.Collections.Immutable;

namespace SalesGrains.Recipients.Sending;

/// <summary>
/// Whether a rep's first contacts can be recognized and their nudges arrive (就绪检查与通道健康, C05, C09): what the numbers of a team count, and
/// what the lists behind them hold. Pure.
/// </summary>
public static class ReadinessRules
{
    /// <summary>Every source of first contacts has produced an event.</summary>
    public const string Ready = "ready";

    /// <summary>Some source has not: boards may lack first contacts of this rep (未就绪).</summary>
    public const string NotReady = "not-ready";

    /// <summary>A channel does not work, or there is none that leaves the house.</summary>
    public const string Failing = "failing";

    /// <summary>The numbers there are.</summary>
    public static ImmutableArray<string> States { get; } = [Ready, NotReady, Failing];

    /// <summary>The expression: whether a number counts this rep.</summary>
    public static bool Counts(string state, RecipientView recipient) => state switch
    {
        Ready => recipient.Ready,
        NotReady => !recipient.Ready,
        Failing => recipient.Channels.IsDefaultOrEmpty || recipient.Channels.Any(channel => channel.Light == "red"),
        _ => false,
    };

    /// <summary>Sources that have produced no event yet.</summary>
    public static ImmutableArray<string> Missing(RecipientView recipient) =>
        [.. RecipientRules.Sources.Where(source => !recipient.Sources.Any(known => known.Source == source && known.FirstAt is not null))];
}
