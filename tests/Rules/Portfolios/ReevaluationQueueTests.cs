using SalesGrains.Entities;
using SalesGrains.Portfolios.Alarms;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios;

public class ReevaluationQueueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 20, 4, 0, 0, TimeSpan.Zero);

    private readonly PortfolioIndex index = new();
    private readonly ReevaluationQueue queue = new(
        new Dictionary<string, int> { [EntityKinds.Contract] = 2, [EntityKinds.Number] = 2 }, new HashSet<string> { EntityKinds.Number });

    [Fact]
    public void What_older_rules_an_older_calendar_or_older_code_made_is_asked_for_and_nothing_else()
    {
        queue.Activate(3, 2, []);
        Fold("current", 1, 3, 2, 2);
        Fold("newer", 1, 4, 2, 2);
        Fold("rules", 1, 2, 2, 2);
        Fold("calendar", 1, 3, 1, 2);
        Fold("code", 1, 3, 2, 1);

        Assert.Equal(["calendar", "code", "rules"], TakeAll(Noon));
    }

    [Fact]
    public void A_row_that_comes_later_made_by_older_rules_is_asked_for_too()
    {
        queue.Activate(2, 1, []);
        Fold("a", 1, 2);
        Assert.Empty(TakeAll(Noon));

        Fold("a", 2, 1);
        Assert.Equal(["a"], TakeAll(Noon));
        Fold("a", 3, 2);
        Done("a");

        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void Newer_rules_make_all_rows_old_and_a_newer_program_those_of_its_kind()
    {
        queue.Activate(1, 1, []);
        Fold("a", 1, 1);
        Fold("b", 1, 1);
        queue.Activate(2, 1, index.Rows);
        Assert.Equal(2, queue.Count);

        Fold("a", 2, 2);
        Fold("b", 2, 2);
        Assert.Equal(0, queue.Count);
        Fold("b", 3, 2, code: 3);
        Assert.Equal(["a"], TakeAll(Noon));
    }

    [Fact]
    public void Kinds_that_no_rule_matters_to_are_asked_for_newer_code_only()
    {
        queue.Activate(3, 3, []);
        Fold("rules", 1, 1, kind: EntityKinds.Number);
        Fold("code", 1, 1, code: 1, kind: EntityKinds.Number);

        Assert.Equal(["code"], TakeAll(Noon));
    }

    [Fact]
    public void No_more_are_in_flight_than_there_are_slots()
    {
        queue.Activate(2, 1, []);
        foreach (var n in Enumerable.Range(0, 20))
        {
            Fold($"e{n:00}", 1, 1);
        }

        Assert.Equal(8, TakeAll(Noon).Count);
        Fold("e00", 2, 2);
        Done("e00");
        Assert.Equal(["e08"], TakeAll(Noon));
    }

    [Fact]
    public void A_row_that_stays_old_is_tried_eight_times_ever_later_and_again_only_when_it_is_revived_or_changes()
    {
        queue.Activate(2, 1, []);
        Fold("a", 1, 1);
        Assert.Equal(["a"], TakeAll(Noon));
        for (var tries = 1; tries < ReevaluationQueue.MaxTries; tries++)
        {
            Done("a");
            Assert.Empty(TakeAll(Noon.AddMinutes(tries).AddTicks(-1)));
            Assert.Equal(["a"], TakeAll(Noon.AddMinutes(tries)));
        }

        Done("a");

        Assert.Equal(1, queue.Count);
        Assert.Empty(TakeAll(Noon.AddYears(1)));
        queue.Revive();
        Assert.Equal(["a"], TakeAll(Noon));
        Done("a");
        Fold("a", 2, 1);
        Assert.Equal(["a"], TakeAll(Noon));
    }

    [Fact]
    public void What_changes_while_it_is_asked_and_is_still_old_is_asked_at_once()
    {
        queue.Activate(2, 1, []);
        Fold("a", 1, 1);
        Assert.Equal(["a"], TakeAll(Noon));
        Fold("a", 2, 1);
        Done("a");

        Assert.Equal(["a"], TakeAll(Noon));
    }

    private List<string> TakeAll(DateTimeOffset real)
    {
        var taken = new List<string>();
        while (queue.Next(real, 8) is { } key)
        {
            taken.Add(key.Id);
        }

        return taken;
    }

    private void Done(string id) => queue.Done(index.Find(Key(id))!, tries => Noon.AddMinutes(tries));

    private void Fold(string id, long version, int rules, int calendar = 1, int code = 2, string kind = EntityKinds.Contract)
    {
        var facts = new PlainFacts { Key = new(kind, "acme0001", id), Version = version, RulesVersion = rules, CalendarVersion = calendar, FactsCode = code };
        if (index.Fold(facts) is { } change)
        {
            queue.Note(change.New, index.Rows);
        }
    }

    private static EntityKey Key(string id) => new(EntityKinds.Contract, "acme0001", id);
}
