using SalesGrains.Nudges.Why;
using SalesGrains.Recipients;

namespace SalesGrains.Nudges;

/// <summary>M5, C06: whatever kept a nudge from its reader is named, and so is the link that it broke.</summary>
public sealed class WhyRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 3, 2, 0, 0, TimeSpan.Zero);
    private static readonly ChannelView WeCom = new("wecom-app", "li", null, "green", "confirmed", Now, 1, 0, null);

    [Fact]
    public void Notifications_that_the_phone_does_not_show_break_the_delivery()
    {
        var chain = WhyRules.Of(Case(new() { Channels = [WeCom], Devices = [Device("ios", permission: "denied")], Nudges = [Nudge(proven: true)], Attempts = [Sent("wecom-app")] }));

        Assert.Equal(("delivered", "notifications-off"), (chain.Broken, chain.Fault));
    }

    [Fact]
    public void Calls_that_may_not_be_read_break_the_signal()
    {
        var chain = WhyRules.Of(Case(new() { Channels = [WeCom], Devices = [Device("android", contacts: "denied")] }, "customer") with { HasWeComIdentity = true });

        Assert.Equal(("signal", "contacts-permission-missing"), (chain.Broken, chain.Fault));
    }

    [Fact]
    public void Who_has_only_the_inbox_was_sent_nothing()
    {
        var chain = WhyRules.Of(Case(new() { Nudges = [Nudge()] }));

        Assert.Equal(("sent", "inbox-only"), (chain.Broken, chain.Fault));
    }

    [Fact]
    public void A_customer_without_a_WeCom_id_is_not_recognized()
    {
        var chain = WhyRules.Of(Case(new() { Channels = [WeCom], Devices = [Device("ios")] }, "customer"));

        Assert.Equal(("identity", "wecom-unmapped"), (chain.Broken, chain.Fault));
    }

    [Fact]
    public void Reminders_that_go_to_computers_reach_nobody_on_the_road()
    {
        var push = new ChannelView("web-push", "{}", "desktop", "green", "confirmed", Now, 1, 0, null);
        var mail = new ChannelView("mail", "li@example.com", null, "green", "confirmed", Now, 1, 0, null);

        var chain = WhyRules.Of(Case(new() { Channels = [push, mail], Nudges = [Nudge(proven: true)], Attempts = [Sent("web-push")] }));

        Assert.Equal(("delivered", "computers-only"), (chain.Broken, chain.Fault));
    }

    [Fact]
    public void A_chain_that_holds_names_nothing()
    {
        var chain = WhyRules.Of(Case(new()
        {
            Channels = [WeCom], Devices = [Device("ios", contacts: "granted")], Attempts = [Sent("wecom-app")],
            Nudges = [Nudge(proven: true) with { SeenAt = Now.AddHours(-1), ClosedAt = Now, Closed = "acted" }],
        }));

        Assert.Null(chain.Broken);
        Assert.Empty(chain.Faults);
        Assert.Equal(["raised ok", "queued ok", "sent ok", "delivered ok", "seen ok", "done ok"], chain.Links.Select(link => $"{link.Code} {link.State}"));
        Assert.Equal("n-1", chain.NudgeId);
    }

    [Theory]
    [InlineData("held", "queued")]
    [InlineData("jump", "queued")]
    [InlineData("too-many", "queued")]
    public void What_is_not_carried_says_why(string why, string link)
    {
        var chain = WhyRules.Of(Case(new() { Channels = [WeCom], Nudges = [Nudge() with { NotCarried = why }] }));

        Assert.Equal((link, why), (chain.Broken, chain.Fault));
    }

    [Fact]
    public void A_refused_address_is_named_with_its_channel()
    {
        var refused = WeCom with { Light = "red", Why = "refused", Code = "81013" };
        var chain = WhyRules.Of(Case(new() { Channels = [refused], Nudges = [Nudge()], Attempts = [Sent("wecom-app") with { State = "refused", Code = "81013" }] }));

        Assert.Equal(("sent", "address-refused"), (chain.Broken, chain.Fault));
        Assert.Equal("81013", Assert.Single(chain.Links.Single(link => link.Code == "sent").Channels).Code);
    }

    [Theory]
    [InlineData(60, "waiting", null)]
    [InlineData(-60, "broken", "not-fired")]
    public void A_nudge_that_is_not_there_is_due_later_or_did_not_fire(int seconds, string state, string? fault)
    {
        var chain = WhyRules.Of(Case(new() { Channels = [WeCom] }) with { NextDue = Now.AddSeconds(seconds) });

        var raised = chain.Links.Single(link => link.Code == "raised");
        Assert.Equal((state, fault), (raised.State, raised.Fault));
    }

    [Fact]
    public void At_night_a_message_waits_and_nothing_is_broken()
    {
        var waits = Sent("wecom-app") with { State = "queued", StartedAt = null, EndedAt = null, NotBefore = Now.AddHours(8) };
        var chain = WhyRules.Of(Case(new() { Channels = [WeCom], Nudges = [Nudge()], Attempts = [waits] }));

        Assert.Null(chain.Broken);
        Assert.Equal(("waiting", "quiet-hours"), (chain.Links.Single(link => link.Code == "sent").State, chain.Links.Single(link => link.Code == "sent").Fault));
    }

    [Fact]
    public void What_nobody_saw_in_time_has_gone_to_the_next_person()
    {
        var chain = WhyRules.Of(Case(new()
        {
            Channels = [WeCom], Attempts = [Sent("wecom-app")], Nudges = [Nudge(proven: true) with { DeadlineAt = Now.AddHours(-1), MissedAt = Now.AddHours(-1), PassedTo = "east-1" }],
        }));

        Assert.Equal(("seen", "not-seen"), (chain.Broken, chain.Fault));
        Assert.Equal("escalated", chain.Links.Single(link => link.Code == "done").Fault);
    }

    private static WhyCase Case(RecipientView recipient, string kind = "contract") => new() { Kind = kind, Id = "x-1", Now = Now, Recipient = recipient };

    private static DeviceView Device(string kind, string permission = "granted", string? contacts = null) =>
        new(new() { Id = "d-1", Kind = kind, Permission = permission, Contacts = contacts }, Now);

    private static DeliveryView Nudge(bool proven = false) => new()
    {
        Key = "contract/x-1/n-1", Level = "rep", RaisedAt = Now.AddHours(-2), ReceivedAt = Now.AddHours(-2), DeadlineAt = Now.AddHours(6),
        ProvenAt = proven ? Now.AddHours(-2) : null, ProvenBy = proven ? "wecom-app" : null,
    };

    private static AttemptView Sent(string channel) =>
        new("a-1", channel, "sent", ["contract/x-1/n-1"], Now.AddHours(-2), Now.AddHours(-2), Now.AddHours(-2), Now.AddHours(-2), 1, "0", null);
}
