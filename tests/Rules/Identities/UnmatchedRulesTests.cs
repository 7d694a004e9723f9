using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Identities;

/// <summary>A first contact that nobody can place: its clock runs all the same.</summary>
public sealed class UnmatchedRulesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(20)]
    public void The_rep_is_nudged_at_the_hour_and_not_a_second_before(int hours)
    {
        var (clock, identity) = IdentityRulesTests.New();
        var began = clock.Now;
        identity.Do(IdentityRulesTests.Signal("s-1", began));
        var to = began.AddHours(hours);
        clock.Now = to - Second;
        identity.WakeUp();
        var before = Sent(identity).Count;
        clock.Now = to;
        identity.WakeUp();

        var sent = Sent(identity);
        Assert.Equal(before + 1, sent.Count);
        Assert.Equal(
            (UnmatchedRules.Rule, "rep", true, "138****0001", to, began.AddHours(24)),
            (sent[^1].Rule, sent[^1].Level, sent[^1].Strong, sent[^1].Subject, sent[^1].DueMoment, sent[^1].DeadlineAt));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void It_is_missed_at_24_hours_exactly(int seconds, bool missed)
    {
        var (clock, identity) = IdentityRulesTests.New();
        var began = clock.Now;
        identity.Do(IdentityRulesTests.Signal("s-1", began));
        clock.Now = began.AddHours(24).AddSeconds(seconds);
        identity.WakeUp();

        var facts = (IdentityFacts)identity.Facts();
        Assert.Equal(missed ? began.AddHours(24) : null, facts.MissedAt);
        Assert.Equal(began.AddHours(24), facts.DeadlineAt);
        Assert.Equal(missed ? ["rep", "manager"] : [], Sent(identity).Where(sent => sent.Rule == UnmatchedRules.Missed).Select(sent => sent.Level));
        Assert.Equal(missed ? null : began.AddHours(24), facts.NextDue);
    }

    [Fact]
    public void An_earlier_signal_that_comes_later_moves_the_clock_back_and_of_what_has_passed_the_latest_speaks()
    {
        var (clock, identity) = IdentityRulesTests.New();
        identity.Do(IdentityRulesTests.Signal("late", clock.Now));
        clock.Now += TimeSpan.FromMinutes(1);
        identity.Do(IdentityRulesTests.Signal("early", clock.Now.AddHours(-21)));

        identity.WakeUp();

        Assert.Equal(20, Assert.Single(Sent(identity)).DueMoment.Subtract(identity.State.Waiting[1].At).TotalHours);
        Assert.Equal([2, 8, 20], identity.State.HoursDone.AsEnumerable());
    }

    [Theory]
    [InlineData(SignalSources.Call, 0, false)]
    [InlineData(SignalSources.Call, 1, true)]
    [InlineData(SignalSources.Call, null, true)]
    [InlineData(SignalSources.WeComContact, null, true)]
    [InlineData(SignalSources.Message, null, true)]
    [InlineData(SignalSources.Attachment, null, false)]
    public void Contact_starts_the_clock_and_a_call_that_nobody_answered_is_none(string source, int? seconds, bool starts)
    {
        var (clock, identity) = IdentityRulesTests.New();
        identity.Do(IdentityRulesTests.Signal("s-1", clock.Now, source, seconds: seconds));

        Assert.Equal(starts, identity.Facts().NextDue is not null);
        Assert.True(((IdentityFacts)identity.Facts()).IsWaiting);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void History_that_is_loaded_starts_no_clock(int days, bool starts)
    {
        var (clock, identity) = IdentityRulesTests.New();
        identity.Do(IdentityRulesTests.Signal("s-1", clock.Now.AddDays(-days).AddMinutes(1)));

        Assert.Equal(starts, identity.Facts().NextDue is not null);
    }

    [Fact]
    public void A_contact_that_names_no_rep_nudges_nobody_and_is_missed_all_the_same()
    {
        var (clock, identity) = IdentityRulesTests.New();
        identity.Do(IdentityRulesTests.Signal("s-1", clock.Now, rep: null));
        clock.Now += TimeSpan.FromHours(24);
        identity.WakeUp();

        Assert.Empty(Sent(identity));
        Assert.NotNull(identity.State.MissedAt);
    }

    [Fact]
    public void Who_is_named_later_is_nudged_from_then_on()
    {
        var (clock, identity) = IdentityRulesTests.New();
        identity.Do(IdentityRulesTests.Signal("s-1", clock.Now, rep: null));
        clock.Now += TimeSpan.FromHours(3);
        identity.Do(IdentityRulesTests.Signal("s-2", clock.Now, rep: "rep-7"));
        identity.WakeUp();

        Assert.Equal("rep-7", Assert.Single(identity.Effects, effect => effect.Body is SendNudge).To.Id);
    }

    [Fact]
    public void Once_it_is_matched_its_nudges_are_withdrawn_and_the_customer_counts_the_miss()
    {
        var (clock, identity) = IdentityRulesTests.New();
        identity.Do(IdentityRulesTests.Signal("s-1", clock.Now));
        clock.Now += TimeSpan.FromHours(25);
        identity.WakeUp();
        Assert.NotEmpty(((IdentityFacts)identity.Facts()).Nudges);
        identity.Receive(new(EntityKinds.Customer, "acme0001", "c-1"), new HoldIdentity("c-1", "rep-1"));

        var withdrawn = identity.Effects.Where(effect => effect.Body is WithdrawNudge).ToList();
        Assert.All(withdrawn, effect => Assert.Equal((EntityKinds.Recipient, "rep-1"), (effect.To.Kind, effect.To.Id)));
        Assert.Equal(2, withdrawn.Count);
        var facts = (IdentityFacts)identity.Facts();
        Assert.Equal((null, null, false, 0), (facts.MissedAt, facts.NextDue, facts.IsWaiting, facts.Nudges.Length));
        Assert.Equal(identity.Stored(), identity.Refolded());
    }

    private static List<SendNudge> Sent(PureEntity<IdentityState, IdentityCommand, IdentityEvent> identity) =>
        [.. identity.Effects.Select(effect => effect.Body).OfType<SendNudge>()];
}
