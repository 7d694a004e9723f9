using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Nudges.Channels;
using SalesGrains.Organizations;

namespace SalesGrains.Recipients.Sending;

/// <summary>
/// Sends what a recipient has queued: one loop for each channel, so that a dead one delays no other, awaited by no call and outside of the
/// entity's turn. It decides nothing: it asks for a token, asks the rules whether to start, sends, and reports. Whatever it leaves behind
/// when its silo ends is found by its moment.
/// </summary>
internal sealed class RecipientPump(
    EntityKey self,
    Func<(RecipientState State, DateTimeOffset RecordedAt)> seen,
    Func<RecipientCommand, Task<bool>> decide,
    IOrganizationDirectory organizations,
    IGrainFactory grains,
    ChannelSenders senders,
    TimeProvider time,
    ILogger log)
{
    // A sender has a shorter one of its own; this is for one that does not keep it.
    private static readonly TimeSpan LongestCall = AttemptRules.LongestTry / 2;

    private readonly HashSet<string> running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stop = new();

    /// <summary>Starts a loop for each channel that has something to do and none yet.</summary>
    public void Kick()
    {
        if (stop.IsCancellationRequested || Look() is not { } look)
        {
            return;
        }

        foreach (var channel in look.State.Attempts.Where(attempt => Wants(attempt, look.Now)).Select(attempt => attempt.Channel).Distinct().ToList())
        {
            if (running.Add(channel))
            {
                Start(channel);
            }
        }
    }

    /// <summary>The activation goes.</summary>
    public void Stop() => stop.Cancel();

    private static bool Wants(Attempt attempt, DateTimeOffset now) =>
        attempt is { State: AttemptStates.Queued, IsUnderWay: true } ? attempt.NotBefore <= now : attempt is { IsUnderWay: true, AskAt: { } at } && at <= now;

    /// <summary>What there is to see: nothing while a sandbox's clock is moved, or when the activation has nothing to answer from.</summary>
    private (RecipientState State, DateTimeOffset Now, OrganizationSnapshot Organization)? Look()
    {
        if (organizations.Peek(self.Org) is not { } organization || organization.Stored.Clock.Jumping)
        {
            return null;
        }

        try
        {
            // The same now as the rules': what was queued by a clock that is a little ahead does not wait for this one.
            var (now, at) = (organization.At(time.GetUtcNow()), seen().RecordedAt);
            return (seen().State, now > at ? now : at, organization);
        }
        catch (OutcomeUnknownException)
        {
            return null;
        }
    }

    private async void Start(string channel)
    {
        CallContext.Clear();
        try
        {
            await Task.Yield();
            while (!stop.IsCancellationRequested
                && Look() is { } look && look.State.Attempts.FirstOrDefault(attempt => attempt.Channel == channel && Wants(attempt, look.Now)) is { } attempt
                && await One(look.Organization, look.Now, attempt))
            {
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The activation is going; what was started is found by its moment.
        }
        catch (Exception error)
        {
            RecipientLog.PumpFailed(log, self, channel, error);
        }
        finally
        {
            running.Remove(channel);
        }
    }

    /// <summary>One message, or one question; false when the loop had better end: something looks again at its moment.</summary>
    private async Task<bool> One(OrganizationSnapshot organization, DateTimeOffset now, Attempt attempt)
    {
        var sender = senders.Of(attempt.Channel);
        if (attempt.AskAt is not null)
        {
            var answer = sender is null ? null : await Call(() => sender.Ask(MessageTexts.Of(self, seen().State, attempt, attempt.Address ?? "", senders.Links), stop.Token));
            return await decide(Report(attempt, answer));
        }

        var address = seen().State.Channel(attempt.Channel)?.Address ?? "";
        if (sender is not null && organization.RulesAt(now).Delivery.LimitOf(attempt.Channel) is { } limit)
        {
            var gate = grains.GetGrain<IChannelGateGrain>($"{self.Org}|{attempt.Channel}");
            var wait = await gate.Take(address, limit.PerMinute, limit.Burst);
            if (wait > TimeSpan.Zero)
            {
                // Meanwhile more may join this message.
                await Task.Delay(wait, time, stop.Token);
                return true;
            }
        }

        var began = time.GetTimestamp();
        if (!await decide(new StartAttempt(attempt.Id)))
        {
            return false;
        }

        // What was started too long ago, because the store or this silo stood still, may count as unknown by now: it is looked at, not sent.
        if (seen().State.Attempt(attempt.Id) is not { State: AttemptStates.Started } started || time.GetElapsedTime(began) > AttemptRules.LongestTry - LongestCall)
        {
            return true;
        }

        var result = sender is null
            ? new(SendOutcome.Failed, Code: "not-configured")
            : await Call(() => sender.Send(MessageTexts.Of(self, seen().State, started, started.Address!, senders.Links), stop.Token)!) ?? new(SendOutcome.Unknown, Code: "no-answer");
        if (result is { Outcome: SendOutcome.Limited })
        {
            await grains.GetGrain<IChannelGateGrain>($"{self.Org}|{attempt.Channel}").Pause(address, result.RetryAfter ?? TimeSpan.FromSeconds(10));
        }

        return await decide(Report(attempt, result) with { Final = sender is null });
    }

    /// <summary>Off the grain's scheduler, and never for long.</summary>
    private async Task<SendResult?> Call(Func<Task<SendResult?>> call)
    {
        try
        {
            return await Task.Run(call, stop.Token).WaitAsync(LongestCall, stop.Token);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            RecipientLog.SenderFailed(log, self, error.GetType().Name);
            return null;
        }
    }

    private static FinishAttempt Report(Attempt attempt, SendResult? result) => new(
        attempt.Id, result?.Outcome.ToString().ToLowerInvariant() ?? "silent", result?.VendorId, result?.Code, result?.RetryAfter?.TotalSeconds);
}
