using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Recipients;

/// <summary>What needs nobody any more goes nowhere, and who may say so (C02, X17).</summary>
public sealed class WithdrawalTests
{
    private const string Key = "contract/c-1/n-1";

    private static readonly EntityKey One = RecipientKeys.Of("acme0001", "rep-1");
    private static readonly EntityKey Other = RecipientKeys.Of("acme0001", "rep-2");

    [Theory]
    [InlineData("wecom-app", "failed", true)]
    [InlineData("wecom-app", "unknown", true)]
    [InlineData("wecom-app", "limited", true)]
    [InlineData("sms-aliyun", "unknown", true)]
    [InlineData("wecom-app", "failed", false)]
    public void What_was_withdrawn_or_seen_while_it_was_on_its_way_is_not_tried_again(string channel, string outcome, bool withdrawn)
    {
        var rep = new Recipient(channel);
        rep.Send();
        var id = rep.Start(channel);

        if (withdrawn)
        {
            rep.Withdraw();
        }
        else
        {
            rep.Open();
        }

        rep.Answer(id, outcome);
        rep.After(3600);

        Assert.Equal([$"{channel} dropped"], rep.Attempts);
        Assert.Equal("attempt.not-now", rep.Entity.Do(new StartAttempt(id))?.Code);
    }

    [Fact]
    public void A_digest_that_is_tried_again_goes_without_what_was_withdrawn_meanwhile()
    {
        var rep = new Recipient("wecom-app");
        rep.Send("contract/c-1/n-1");
        rep.Send("contract/c-1/n-2");
        var id = rep.Start("wecom-app");

        rep.Withdraw("contract/c-1/n-1");
        rep.Answer(id, "failed");

        Assert.Equal("contract/c-1/n-2", Assert.Single(rep.State.Attempt(id)!.Nudges));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_unit_that_has_a_nudge_from_the_next_rep_does_not_lose_it_by_the_withdrawal_of_the_one_before(bool seen)
    {
        var unit = new Recipient("east-1", ["wecom-app"]);
        var nudge = unit.Nudge(Key, level: "manager");
        Assert.Null(unit.Entity.Receive(One, nudge));
        Assert.Null(unit.Entity.Receive(Other, nudge));

        Assert.Null(unit.Entity.Receive(One, seen ? new NudgeOpened(Key, unit.Clock.Now) : new WithdrawNudge(Key, "resolved")));
        Assert.True(unit.One.IsOpen);

        Assert.Null(unit.Entity.Receive(Other, seen ? new NudgeOpened(Key, unit.Clock.Now) : new WithdrawNudge(Key, "acted")));
        Assert.False(unit.One.IsOpen);
        Assert.Equal(unit.Entity.Stored(), unit.Entity.Refolded());
    }

    [Fact]
    public void What_comes_from_the_next_rep_too_has_gone_on_to_the_directors_already_and_they_are_told()
    {
        var unit = new Recipient("east-1", ["wecom-app"]);
        var nudge = unit.Nudge(Key, level: "manager", deadline: unit.Clock.Now.AddHours(1));
        Assert.Null(unit.Entity.Receive(One, nudge));
        unit.After(3601);
        Assert.Equal(["company"], unit.Told().Select(told => told.To));

        Assert.Null(unit.Entity.Receive(Other, nudge));
        Assert.Null(unit.Entity.Receive(Other, new WithdrawNudge(Key, "acted")));

        Assert.Equal([("company", nameof(WithdrawNudge))], unit.Told().Select(told => (told.To, told.Body.GetType().Name)));
    }
}
