using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Nudges;

public sealed class NudgeEffectRulesTests
{
    private static readonly EntityKey Self = new(EntityKinds.Customer, "acme0001", "cust-1");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);
    private static readonly Nudge Raised = new()
    {
        Id = "first-contact-2", Rule = "first-contact", Level = "rep", RaisedAt = At, DueMoment = At.AddMinutes(-1), Deadline = new(2026, 3, 3),
        DeadlineAt = At.AddHours(22), Strong = true, Command = "create-opportunity",
    };

    [Fact]
    public void A_nudge_that_is_raised_is_sent_to_the_recipient_of_its_rep_with_all_that_a_message_needs()
    {
        var effect = Assert.Single(NudgeEffectRules.Of(Self, Some(), Some(Raised)));

        Assert.Equal(("recipient|acme0001|rep-1", "send-nudge.first-contact-2"), ($"{effect.To.Kind}|{effect.To.Org}|{effect.To.Id}", effect.Name));
        Assert.Equal(
            new SendNudge
            {
                NudgeKey = "customer/cust-1/first-contact-2", Rule = "first-contact", Level = "rep", Strong = true, Subject = "苏州恒岳", CustomerName = "苏州恒岳",
                Command = "create-opportunity", DueMoment = At.AddMinutes(-1), DeadlineAt = At.AddHours(22), RaisedAt = At,
            },
            effect.Body);
    }

    [Theory]
    [InlineData(NudgeMarks.Seen, "nudge-opened")]
    [InlineData(NudgeMarks.Acted, "withdraw-nudge acted")]
    [InlineData(NudgeMarks.Discarded, "withdraw-nudge discarded")]
    [InlineData(NudgeMarks.Released, "send-nudge")]
    public void Each_word_on_a_nudge_tells_the_recipient_one_thing(string mark, string told)
    {
        var marked = Some([.. NudgeListRules.Mark([Raised], Raised.Id, mark, At.AddHours(1))]);

        Assert.Equal([told], Told(NudgeEffectRules.Of(Self, Some(Raised), marked)));
    }

    [Fact]
    public void What_is_seen_again_or_resolved_after_it_was_closed_tells_nothing()
    {
        var seen = Raised with { SeenAt = At };
        var acted = Raised with { ActedAt = At };

        Assert.Empty(NudgeEffectRules.Of(Self, Some(seen), Some(seen with { })));
        Assert.Empty(NudgeEffectRules.Of(Self, Some(acted), Some(acted with { SeenAt = At })));
    }

    [Fact]
    public void A_nudge_that_follows_another_withdraws_it_first()
    {
        var next = Raised with { Id = "first-contact-8", RaisedAt = At.AddHours(6) };
        var after = Some([.. NudgeListRules.Raise([Raised], next, nudge => nudge.Level == next.Level)]);

        Assert.Equal(["withdraw-nudge resolved", "send-nudge"], Told(NudgeEffectRules.Of(Self, Some(Raised), after)));
    }

    [Fact]
    public void What_is_open_follows_the_customer_to_another_rep_and_what_is_closed_does_not()
    {
        var before = Some(Raised, Raised with { Id = "old", ActedAt = At });

        var effects = NudgeEffectRules.Of(Self, before, before with { RepId = "rep-2" }).ToList();

        Assert.Equal(["withdraw-nudge resolved", "send-nudge"], Told(effects));
        Assert.Equal(["rep-1", "rep-2"], effects.Select(effect => effect.To.Id));
    }

    [Fact]
    public void A_nudge_from_before_moments_were_kept_is_due_at_the_end_of_its_day()
    {
        var effect = Assert.Single(NudgeEffectRules.Of(Self, Some(), Some(Raised with { DeadlineAt = null, DueMoment = null })));

        Assert.Equal((At, new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero)), (((SendNudge)effect.Body).DueMoment, ((SendNudge)effect.Body).DeadlineAt));
    }

    private static NudgeSubject Some(params ImmutableArray<Nudge> nudges) => new("rep-1", "苏州恒岳", "苏州恒岳", nudges);

    private static IEnumerable<string> Told(IEnumerable<Effect> effects) => effects.Select(effect => effect.Body switch
    {
        WithdrawNudge withdrawn => $"withdraw-nudge {withdrawn.Why}",
        NudgeOpened => "nudge-opened",
        _ => "send-nudge",
    });
}
