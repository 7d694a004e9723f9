using SalesGrains.Checking;

namespace SalesGrains;

/// <summary>The checker is itself checked: on a history that a correct program can leave it finds nothing, and each planted fault it finds (K18).</summary>
public sealed class HistoryTests
{
    private const string Entity = "contract/c1";

    private static readonly Committed[] Stored = [Commit(1, "op-1", "drafted"), Commit(2, "op-2", "signed"), Commit(3, null, "paid", "customer/k1|1.4/payment")];

    private static readonly Step[] Told = [Write("op-1", 1, 0, 2), Write("op-2", 2, 4, 9), Read(1, 5, 6, "drafted"), Read(2, 6, 8, "signed"), Read(3, 10, 11, "paid")];

    [Fact]
    public void A_history_that_one_order_explains_has_no_faults() => Assert.Empty(HistoryRules.Faults(Told, Stored));

    [Fact]
    public void A_read_that_overlaps_a_write_may_see_either_version() =>
        Assert.Empty(HistoryRules.Faults([.. Told, Read(1, 4, 5, "drafted"), Read(2, 4, 5, "signed")], Stored));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_command_of_unknown_outcome_may_have_been_done_or_not(bool done)
    {
        var unknown = new Step(Entity, Outcomes.Unknown, 0, 12, 13, "op-3");

        Assert.Empty(HistoryRules.Faults([.. Told, unknown], done ? [.. Stored, Commit(4, "op-3", "paid")] : Stored));
    }

    [Fact]
    public void A_refused_command_leaves_its_key_and_nothing_else() => Assert.Empty(HistoryRules.Faults(
        [.. Told, new Step(Entity, Outcomes.Failed, 4, 12, 13, "op-3")], [.. Stored, Commit(4, "op-3", "paid") with { Accepted = false }]));

    [Fact]
    public void A_stale_read_is_caught() => Caught("although version 2 was known", [.. Told, Read(1, 10, 11, "drafted")], Stored);

    [Fact]
    public void A_read_older_than_what_another_client_has_read_is_caught() =>
        Caught("although version 3 was known", [.. Told, Read(2, 12, 13, "signed")], Stored);

    [Fact]
    public void A_value_that_was_never_there_is_caught() => Caught("at that version it is paid", [.. Told, Read(3, 12, 13, "paid twice")], Stored);

    [Fact]
    public void A_version_that_was_never_written_is_caught() => Caught("at that version it is nothing", [.. Told, Read(4, 12, 13, "closed")], Stored);

    [Fact]
    public void A_lost_acknowledged_command_is_caught() => Caught("is lost", [.. Told, Write("op-3", 4, 12, 13)], Stored);

    [Fact]
    public void A_command_done_twice_is_caught() => Caught("was done 2 times", Told, [.. Stored, Commit(4, "op-2", "signed")]);

    [Fact]
    public void A_command_of_unknown_outcome_done_twice_is_caught() => Caught(
        "was done 2 times", [.. Told, new Step(Entity, Outcomes.Unknown, 0, 12, 13, "op-3")], [.. Stored, Commit(4, "op-3", "paid"), Commit(5, "op-3", "paid")]);

    [Fact]
    public void A_doubled_effect_is_caught() =>
        Caught("was done 2 times", Told, [.. Stored, Commit(4, null, "paid", "customer/k1|1.4/payment")]);

    [Fact]
    public void A_refused_command_that_was_done_is_caught() =>
        Caught("was refused and is done", [.. Told, new Step(Entity, Outcomes.Failed, 4, 12, 13, "op-3")], [.. Stored, Commit(4, "op-3", "paid")]);

    [Fact]
    public void A_command_that_stands_elsewhere_than_its_client_was_told_is_caught() =>
        Caught("stands at version 4", [.. Told, Write("op-3", 5, 12, 13)], [.. Stored, Commit(4, "op-3", "paid"), Commit(5, null, "paid")]);

    [Fact]
    public void A_command_that_nobody_asked_for_is_caught() => Caught("nobody asked for op-9", Told, [.. Stored, Commit(4, "op-9", "paid")]);

    [Fact]
    public void A_write_that_goes_back_behind_what_was_known_is_caught() => Caught(
        "op-0", [.. Told, Write("op-0", 2, 12, 13)], [Stored[0], Commit(2, "op-0", "x"), Commit(3, "op-2", "signed"), Commit(4, null, "paid")]);

    [Fact]
    public void A_read_that_shows_what_was_asked_for_later_is_caught() =>
        Caught("after it was answered", [.. Told, Read(2, 2, 3, "signed")], Stored);

    [Fact]
    public void A_gap_in_the_order_is_caught() => Caught("version 3 is not the next one", [Told[0]], [Stored[0], Stored[2]]);

    private static void Caught(string how, IEnumerable<Step> steps, IEnumerable<Committed> commits) =>
        Assert.Contains(HistoryRules.Faults(steps, commits), fault => fault.Contains(how, StringComparison.Ordinal));

    private static Committed Commit(long version, string? key, string value, params string[] causes) =>
        new(Entity, version, key, Accepted: true, value, [.. causes]);

    private static Step Write(string key, long version, long from, long to) => new(Entity, Outcomes.Ok, version, from, to, key);

    private static Step Read(long version, long from, long to, string value) => new(Entity, Outcomes.Ok, version, from, to, Value: value);
}
