using SalesGrains.Entities;
using SalesGrains.Portfolios.Alarms;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios;

public class AlarmQueueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 20, 4, 0, 0, TimeSpan.Zero);

    private readonly PortfolioIndex index = new();
    private readonly AlarmQueue queue = new();

    [Fact]
    public void The_earliest_goes_first_and_what_is_not_due_stays()
    {
        Fold("b", 1, Noon);
        Fold("a", 1, Noon);
        Fold("c", 1, Noon.AddMinutes(-1));
        Fold("d", 1, Noon.AddTicks(1));

        Assert.Equal(["c", "a", "b"], TakeAll(Noon).Select(row => row.Key.Id));
        Assert.Equal(Noon.AddTicks(1), queue.FirstDue);
    }

    [Fact]
    public void No_more_than_32_are_in_flight()
    {
        for (var i = 0; i < 100; i++)
        {
            Fold($"e{i:000}", 1, Noon);
        }

        Assert.Equal(32, TakeAll(Noon).Count);
        Done("e000", Noon.AddDays(1));
        Assert.Equal("e032", Assert.Single(TakeAll(Noon)).Key.Id);
    }

    [Fact]
    public void Those_that_failed_before_take_at_most_8_of_the_slots()
    {
        for (var i = 0; i < 32; i++)
        {
            Fold($"e{i:000}", 1, Noon);
        }

        foreach (var row in TakeAll(Noon))
        {
            Assert.False(queue.Failed(row, definite: false, _ => Noon));
        }

        for (var i = 0; i < 100; i++)
        {
            Fold($"f{i:000}", 1, Noon);
        }

        var taken = TakeAll(Noon);
        Assert.Equal((8, 24), (taken.Count(row => row.Key.Id[0] == 'e'), taken.Count(row => row.Key.Id[0] == 'f')));
    }

    [Fact]
    public void A_row_that_fails_waits_alone()
    {
        Fold("bad", 1, Noon);
        Fold("good", 1, Noon.AddMinutes(1));
        queue.Failed(Assert.Single(TakeAll(Noon)), definite: true, _ => Noon.AddSeconds(30));

        Assert.Equal("good", Assert.Single(TakeAll(Noon.AddMinutes(1), real: Noon)).Key.Id);
        Assert.Empty(TakeAll(Noon.AddMinutes(1), real: Noon.AddSeconds(30).AddTicks(-1)));
        Assert.Equal(Noon.AddSeconds(30), queue.FirstRepeat);
        Assert.Equal("bad", Assert.Single(TakeAll(Noon.AddMinutes(1), real: Noon.AddSeconds(30))).Key.Id);
    }

    [Fact]
    public void Only_definite_errors_count_and_8_of_them_make_a_dead_letter()
    {
        Fold("bad", 1, Noon);
        for (var i = 0; i < 20; i++)
        {
            Assert.False(queue.Failed(Assert.Single(TakeAll(Noon)), definite: false, _ => Noon));
        }

        for (var i = 1; i <= 8; i++)
        {
            Assert.Equal(i == 8, queue.Failed(Assert.Single(TakeAll(Noon)), definite: true, _ => Noon));
        }

        queue.Bury(Key("bad"));
        Assert.Empty(TakeAll(Noon.AddYears(1)));
        Assert.True(queue.IsBuried(Key("bad")));
        Assert.Null(queue.FirstDue);
    }

    [Fact]
    public void A_dead_letter_comes_back_when_a_person_asks_or_the_entity_changes()
    {
        Fold("one", 1, Noon);
        Kill("one");
        queue.Revive(index.Find(Key("one"))!);
        Assert.Equal("one", Assert.Single(TakeAll(Noon)).Key.Id);
        Done("one", Noon.AddHours(1));

        Kill("one", Noon.AddHours(1));
        Fold("one", 3, Noon.AddHours(1));
        Assert.Equal("one", Assert.Single(TakeAll(Noon.AddHours(1))).Key.Id);
    }

    [Fact]
    public void Facts_that_come_while_an_entity_is_being_woken_decide_what_follows()
    {
        Fold("e", 1, Noon);
        TakeAll(Noon);
        Fold("e", 2, Noon.AddDays(2));
        Assert.Empty(TakeAll(Noon.AddDays(3)));

        queue.Done(index.Find(Key("e"))!);
        Assert.Equal(Noon.AddDays(2), queue.FirstDue);
        Assert.Equal(0, queue.InFlight);
    }

    [Fact]
    public void An_alarm_that_is_gone_wakes_nobody()
    {
        Fold("e", 1, Noon);
        Fold("e", 2, null);

        Assert.Empty(TakeAll(Noon.AddDays(1)));
        Assert.Null(queue.FirstDue);
    }

    private static EntityKey Key(string id) => new(EntityKinds.Contract, RandomCompany.Org, id);

    private static void Change(PortfolioIndex index, AlarmQueue queue, PlainFacts facts)
    {
        if (index.Fold(facts) is { } change)
        {
            queue.Replace(change.Old, change.New);
        }
    }

    private void Fold(string id, long version, DateTimeOffset? due) => Change(index, queue, new() { Key = Key(id), Version = version, NextDue = due });

    private void Done(string id, DateTimeOffset? next)
    {
        Fold(id, index.Find(Key(id))!.Version + 1, next);
        queue.Done(index.Find(Key(id))!);
    }

    private void Kill(string id, DateTimeOffset? at = null)
    {
        for (var i = 0; i < AlarmQueue.MaxFailures; i++)
        {
            queue.Failed(Assert.Single(TakeAll(at ?? Noon)), definite: true, _ => Noon);
        }

        queue.Bury(Key(id));
        Assert.Empty(TakeAll(at ?? Noon));
    }

    private List<EntityRow> TakeAll(DateTimeOffset now, DateTimeOffset? real = null)
    {
        var taken = new List<EntityRow>();
        while (queue.Next(index, now, real ?? now) is { } row)
        {
            taken.Add(row);
        }

        return taken;
    }
}
