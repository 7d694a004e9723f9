using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;

namespace SalesGrains.Portfolios;

/// <summary>What tests of alarms say.</summary>
internal static class Wakes
{
    public static async Task<DateTimeOffset> PlanWake(this TestAccounts accounts, string id, TimeSpan after, bool isOpen = false)
    {
        if (!isOpen)
        {
            await accounts.Open(id);
        }

        var due = accounts.Sales.Clock.GetUtcNow() + after;
        var outcome = await accounts.Do(id, new WakeAt([due]));
        await SalesCluster.Eventually(() => accounts.Grain(id).Viewed(outcome.Version), "the portfolio to know the alarm");
        return due;
    }

    public static async Task Woke(this TestAccounts accounts, string id, DateTimeOffset due)
    {
        await accounts.Eventually(id, view => !view.Log.IsEmpty, $"{id} to be woken");
        Assert.Equal([$"woke {due:O}"], (await accounts.View(id)).Log.AsEnumerable());
    }
}
