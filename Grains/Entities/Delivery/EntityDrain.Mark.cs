using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Delivery;

/// <content>The end of a drain: the lane row is written, the pending mark falls.</content>
internal sealed partial class EntityDrain
{
    /// <summary>Waits for a moment of quiet, then writes the lanes and lets the mark fall where it still bears what was drained.</summary>
    private async Task Close()
    {
        try
        {
            for (var attempt = 1; ;)
            {
                var quiet = target;
                runtime.Attend(self, Quiet);
                await Task.Delay(Quiet, stop.Token);
                if (!IsDrained)
                {
                    return;
                }

                if (target != quiet)
                {
                    continue;
                }

                try
                {
                    await row.Save(OutboxRules.ClearMarkAt(target, facts.Acknowledged, IsDrained));
                    if (IsDrained && target == quiet)
                    {
                        Done();
                        return;
                    }
                }
                catch (Exception error) when (error is StoreUnknownException or EtagConflictException)
                {
                    await Wait(attempt++, "close");
                }
            }
        }
        finally
        {
            closing = false;
        }
    }

    /// <summary>How long to wait for more before the mark falls: not at all while a jump waits for everything to be delivered.</summary>
    private TimeSpan Quiet =>
        runtime.Organizations.Peek(self.Org)?.Stored.Clock.Jumping == true ? TimeSpan.Zero : runtime.Options.ClearAfter;

    private Task Wait(int attempt, string lane)
    {
        var wait = BackoffRules.Delay(
            attempt, runtime.Options.BackoffFirst, runtime.Options.BackoffLongest, salt ^ BackoffRules.Salt(lane));
        stop.Token.ThrowIfCancellationRequested();
        runtime.Attend(self, wait);
        return Task.Delay(wait, stop.Token);
    }
}
