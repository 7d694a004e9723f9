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

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void What_nobody_has_seen_by_its_deadline_goes_to_the_next_person(double secondsAfter, bool escalates)
    {
        var rep = new Recipient("wecom-app");
        var deadline = rep.Clock.Now.AddHours(2);
        rep.Send(deadline: deadline);
        rep.Finish("wecom-app", "sent");

        rep.After((deadline - rep.Clock.Now).TotalSeconds + secondsAfter);

        Assert.Equal(escalates, rep.Told().Count == 1);
        Assert.Equal(escalates ? 1 : 0, rep.State.Channel("wecom-app")!.Missed);
    }

    [Fact]
    public void What_was_seen_goes_nowhere()
    {
        var rep = new Recipient(All);
        rep.Send();

        rep.Open();
        rep.After(86_400);

        Assert.Equal(["wecom-app dropped"], rep.Attempts);
        Assert.Empty(rep.Told());
    }

    [Fact]
    public void The_next_person_is_told_what_becomes_of_what_climbed_to_them()
    {
        var rep = new Recipient();
        rep.Send(deadline: rep.Clock.Now.AddHours(1));
        rep.After(3601);
        var climbed = (SendNudge)rep.Told().Single().Body;
        Assert.Equal(24, (climbed.DeadlineAt - rep.Clock.Now).TotalHours, 0.1);

        rep.Open();
        rep.Withdraw();

        Assert.Equal([typeof(NudgeOpened), typeof(WithdrawNudge)], rep.Told().Where(one => one.To == Recipient.Unit).Select(one => one.Body.GetType()));
    }

    [Theory]
    [InlineData("rep-1", "manager", EntityKinds.Contract, Recipient.Unit)]
    [InlineData("rep-1", "director", EntityKinds.Contract, OrganizationKeys.Root)]
    [InlineData("rep-1", "rep", EntityKinds.Contract, null)]
    [InlineData("east-1", "manager", EntityKinds.Recipient, null)]
    [InlineData("company", "director", EntityKinds.Recipient, null)]
    [InlineData("company", "manager", EntityKinds.Contract, null)]
    public void A_nudge_for_a_leader_is_passed_on_and_one_that_was_passed_on_stays(string self, string level, string from, string? to)
    {
        var one = new Recipient(self, ["wecom-app"]);

        one.Send(level: level, from: from);

        Assert.Equal(to, one.Told().SingleOrDefault().To);
        Assert.Equal(to is null ? ["wecom-app queued"] : Array.Empty<string>(), one.Attempts);
    }

    [Fact]
    public void At_the_top_nobody_is_next()
    {
        var director = new Recipient(OrganizationKeys.Root, ["wecom-app"]);
        director.Send(from: EntityKinds.Recipient);

        director.After(86_400);

        Assert.Empty(director.Told());
        Assert.NotNull(director.One.MissedAt);
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

    [Fact]
    public void What_a_restore_holds_is_carried_once_it_is_released()
    {
        var rep = new Recipient("wecom-app");
        rep.Clock.RestoredAt = rep.Clock.Now.AddHours(1);
        rep.Send();
        Assert.Equal(("held", 0), (rep.One.NotCarried, rep.Attempts.Count()));

        var nudge = rep.Nudge("contract/c-1/n-1");
        nudge.ReleasedAt = rep.Clock.RestoredAt.Value.AddMinutes(1);
        Assert.Null(rep.Entity.Receive(new(EntityKinds.Contract, "acme0001", "c-1"), nudge));

        Assert.Equal(["wecom-app queued"], rep.Attempts);
    }

    [Fact]
    public void What_was_queued_before_a_restore_is_not_sent_after_it()
    {
        var rep = new Recipient("wecom-app");
        rep.Send();
        rep.Clock.RestoredAt = rep.Clock.Now.AddHours(1);

        rep.Start("wecom-app");

        Assert.Equal(["wecom-app dropped"], rep.Attempts);
    }
}
