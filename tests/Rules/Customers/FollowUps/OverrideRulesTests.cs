namespace SalesGrains.Customers;

/// <summary>A manager scores a follow-up otherwise than the rule does (主管改分, P09).</summary>
public sealed class OverrideRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private readonly Looked customer = new(clock: new(Now));

    public OverrideRulesTests()
    {
        Assert.Null(customer.Do(new RecordFollowUp { FollowUpId = "f-1", OccurredAt = Now, Done = "demo", Note = "王总担心预算，约周五下午三点带报价" }));
        customer.Clock.Actor = new("u-2", "王强", "manager");
    }

    private FollowUp One => customer.Care.FollowUps[0];

    [Fact]
    public void Both_scores_are_kept_with_who_when_why_and_under_which_rules()
    {
        var computed = One.Quality;
        customer.Clock.Now = Now.AddHours(3);

        Assert.Null(customer.Do(new OverrideQuality("f-1", 12, "客户说没有这次拜访")));

        Assert.Equal(computed, One.Quality);
        var given = One.Override!;
        Assert.Equal((12, "poor", "客户说没有这次拜访", "王强", 1), (given.Total, given.Band, given.Reason, given.By, given.RulesVersion));
        Assert.Equal(One.ViewedAt, given.At);
        Assert.Equal(computed!.Total, Assert.Single(customer.Entity.Events.OfType<QualityOverridden>()).Computed);
        customer.MustRefold();
    }

    [Theory]
    [InlineData(-1, "原因", "quality-override.total-out-of-range", "/total")]
    [InlineData(0, "原因", null, null)]
    [InlineData(100, "原因", null, null)]
    [InlineData(101, "原因", "quality-override.total-out-of-range", "/total")]
    [InlineData(50, "", "quality-override.reason-missing", "/reason")]
    [InlineData(50, "a\u0000", "quality-override.reason-malformed", "/reason")]
    public void A_score_is_0_to_100_and_has_a_reason(int total, string reason, string? code, string? field)
    {
        var refused = customer.Do(new OverrideQuality("f-1", total, reason));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, "quality-override.reason-too-long")]
    public void A_reason_has_at_most_500_characters(int length, string? code) =>
        Assert.Equal(code, customer.Do(new OverrideQuality("f-1", 50, new string('改', length)))?.Code);

    [Fact]
    public void A_follow_up_that_is_not_there_is_not_scored() =>
        Assert.Equal("follow-up.not-found", customer.Do(new OverrideQuality("f-9", 50, "原因"))?.Code);

    [Fact]
    public void Boards_count_the_managers_score()
    {
        Assert.Equal(One.Quality!.Total, customer.Facts.Recent!.Value[0].Score);

        customer.Do(new OverrideQuality("f-1", 97, "现场确认过"));

        Assert.Equal(97, customer.Facts.Recent!.Value[0].Score);
        Assert.Equal((1, 97), (customer.Facts.FollowUps!.Scored, customer.Facts.FollowUps.ScoreSum));
    }

    [Fact]
    public void Who_scores_it_has_read_it_and_who_read_it_first_is_kept()
    {
        customer.Do(new OverrideQuality("f-1", 97, "现场确认过"));
        customer.Clock.Actor = new("u-3", "赵敏", "director");
        customer.Do(new OverrideQuality("f-1", 60, "部分属实"));

        Assert.Equal("王强", One.ViewedBy);
        Assert.Equal((60, "赵敏"), (One.Override!.Total, One.Override.By));
    }

    [Fact]
    public void The_same_word_again_changes_nothing()
    {
        customer.Do(new OverrideQuality("f-1", 97, "现场确认过"));
        Assert.Null(customer.Do(new OverrideQuality("f-1", 97, "现场确认过")));

        Assert.Single(customer.Entity.Events.OfType<QualityOverridden>());
    }

    [Fact]
    public void A_copy_of_the_note_is_still_told()
    {
        customer.Do(new OverrideQuality("f-1", 97, "现场确认过"));

        customer.Do(new RecordFollowUp { FollowUpId = "f-2", OccurredAt = Now.AddMinutes(1), Done = "demo", Note = "王总担心预算，约周五下午三点带报价" });

        Assert.Contains(customer.Care.FollowUps[1].Quality!.Points, point => point.Code == "copy");
    }
}
