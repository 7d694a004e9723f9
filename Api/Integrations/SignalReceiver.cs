using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Problems;

namespace SalesGrains.Integrations;

/// <summary>
/// Hands signals to the identities that they name. A signal's own id is its command's key there, so it can come as often as it likes; the
/// same id with another content is refused.
/// </summary>
internal static class SignalReceiver
{
    /// <summary>Most signals of one call.</summary>
    public const int Most = 500;

    private const int AtOnce = 16;
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with a signal as it came, or null; the identity itself finds what only it knows.</summary>
    public static Rejection? Problem(ReceiveSignal signal, DateTimeOffset now) =>
        signal.At > now + Ahead ? new("moment.in-future", "/at")
        : signal.Direction is not (null or "in" or "out") ? new("signal.direction-unknown", "/direction")
        : signal.Device is not (null or "mobile" or "pc") ? new("signal.device-unknown", "/device")
        : signal.DurationSeconds is < 0 or > 86_400 ? new("signal.duration-out-of-range", "/durationSeconds")
        : signal.Count is < 1 or > 100_000 ? new("signal.count-out-of-range", "/count")
        : null;

    /// <summary>Sends one signal to its identity.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="actor">Who tells.</param>
    public static Task<CommandOutcome> Send(IIdentityGrain identity, ReceiveSignal signal, Actor actor)
    {
        var content = Hash(string.Create(
            CultureInfo.InvariantCulture,
            $"{signal.Kind}\n{signal.At.UtcTicks}\n{signal.RepId}\n{signal.DurationSeconds}\n{signal.Count}\n{signal.Direction}\n{signal.Device}"));
        return identity.Execute(new(signal, new(actor, $"signal/{signal.Source}/{Hash(signal.SignalId)}", content)));
    }

    /// <summary>Sends a batch, many at once, and counts.</summary>
    /// <param name="items">Each signal with its identity, or why it has none.</param>
    /// <param name="send">Sends one.</param>
    /// <param name="language">The caller's language.</param>
    public static async Task<SignalsAnswer> SendAll(
        IReadOnlyList<(EntityKey? Key, ReceiveSignal Signal, Rejection? Wrong)> items,
        Func<EntityKey, ReceiveSignal, Task<CommandOutcome>> send,
        string language)
    {
        var outcomes = new CommandOutcome[items.Count];
        // Of two with one id the first in the batch is the first to come.
        var same = Enumerable.Range(0, items.Count).GroupBy(i => items[i].Signal.SignalId, StringComparer.Ordinal);
        await Parallel.ForEachAsync(same, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (indexes, _) =>
        {
            foreach (var i in indexes)
            {
                outcomes[i] = items[i] is { Wrong: null, Key: { } key } item ? await send(key, item.Signal) : new(0, items[i].Wrong ?? new Rejection("identity.value-malformed"));
            }
        });
        return new(
            outcomes.Count(outcome => outcome is { Accepted: true, Repeated: false }),
            outcomes.Count(outcome => outcome is { Accepted: true, Repeated: true }),
            [.. outcomes.Select((outcome, i) => (outcome.Rejection, i)).Where(one => one.Rejection is not null).Select(one => new RejectedSignal(
                one.i,
                one.Rejection!.Code,
                one.Rejection.Field is { } field ? $"/items/{one.i}{field}" : $"/items/{one.i}",
                ProblemTexts.Detail(language, one.Rejection.Code, one.Rejection.Values)))]);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
