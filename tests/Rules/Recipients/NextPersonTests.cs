using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Organizations;

namespace SalesGrains.Recipients;

/// <summary>Who is next when a nudge is not seen, and what a restore holds (C02, X17).</summary>
public sealed class NextPersonTests
{
    private static readonly string[] All = ["wecom-app", "wecom-robot", "sms-aliyun", "mail"];

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

    [Theory]
    [InlineData("rep-1", "team-3", null, "team-3")]
    [InlineData("team-3", null, "east", "east")] // a region's leaders are not left out
    [InlineData("east", null, OrganizationKeys.Root, OrganizationKeys.Root)]
    [InlineData("store-9", null, null, OrganizationKeys.Root)] // a unit that the tree has lost
    [InlineData(OrganizationKeys.Root, null, null, null)]
    public void After_a_rep_come_the_leaders_of_each_unit_above_and_the_directors_at_last(string self, string? unit, string? above, string? next) =>
        Assert.Equal(next, RecipientRules.NextPerson(new() { UnitId = unit }, new(EntityKinds.Recipient, "acme0001", self), above));

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
