using SalesGrains.Calendars;
using SalesGrains.Customers.FollowUps;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>A manager approves a follow-up or returns it (主管抽查, P10).</summary>
public sealed class CheckRulesTests
{
    // A Friday.
    private static readonly DateTimeOffset Now = new(2026, 3, 6, 2, 0, 0, TimeSpan.Zero);
    private readonly Looked customer = new(clock: new(Now));

    public CheckRulesTests()
    {
        Assert.Null(Record("f-1"));
        Assert.Null(Record("f-2"));
        customer.Clock.Actor = new("u-2", "王强", "manager");
    }

    private IEnumerable<Nudge> Returns => customer.Open.Where(nudge => nudge.Rule == CheckRules.Rule);

    [Fact]
    public void Approving_says_who_and_that_it_was_read_and_nudges_nobody()
    {
        Assert.Null(customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Approved)));

        var one = customer.Care.FollowUps.Single(followUp => followUp.Id == "f-1");
        Assert.Equal((CheckOutcomes.Approved, "王强", "王强"), (one.Check!.Outcome, one.Check.By, one.ViewedBy));
        Assert.Empty(Returns);
        customer.MustRefold();
    }

    [Fact]
    public void Returning_leaves_the_record_as_it_was_and_nudges_its_rep_until_the_end_of_the_next_workday()
    {
        var before = customer.Care.FollowUps[0];

        Assert.Null(customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Returned, "请补充下一步")));

        var nudge = Assert.Single(Returns);
        Assert.Equal(("rep", "record-follow-up", new DateOnly(2026, 3, 9)), (nudge.Level, nudge.Command, nudge.Deadline));
        Assert.Equal(LocalTime.StartOf(new(2026, 3, 10), customer.Clock.Zone), nudge.DeadlineAt);
        var after = customer.Care.FollowUps.Single(followUp => followUp.Id == "f-1");
        Assert.Equal("请补充下一步", after.Check!.Reason);
        Assert.Equal((before.Done, before.Note, before.Quality, before.Verdict), (after.Done, after.Note, after.Quality, after.Verdict));
        Assert.Null(nudge.Detail);
        customer.MustRefold();
    }

    [Fact]
    public void A_new_follow_up_answers_all_that_was_returned()
    {
        customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Returned, "请补充下一步"));
        customer.Do(new CheckFollowUp("f-2", CheckOutcomes.Returned, "时间不对"));
        Assert.Equal(2, Returns.Count());

        Assert.Null(Record("f-3"));

        Assert.Empty(Returns);
        customer.MustRefold();
    }

    [Fact]
    public void Approving_after_all_ends_the_nudge_of_that_one_alone()
    {
        customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Returned, "请补充下一步"));
        customer.Do(new CheckFollowUp("f-2", CheckOutcomes.Returned, "时间不对"));
        var second = customer.Care.FollowUps.Single(followUp => followUp.Id == "f-2").Check!.NudgeId;

        customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Approved));

        Assert.Equal(second, Assert.Single(Returns).Id);
    }

    [Fact]
    public void Returning_once_more_nudges_once_more()
    {
        customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Returned, "请补充下一步"));
        Record("f-3");

        customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Returned, "仍缺下一步"));

        Assert.Single(Returns);
        Assert.Equal(2, customer.Raised.Count(raised => raised == "follow-up-returned rep"));
    }

    [Fact]
    public void The_same_word_again_changes_nothing()
    {
        customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Returned, "请补充下一步"));
        Assert.Null(customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Returned, "请补充下一步")));

        Assert.Single(customer.Entity.Events.OfType<FollowUpChecked>());
    }

    [Theory]
    [InlineData("f-1", "", null, "check.outcome-unknown", "/outcome")]
    [InlineData("f-1", "maybe", null, "check.outcome-unknown", "/outcome")]
    [InlineData("f-1", CheckOutcomes.Returned, null, "check.reason-missing", "/reason")]
    [InlineData("f-1", CheckOutcomes.Returned, "a\u0000", "check.reason-malformed", "/reason")]
    [InlineData("f-9", CheckOutcomes.Approved, null, "follow-up.not-found", null)]
    [InlineData("f-1", CheckOutcomes.Approved, null, null, null)]
    public void What_cannot_be_is_refused_with_its_field(string id, string outcome, string? reason, string? code, string? field)
    {
        var refused = customer.Do(new CheckFollowUp(id, outcome, reason));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, "check.reason-too-long")]
    public void A_reason_has_at_most_500_characters(int length, string? code) =>
        Assert.Equal(code, customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Returned, new string('补', length)))?.Code);

    [Theory]
    [InlineData(null, null)]
    [InlineData(-1, "check.seconds-out-of-range")]
    [InlineData(0, null)]
    [InlineData(1800, null)]
    [InlineData(1801, "check.seconds-out-of-range")]
    public void The_time_of_a_check_is_kept_when_it_can_be_believed(int? seconds, string? code)
    {
        var refused = customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Approved, Seconds: seconds));

        Assert.Equal((code, code is null ? null : "/seconds"), (refused?.Code, refused?.Field));
        var check = customer.Care.FollowUps.Single(one => one.Id == "f-1").Check;
        Assert.Equal(code is null ? ("u-2", seconds) : (null, null), (check?.ById, check?.Seconds));
        Assert.Equal(check is null ? null : new CheckFacts(CheckOutcomes.Approved, check.At, "u-2", "王强", seconds), customer.Facts.Recent!.Value.Single(one => one.Id == "f-1").Check);
    }

    [Fact]
    public void A_copy_and_a_late_entry_are_told_to_boards_until_they_are_checked()
    {
        const string note = "今天和王总电话沟通了项目预算，他担心价格，周五再报一版方案。";
        customer.Do(new RecordFollowUp { FollowUpId = "f-3", OccurredAt = customer.Clock.Now.AddHours(-30), Done = "demo", Note = note });
        customer.Do(new RecordFollowUp { FollowUpId = "f-4", OccurredAt = customer.Clock.Now, Done = "demo", Note = note });

        Assert.Equal((null, 30), (Facts("f-3").Copied, Facts("f-3").HoursLate));
        Assert.Equal((true, null), (Facts("f-4").Copied, Facts("f-4").HoursLate));
        customer.Do(new CheckFollowUp("f-4", CheckOutcomes.Approved));
        Assert.Null(Facts("f-4").Copied);
    }

    private FollowUpFacts Facts(string id) => customer.Facts.Recent!.Value.Single(one => one.Id == id);

    [Fact]
    public void In_the_public_pool_there_is_nobody_to_return_it_to()
    {
        customer.At(Now.AddDays(2));
        customer.Do(new NotAnOpportunity("同行"));
        Assert.Null(customer.Do(new ReleaseCustomer("无采购计划")));

        Assert.Equal("customer.in-pool", customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Returned, "请补充"))?.Code);
        Assert.Null(customer.Do(new CheckFollowUp("f-1", CheckOutcomes.Approved)));
    }

    private Entities.Rejection? Record(string id) =>
        customer.Do(new RecordFollowUp { FollowUpId = id, OccurredAt = customer.Clock.Now, Done = "demo", Note = "王总担心预算" });
}
