using System.Collections.Concurrent;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.Http;

/// <summary>A token, or why there is none.</summary>
/// <param name="Value">The token.</param>
/// <param name="Lifetime">How long it is good.</param>
/// <param name="Fault">Why there is none; nothing was sent then.</param>
internal sealed record AccessToken(string Value, TimeSpan Lifetime, SendResult? Fault = null);

/// <summary>
/// Tokens of vendors' applications, one for each secret: asked for once however many senders need it at the same moment, kept until shortly
/// before its end, and forgotten when the vendor says that it ended early.
/// </summary>
internal sealed class AccessTokens(TimeProvider time)
{
    /// <summary>A token is asked for anew so long before its end.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, Slot> slots = new(StringComparer.Ordinal);

    /// <summary>The token of a secret; asks for it when there is none.</summary>
    public Task<AccessToken> Get(string secret, Func<Task<AccessToken>> ask, CancellationToken ct) =>
        slots.GetOrAdd(secret, _ => new(time)).Get(ask).WaitAsync(ct);

    /// <summary>The vendor does not take this token any more; another one that was got meanwhile stays.</summary>
    public void Forget(string secret, AccessToken token) => slots.GetValueOrDefault(secret)?.Forget(token);

    private sealed class Slot(TimeProvider time)
    {
        private readonly Lock gate = new();
        private Task<AccessToken>? current;
        private DateTimeOffset until;

        public Task<AccessToken> Get(Func<Task<AccessToken>> ask)
        {
            lock (gate)
            {
                if (current is { IsCompleted: false } || (current is { IsCompletedSuccessfully: true, Result.Fault: null } && time.GetUtcNow() < until))
                {
                    return current;
                }

                until = DateTimeOffset.MaxValue;
                return current = Run(ask);
            }
        }

        public void Forget(AccessToken token)
        {
            lock (gate)
            {
                if (current is { IsCompletedSuccessfully: true } && ReferenceEquals(current.Result, token))
                {
                    current = null;
                }
            }
        }

        private async Task<AccessToken> Run(Func<Task<AccessToken>> ask)
        {
            var began = time.GetUtcNow();
            var token = await ask();
            lock (gate)
            {
                until = began + (token.Lifetime > 2 * Early ? token.Lifetime - Early : token.Lifetime / 2);
            }

            return token;
        }
    }
}
