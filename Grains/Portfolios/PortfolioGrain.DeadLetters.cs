using System.Globalization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Entities.Telemetry;

namespace SalesGrains.Portfolios;

/// <content>What failed too often: the entity gives it up, so that nothing later is hidden; one that cannot even do that is left alone.</content>
internal sealed partial class PortfolioGrain
{
    /// <inheritdoc/>
    public async Task Retry(EntityKey key)
    {
        RefuseIfOld();
        if (index.Find(key) is { NextDue: { } due } row)
        {
            alarms.Revive(row);
            foreach (var letter in await Letters(key, due))
            {
                await store.CloseDeadLetter(Org, letter.Id);
            }

            Work();
        }
    }

    /// <summary>
    /// Who is not to be reached now is tried again, and asked to give up again. Who has changed since it failed gives nothing up: what it
    /// is now has not failed yet.
    /// </summary>
    private async Task GiveUp(EntityKey key, DateTimeOffset due, long failedAt, string reason)
    {
        try
        {
            await Ask(key, due, giveUp: true, failedAt);
            var now = index.Find(key);
            if (now?.NextDue == due && now.Version != failedAt)
            {
                return;
            }

            if (now?.NextDue != due)
            {
                EntityMetrics.DeadLetter(key.Kind, "due");
                PortfolioLog.GivenUp(log, key, due, reason);
                return;
            }
        }
        catch (Exception error) when (error is not EntityFaultException)
        {
            PortfolioLog.WorkFailed(log, "Giving up", shard, error);
            return;
        }
        catch (EntityFaultException)
        {
        }

        await Bury(key, due, reason);
    }

    /// <summary>
    /// An entity that cannot say what is due, let alone do it, is woken no more until it changes or a person asks. A dead letter that could
    /// not be written is no dead letter yet: the row is tried again.
    /// </summary>
    private async Task Bury(EntityKey key, DateTimeOffset due, string reason)
    {
        try
        {
            if ((await Letters(key, due)).Length == 0)
            {
                await store.PutDeadLetter(new(Org, $"{LetterId(key, due)}~{time.GetUtcNow().ToUnixTimeMilliseconds()}", key, key, null, reason, Now));
            }

            if (index.Find(key)?.NextDue == due)
            {
                alarms.Bury(key);
            }

            EntityMetrics.DeadLetter(key.Kind, "due");
            PortfolioLog.DeadLetter(log, key, due, reason);
        }
        catch (Exception error)
        {
            PortfolioLog.WorkFailed(log, "A dead letter", shard, error);
        }
    }

    /// <summary>Open letters of a due moment; a closed letter's id is never used again.</summary>
    private async Task<DeadLetter[]> Letters(EntityKey key, DateTimeOffset due)
    {
        var prefix = $"{LetterId(key, due)}~";
        return [.. (await store.ReadDeadLetters(Org)).Where(letter => letter.Source == key && letter.Id.StartsWith(prefix, StringComparison.Ordinal))];
    }

    private static string LetterId(EntityKey key, DateTimeOffset due) =>
        $"{key}@{due.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}";
}
