using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Organizations;

namespace SalesGrains.Recipients;

/// <summary>C02, X17: which channel, when, and who is next.</summary>
public sealed class LadderRulesTests
{
    private static readonly string[] All = ["wecom-app", "wecom-robot", "sms-aliyun", "mail"];

    [Fact]
    public void An_ordinary_nudge_climbs_a_rung_at_a_time_until_the_next_person()
    {
        var rep = new Recipient(All);
        rep.Send();
        Assert.Equal(["wecom-app queued"], rep.Attempts);

        rep.After(19);
        Assert.Single(rep.Attempts);
        rep.After(1);
        Assert.Equal(["wecom-app queued", "wecom-robot queued"], rep.Attempts);
        rep.After(25);
        Assert.Equal("sms-aliyun queued", rep.Attempts.Last());
        rep.After(59);
        Assert.Equal(3, rep.Attempts.Count());
        rep.After(1);
        Assert.Equal("mail queued", rep.Attempts.Last());
        Assert.Empty(rep.Told());
        rep.After(60);

        var (to, body) = Assert.Single(rep.Told());
        Assert.Equal((Recipient.Unit, "manager", true), (to, ((SendNudge)body).Level, ((SendNudge)body).Escalated));
    }

    [Fact]
    public void A_strong_nudge_takes_all_channels_at_once_and_keeps_them_when_one_delivers()
    {
        var rep = new Recipient(All);

        rep.Send(strong: true);
        Assert.Equal([.. All.Select(channel => $"{channel} queued")], rep.Attempts);
        rep.Finish("wecom-app", "sent");

        Assert.Equal(("wecom-app", null), (rep.One.ProvenBy, rep.One.ClimbAt));
        Assert.Equal(["wecom-app sent", "wecom-robot queued", "sms-aliyun queued", "mail queued"], rep.Attempts);
    }

    [Theory]
    [InlineData("wecom-app", "sent", true)]
    [InlineData("wecom-app", "unknown", false)]
    [InlineData("wecom-robot", "sent", true)]
    [InlineData("dingtalk-work", "sent", false)]
    [InlineData("dingtalk-work", "delivered", true)]
    [InlineData("sms-aliyun", "sent", false)]
    [InlineData("sms-aliyun", "delivered", true)]
    [InlineData("web-push", "sent", true)]
    [InlineData("mail", "sent", true)]
    public void A_rung_counts_only_by_the_channels_own_proof(string channel, string outcome, bool counts)
    {
        var rep = new Recipient(channel);
        rep.Send();

        rep.Finish(channel, outcome);

        Assert.Equal(counts, rep.One.ProvenAt is not null);
        Assert.Equal(counts, rep.One.ClimbAt is null);
    }

    [Fact]
    public void What_proved_to_be_delivered_needs_no_other_channel()
    {
        var rep = new Recipient(All);
        rep.Send();
        rep.After(21);

        rep.Finish("wecom-robot", "sent");
        rep.After(3600);

        Assert.Equal(["wecom-app dropped", "wecom-robot sent"], rep.Attempts);
        Assert.Empty(rep.Told());
    }

    [Theory]
    [InlineData("refused", false)]
    [InlineData("failed", true)]
    public void A_rung_that_is_known_to_have_failed_is_not_waited_for(string outcome, bool final)
    {
        var rep = new Recipient(All);
        rep.Send();

        rep.Finish("wecom-app", outcome, final);
        rep.After(0);

        Assert.Equal("wecom-robot queued", rep.Attempts.Last());
    }

    [Fact]
    public void An_address_that_was_refused_is_not_tried_again_until_somebody_looks_at_it()
    {
        var rep = new Recipient("wecom-app", "web-push", "mail");
        rep.Send();
        rep.Finish("wecom-app", "refused");
        rep.After(0);
        Assert.Equal("mail queued", rep.Attempts.Last());

        rep.Send("contract/c-2/n-1");
        Assert.Equal("web-push queued", rep.Attempts.Last());
        rep.Set("wecom-app", "web-push", "mail");
        rep.Send("contract/c-3/n-1");

        Assert.Equal("wecom-app queued", rep.Attempts.Last());
    }

    [Fact]
    public void Who_has_only_the_inbox_is_left_to_it_until_the_deadline()
    {
        var rep = new Recipient();
        rep.Send();
        rep.After(3600);
        Assert.Empty(rep.Told());

        rep.After(7 * 3600);

        Assert.Equal(Recipient.Unit, Assert.Single(rep.Told()).To);
    }

    [Fact]
    public void The_same_nudge_twice_is_one()
    {
        var rep = new Recipient(All);
        rep.Send();
        rep.Send();

        Assert.Single(rep.State.Nudges);
        Assert.Single(rep.Attempts);
    }
}
