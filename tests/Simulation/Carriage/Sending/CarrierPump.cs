using SalesGrains.Carriage.Entities;
using SalesGrains.Carriage.Machine;
using SalesGrains.Nudges.Channels;
using SalesGrains.Recipients;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Carriage.Sending;

/// <summary>
/// The pump of one activation, step by step as <c>RecipientPump</c> goes: a loop for each channel; a token, the started commit, the vendor's
/// call, the commit of what became of it. Its silo can die between any two of them.
/// </summary>
public sealed class CarrierPump(CarrierWorld world, CarrierEntity entity)
{
    /// <summary>A try that began longer ago is not sent: it may count as unknown already. ms.</summary>
    private const long LongestStart = 15_000;

    private readonly HashSet<string> _running = [];

    /// <summary>Starts a loop for each channel that has something to do and none yet.</summary>
    public void Kick()
    {
        foreach (var channel in Wanted().Select(Loop).Distinct().ToList())
        {
            if (entity.Alive && _running.Add(channel))
            {
                world.Start(() => Run(channel));
            }
        }
    }

    private string Loop(Attempt attempt) => world.Is(Omission.OneLoopForAllChannels) ? "" : attempt.Channel;

    private RecipientState? State() => entity.Row?.State as RecipientState;

    private IEnumerable<Attempt> Wanted()
    {
        var (clock, at) = (entity.Silo.Clock, entity.Row?.RecordedAt);
        var now = at > clock && !world.Is(Omission.PumpGoesByItsClock) ? at : clock;
        return State()?.Attempts.Where(attempt => attempt is { State: AttemptStates.Queued, IsUnderWay: true }
            ? attempt.NotBefore <= now
            : attempt is { IsUnderWay: true, AskAt: { } at } && at <= now) ?? [];
    }

    private async Task Run(string loop)
    {
        await world.Delay(entity.Life, 0);
        while (entity.Alive && Wanted().FirstOrDefault(attempt => Loop(attempt) == loop) is { } attempt && await One(attempt))
        {
        }

        _running.Remove(loop);
    }

    /// <summary>One message, or one question; false when the loop had better end.</summary>
    private async Task<bool> One(Attempt attempt)
    {
        if (attempt.AskAt is not null)
        {
            return await Decide(Report(attempt, await world.Vendors.Receipt(entity.Life, entity.Key, attempt)));
        }

        var address = State()?.Channel(attempt.Channel)?.Address ?? "";
        if (entity.Rules.Delivery.LimitOf(attempt.Channel) is { } limit)
        {
            var wait = world.Gates.Take($"{attempt.Channel}|{address}", limit, entity.Silo.Clock);
            if (wait > TimeSpan.Zero)
            {
                await world.Delay(entity.Life, (long)Math.Ceiling(wait.TotalMilliseconds));
                return true;
            }
        }

        SendResult? early = null;
        if (world.Is(Omission.SentBeforeStarted))
        {
            early = await world.Vendors.Send(entity.Life, entity.Key, attempt, attempt.Id);
        }

        var began = world.Now;
        if (!await Decide(new StartAttempt(attempt.Id)))
        {
            return false;
        }

        if (State()?.Attempt(attempt.Id) is not { State: AttemptStates.Started } started
            || (world.Now - began > LongestStart && !world.Is(Omission.SentLongAfterStart)))
        {
            return true;
        }

        var id = world.Is(Omission.AnotherIdForEachTry) ? $"{started.Id}-{started.Tries}" : started.Id;
        var result = early ?? await world.Vendors.Send(entity.Life, entity.Key, started, id)
            ?? new(world.Is(Omission.NoAnswerIsFailure) ? SendOutcome.Failed : SendOutcome.Unknown, Code: "no-answer");
        if (result is { Outcome: SendOutcome.Limited })
        {
            world.Gates.Pause($"{attempt.Channel}|{address}", entity.Silo.Clock + (result.RetryAfter ?? TimeSpan.FromSeconds(10)));
        }

        return await Decide(Report(attempt, result));
    }

    private async Task<bool> Decide(object command) => await entity.Execute(command) is { Accepted: true };

    private static FinishAttempt Report(Attempt attempt, SendResult? result) => new(
        attempt.Id, result?.Outcome.ToString().ToLowerInvariant() ?? "silent", result?.VendorId, result?.Code, result?.RetryAfter?.TotalSeconds);
}
