using System.Globalization;
using SalesGrains.RuleSets;

namespace SalesGrains.Contracts;

public class NodeStatusRulesTests
{
    private static readonly PaymentRuleSet Rules = RuleSet.Default.Payments;
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateOnly Due = new(2026, 3, 10);

    private static NodeFacts Node(DateOnly? due) => new(1, "预付款", due, due?.AddDays(-30), 100_00, 100_00, "sales");

    private static NodeReading Read(NodeFacts node, string local) => NodeStatusRules.Read(
        node, new DateTimeOffset(DateTime.Parse(local, CultureInfo.InvariantCulture), TimeSpan.FromHours(8)).ToUniversalTime(), Shanghai, Rules);

    [Theory]
    [InlineData("2026-03-02T23:59:59", "upcoming", "not-due", 8, 0)]
    [InlineData("2026-03-03T00:00:00", "due-soon", "not-due", 7, 0)]
    [InlineData("2026-03-09T23:59:59", "due-soon", "not-due", 1, 0)]
    [InlineData("2026-03-10T00:00:00", "due-today", "not-due", 0, 0)]
    [InlineData("2026-03-10T17:59:59", "due-today", "not-due", 0, 0)]
    [InlineData("2026-03-10T18:00:00", "due-today", "not-due", 0, 0)]
    [InlineData("2026-03-10T23:59:59", "due-today", "not-due", 0, 0)]
    [InlineData("2026-03-11T00:00:00", "overdue", "overdue-1-7", -1, 1)]
    [InlineData("2026-03-17T23:59:59", "overdue", "overdue-1-7", -7, 7)]
    [InlineData("2026-03-18T00:00:00", "overdue", "overdue-8-30", -8, 8)]
    [InlineData("2026-04-09T23:59:59", "overdue", "overdue-8-30", -30, 30)]
    [InlineData("2026-04-10T00:00:00", "overdue", "overdue-31-60", -31, 31)]
    [InlineData("2026-05-09T23:59:59", "overdue", "overdue-31-60", -60, 60)]
    [InlineData("2026-05-10T00:00:00", "overdue", "overdue-61-90", -61, 61)]
    [InlineData("2026-06-08T23:59:59", "overdue", "overdue-61-90", -90, 90)]
    [InlineData("2026-06-09T00:00:00", "overdue", "overdue-90", -91, 91)]
    public void A_node_due_on_march_10_is(string local, string status, string bucket, int daysLeft, int overdueDays)
    {
        var reading = Read(Node(Due), local);

        Assert.Equal((status, bucket, daysLeft, overdueDays), (reading.Status.Name(), reading.Bucket, reading.DaysLeft, reading.OverdueDays));
    }

    [Theory]
    [InlineData("2026-02-01T12:00:00", "2026-03-03T00:00:00")]
    [InlineData("2026-03-03T00:00:00", "2026-03-10T00:00:00")]
    [InlineData("2026-03-10T00:00:00", "2026-03-10T18:00:00")]
    [InlineData("2026-03-10T17:59:59", "2026-03-10T18:00:00")]
    [InlineData("2026-03-10T18:00:00", "2026-03-11T00:00:00")]
    [InlineData("2026-03-11T00:00:00", "2026-03-18T00:00:00")]
    [InlineData("2026-03-18T00:00:00", "2026-04-10T00:00:00")]
    [InlineData("2026-05-31T09:00:00", "2026-06-09T00:00:00")]
    [InlineData("2026-06-09T00:00:00", null)]
    public void It_changes_by_itself_next_at(string local, string? changesAt)
    {
        var expected = changesAt is null
            ? (DateTimeOffset?)null
            : new DateTimeOffset(DateTime.Parse(changesAt, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

        Assert.Equal(expected, Read(Node(Due), local).ChangesAt);
    }

    [Fact]
    public void Between_two_moments_of_change_nothing_that_is_shown_changes_but_the_days()
    {
        var node = Node(Due);
        for (var now = new DateTimeOffset(2026, 2, 20, 16, 0, 0, TimeSpan.Zero); now < new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);)
        {
            var next = now.AddHours(1);
            var before = NodeStatusRules.Read(node, now, Shanghai, Rules);
            var after = NodeStatusRules.Read(node, next, Shanghai, Rules);
            if (before.ChangesAt is null || next < before.ChangesAt)
            {
                Assert.Equal((before.Status, before.Bucket, before.ChangesAt), (after.Status, after.Bucket, after.ChangesAt));
            }
            else
            {
                Assert.NotEqual((before.Status, before.Bucket, before.ChangesAt), (after.Status, after.Bucket, after.ChangesAt));
            }

            now = next;
        }
    }

    [Fact]
    public void A_node_whose_trigger_has_not_happened_has_neither_days_nor_a_moment_of_change()
    {
        var reading = Read(Node(null), "2026-03-10T12:00:00");

        Assert.Equal(new NodeReading(NodeStatus.NotStarted, "not-started", null, 0, false, null), reading);
    }

    [Fact]
    public void A_frozen_node_says_so_and_ages_on()
    {
        var reading = Read(Node(Due) with { Held = true }, "2026-03-18T00:00:00");

        Assert.Equal(("frozen", "overdue-8-30", 8), (reading.Status.Name(), reading.Bucket, reading.OverdueDays));
    }

    [Fact]
    public void A_settled_node_is_in_no_bucket_however_late_it_is()
    {
        var reading = Read(Node(Due) with { OpenFen = 0, SettledOn = Due.AddDays(9), Held = true }, "2026-05-18T00:00:00");

        Assert.Equal(new NodeReading(NodeStatus.Settled, null, null, 0, false, null), reading);
    }

    [Fact]
    public void A_cancelled_node_is_cancelled_even_when_it_was_paid()
    {
        var reading = Read(Node(Due) with { OpenFen = 0, SettledOn = Due, Cancelled = true }, "2026-05-18T00:00:00");

        Assert.Equal((NodeStatus.Cancelled, (string?)null), (reading.Status, reading.Bucket));
    }

    [Theory]
    [InlineData(100_00, false)]
    [InlineData(99_99, true)]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void Part_paid_is_a_flag_beside_the_status(long open, bool partlyPaid)
    {
        Assert.Equal(partlyPaid, Read(Node(Due) with { OpenFen = open }, "2026-03-12T00:00:00").PartlyPaid);
    }

    [Fact]
    public void Buckets_follow_the_rule_set()
    {
        Assert.Equal(
            ["not-started", "not-due", "overdue-1-7", "overdue-8-30", "overdue-31-60", "overdue-61-90", "overdue-90"],
            NodeStatusRules.Buckets(Rules).AsEnumerable());
        Assert.Equal(
            ["not-started", "not-due", "overdue-1-15", "overdue-15"],
            NodeStatusRules.Buckets(Rules with { AgeingDays = [15] }).AsEnumerable());
    }
}
