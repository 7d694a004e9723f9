using SalesGrains.Entities;
using SalesGrains.Portfolios.Alarms;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios;

public class AlarmQueueProperty
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 20, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_random_crowd_is_woken_completely_and_never_twice_at_once()
    {
        for (var start = 1UL; start <= 100; start++)
        {
            var random = new SplitMix64(start);
            var (crowd, alarms) = (new PortfolioIndex(), new AlarmQueue());
            var undone = new Dictionary<EntityKey, int>();
            var flying = new List<EntityRow>();
            for (var i = 0; i < 60; i++)
            {
                undone[Key($"e{i}")] = 1 + random.Below(3);
                Change(crowd, alarms, new() { Key = Key($"e{i}"), Version = 1, NextDue = Noon.AddMinutes(random.Below(5)) });
            }

            var now = Noon;
            for (var step = 0; undone.Values.Any(left => left > 0) || flying.Count > 0; step++)
            {
                Assert.True(step < 20_000, $"start {start}: it does not end");
                now += TimeSpan.FromSeconds(1);
                while (alarms.Next(crowd, now, now) is { } row)
                {
                    Assert.True(row.NextDue <= now && flying.All(other => other.Key != row.Key), $"start {start}");
                    flying.Add(row);
                    Assert.True(flying.Count <= AlarmQueue.Slots, $"start {start}");
                }

                if (flying.Count == 0)
                {
                    continue;
                }

                var woken = random.Pick(flying);
                flying.Remove(woken);
                if (random.Chance(40))
                {
                    alarms.Failed(crowd.Find(woken.Key)!, definite: false, attempt => now.AddSeconds(attempt));
                    continue;
                }

                var current = crowd.Find(woken.Key)!;
                var left = --undone[woken.Key];
                Change(crowd, alarms, new() { Key = woken.Key, Version = current.Version + 1, NextDue = left > 0 ? now.AddSeconds(random.Below(9)) : null });
                alarms.Done(crowd.Find(woken.Key)!);
            }

            Assert.Equal(0, alarms.InFlight);
        }
    }

    private static EntityKey Key(string id) => new(EntityKinds.Contract, RandomCompany.Org, id);

    private static void Change(PortfolioIndex index, AlarmQueue queue, PlainFacts facts)
    {
        if (index.Fold(facts) is { } change)
        {
            queue.Replace(change.Old, change.New);
        }
    }
}
