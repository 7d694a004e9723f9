using SalesGrains.Entities;
using SalesGrains.Entities.Delivery;

namespace SalesGrains.Portfolios;

/// <content>Brings newer rules, calendars and code to sleeping entities, a few at a time.</content>
internal sealed partial class PortfolioGrain
{
    private void ReevaluateOlder()
    {
        while (MayWake && older.Next(time.GetUtcNow(), options.ReevaluateInFlight) is { } key)
        {
            Start("Re-evaluation", async () =>
            {
                await Reevaluate(key);
                Work();
            });
        }
    }

    /// <summary>Before a jump begins to step: what is due, and when, is what the newest rules say.</summary>
    private async Task ReevaluateInTurn()
    {
        while (older.Next(time.GetUtcNow(), 1) is { } key)
        {
            await Reevaluate(key);
        }
    }

    private async Task Reevaluate(EntityKey key)
    {
        try
        {
            if (await GrainFactory.GetEntity(key).Reevaluate() is { } facts)
            {
                Fold(facts);
            }
        }
        catch (Exception error)
        {
            PortfolioLog.NotReevaluated(log, key, error);
        }

        older.Done(index.Find(key)!, tries =>
            time.GetUtcNow() + BackoffRules.Delay(tries, options.BackoffFirst, options.BackoffLongest, BackoffRules.Salt(key.ToString())));
    }
}
