using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Recipients;

namespace SalesGrains.Identities;

/// <summary>Whose an external identity is, and where its signals go.</summary>
public sealed class IdentityRulesTests
{
    private static readonly EntityKey Customer = new(EntityKinds.Customer, "acme0001", "c-1");
    private static readonly EntityKey Other = new(EntityKinds.Customer, "acme0001", "c-2");

    [Fact]
    public void What_waited_goes_to_the_customer_that_says_so_and_later_signals_at_once()
    {
        var (clock, identity) = New();
        identity.Do(Signal("s-1", clock.Now.AddHours(-3)));
        identity.Do(Signal("s-2", clock.Now.AddHours(-1), source: SignalSources.Message, count: 4));
        Assert.True(identity.State.IsWaiting);
        Assert.Empty(Passed(identity));

        Assert.Null(identity.Receive(Customer, new HoldIdentity("c-1", "rep-1")));
        identity.Do(Signal("s-3", clock.Now));

        Assert.Equal(
            [("c-1", "s-1", SignalSources.Call, (int?)null), ("c-1", "s-2", SignalSources.Message, 4), ("c-1", "s-3", SignalSources.Call, null)],
            Passed(identity).Select(one => (one.To.Id, one.Signal.SignalId, one.Signal.Source, one.Signal.Count)));
        Assert.Equal(clock.Now.AddHours(-3).Date, Passed(identity).First().Signal.At.Date);
        Assert.False(identity.State.IsWaiting);
        Assert.Equal(identity.Stored(), identity.Refolded());
    }

    [Fact]
    public void A_second_customer_is_refused_with_the_first_ones_id()
    {
        var (_, identity) = New();
        identity.Receive(Customer, new HoldIdentity("c-1", "rep-1"));

        var no = identity.Receive(Other, new HoldIdentity("c-2", "rep-2"));

        Assert.Equal(("identity.taken", "c-1"), (no!.Code, no.Values!["holder"]));
        Assert.Equal("c-1", identity.State.HolderId);
    }

    [Fact]
    public void Only_its_holder_gives_it_up_and_then_signals_wait_again()
    {
        var (clock, identity) = New();
        identity.Receive(Customer, new HoldIdentity("c-1", "rep-1"));
        identity.Receive(Other, new DropIdentity("c-2"));
        Assert.Equal("c-1", identity.State.HolderId);

        identity.Receive(Customer, new DropIdentity("c-1"));
        identity.Do(Signal("s-1", clock.Now));

        Assert.True(identity.State.IsWaiting);
        Assert.Null(identity.Receive(Other, new HoldIdentity("c-2", "rep-2")));
        Assert.Equal("c-2", Assert.Single(Passed(identity)).To.Id);
    }

    [Fact]
    public void The_same_signal_twice_is_one_whether_it_waits_or_passes_on()
    {
        var (clock, identity) = New();
        identity.Do(Signal("s-1", clock.Now));
        identity.Do(Signal("s-1", clock.Now));
        Assert.Equal(1, identity.State.Count);
        identity.Receive(Customer, new HoldIdentity("c-1", "rep-1"));
        identity.Do(Signal("s-1", clock.Now));

        Assert.Single(Passed(identity));
    }

    [Fact]
    public void Of_many_that_wait_the_earliest_contact_and_the_latest_are_kept()
    {
        var (clock, identity) = New();
        identity.Do(Signal("first", clock.Now.AddHours(-20)));
        for (var i = 0; i < 100; i++)
        {
            identity.Do(Signal($"s-{i}", clock.Now.AddHours(-10).AddMinutes(i)));
        }

        Assert.Equal(101, identity.State.Count);
        Assert.Equal(IdentityRules.MostWaiting, identity.State.Waiting.Length);
        Assert.Equal(["first", "s-71", "s-99"], new[] { identity.State.Waiting[0], identity.State.Waiting[1], identity.State.Waiting[^1] }.Select(one => one.SignalId));
    }

    [Theory]
    [InlineData("", SignalSources.Call, "signal.id", "/id")]
    [InlineData("s-1", "telepathy", "signal.source-unknown", "/source")]
    public void What_is_no_signal_is_refused(string id, string source, string code, string field)
    {
        var (clock, identity) = New();

        var no = identity.Do(Signal(id, clock.Now, source: source));

        Assert.StartsWith(code, no!.Code);
        Assert.Equal(field, no.Field);
    }

    [Fact]
    public void A_signal_of_a_fast_clock_happened_now()
    {
        var (clock, identity) = New();
        identity.Do(Signal("s-1", clock.Now.AddMinutes(3)));

        Assert.True(identity.State.Waiting[0].At <= clock.Now);
    }

    [Fact]
    public void What_is_dismissed_nudges_nobody_and_a_customer_can_still_hold_it()
    {
        var (clock, identity) = New();
        identity.Do(Signal("s-1", clock.Now));
        clock.Now += TimeSpan.FromHours(2);
        identity.WakeUp();
        Assert.Equal("identity.dismiss-reason-missing", identity.Do(new DismissIdentity(" "))?.Code);

        Assert.Null(identity.Do(new DismissIdentity("供应商")));
        identity.Do(Signal("s-2", clock.Now));
        clock.Now += TimeSpan.FromHours(48);

        Assert.Empty(identity.WakeUp());
        Assert.False(((IdentityFacts)identity.Facts()).IsWaiting);
        Assert.Contains(identity.Effects, effect => effect.Body is WithdrawNudge);
        Assert.Null(identity.Receive(Customer, new HoldIdentity("c-1", "rep-1")));
        Assert.Equal("s-1", Assert.Single(Passed(identity)).Signal.SignalId);
        Assert.Equal("identity.is-held", identity.Do(new DismissIdentity("供应商"))?.Code);
    }

    [Fact]
    public void The_first_signal_of_a_rep_and_source_proves_the_source_to_the_recipient()
    {
        var (clock, identity) = New();
        identity.Do(Signal("s-1", clock.Now));
        identity.Do(Signal("s-2", clock.Now));
        identity.Do(Signal("s-3", clock.Now, SignalSources.Message));
        identity.Do(Signal("s-4", clock.Now, rep: "rep-2"));
        identity.Do(Signal("s-5", clock.Now, rep: null));
        identity.Receive(Customer, new HoldIdentity("c-1", "rep-1"));
        identity.Do(Signal("s-6", clock.Now, SignalSources.WeComContact));

        Assert.Equal(
            ["rep-1 call", "rep-1 wechat-message", "rep-2 call", "rep-1 wecom-contact"],
            identity.Effects.Where(effect => effect.Body is SourceProven).Select(effect => $"{effect.To.Id} {((SourceProven)effect.Body).Source}"));
    }

    [Fact]
    public void Of_what_nobody_heard_nothing_is_asked() => Assert.Equal("identity.not-found", New().Identity.Do(new DismissIdentity("x"))?.Code);

    [Theory]
    [InlineData("phone", "+8613800000001", "138****0001")]
    [InlineData("phone", "+862112345678", "2****78")]
    [InlineData("phone", "+14155550100", "+14****0100")]
    [InlineData("wecom", "wmabcdefghijk", "wma****hijk")]
    [InlineData("wechat", "ab", "****b")]
    public void Nobody_reads_a_whole_value(string kind, string value, string masked) => Assert.Equal(masked, IdentityViewRules.Mask(kind, value));

    internal static (TestClock Clock, PureEntity<IdentityState, IdentityCommand, IdentityEvent> Identity) New()
    {
        var clock = new TestClock(2026, 3, 2);
        return (clock, new(IdentityRules.Definition, IdentityKeys.Of("acme0001", IdentityKeys.Phone, "13800000001")!.Value, clock));
    }

    internal static ReceiveSignal Signal(
        string id, DateTimeOffset at, string source = SignalSources.Call, string? rep = "rep-1", int? count = null, int? seconds = null) => new()
    {
        SignalId = id, Kind = IdentityKeys.Phone, Masked = "138****0001", Source = source, At = at, RepId = rep, Count = count, DurationSeconds = seconds,
    };

    private static IEnumerable<(EntityKey To, CustomerSignal Signal)> Passed(PureEntity<IdentityState, IdentityCommand, IdentityEvent> identity) =>
        identity.Effects.Where(effect => effect.Body is CustomerSignal).Select(effect => (effect.To, (CustomerSignal)effect.Body));
}
