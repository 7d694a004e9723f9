using SalesGrains.Entities.Stores;

namespace SalesGrains.Recipients;

/// <summary>What limits messages: digests, numbers a day, age, and a clock that is moved (C02, X16).</summary>
public sealed class AttemptLimitTests
{
    private const int StoreSoft = Entities.Stores.StoreLimits.SoftStateBytes;

    [Fact]
    public void What_waits_for_one_channel_goes_out_as_one_digest()
    {
        var rep = new Recipient("wecom-app");
        for (var i = 0; i < 200; i++)
        {
            rep.Send($"contract/c-{i}/n-1");
        }

        var attempt = Assert.Single(rep.State.Attempts);
        Assert.Equal(200, attempt.Nudges.Length);
        rep.Finish("wecom-app", "sent");

        Assert.All(rep.State.Nudges, nudge => Assert.Equal("wecom-app", nudge.ProvenBy));
        rep.Open("contract/c-0/n-1");
        rep.Send("contract/c-200/n-1");
        Assert.Equal(2, rep.State.Attempts.Length);
    }

    [Fact]
    public void What_was_tried_once_takes_no_further_nudge()
    {
        var rep = new Recipient("wecom-app");
        rep.Send();
        rep.Finish("wecom-app", "failed");

        rep.Send("contract/c-2/n-1");

        Assert.Equal(2, rep.State.Attempts.Length);
        Assert.All(rep.State.Attempts, attempt => Assert.Single(attempt.Nudges));
    }

    [Fact]
    public void Above_two_hundred_the_inbox_is_all()
    {
        var rep = new Recipient("wecom-app");
        for (var i = 0; i <= 200; i++)
        {
            rep.Send($"contract/c-{i}/n-1");
        }

        Assert.Equal("too-many", rep.State.Nudges[^1].NotCarried);
        Assert.Equal(200, rep.State.Attempts.Single().Nudges.Length);
        rep.Entity.MeasuresState = true;
        Assert.True(rep.Entity.Context().StateBytes < StoreSoft, $"{rep.Entity.Context().StateBytes}");
    }

    [Fact]
    public void Ten_short_messages_a_day_are_enough()
    {
        var rep = new Recipient("sms-aliyun");
        for (var i = 0; i < 10; i++)
        {
            rep.Send($"contract/c-{i}/n-1");
            rep.Finish("sms-aliyun", "delivered");
        }

        rep.Send("contract/c-11/n-1");
        Assert.Equal(10, rep.State.Attempts.Length);
        rep.Clock.Now += TimeSpan.FromHours(24);
        rep.Send("contract/c-12/n-1");

        Assert.Equal(11, rep.State.Attempts.Length);
    }

    [Fact]
    public void Old_messages_are_not_sent()
    {
        var rep = new Recipient("wecom-app");
        rep.Send();

        rep.After(25 * 3600);

        Assert.Contains("wecom-app dropped", rep.Attempts);
    }

    [Fact]
    public void Nothing_leaves_the_house_while_a_sandboxs_clock_is_moved_and_nothing_is_due_for_it()
    {
        var rep = new Recipient("wecom-app");
        rep.Send("contract/c-1/n-1");
        rep.Clock.Jumping = true;

        rep.Send("contract/c-2/n-1");
        Assert.Equal("jump", rep.State.Nudges[^1].NotCarried);
        Assert.Equal("attempt.not-now", rep.Entity.Do(new StartAttempt(rep.State.Attempts.Single().Id))?.Code);
        rep.After(3600);

        Assert.Equal(["wecom-app dropped"], rep.Attempts);
        Assert.DoesNotContain(rep.Told(), one => one.Body is Nudges.SendNudge { NudgeKey: "contract/c-2/n-1" });
    }

    [Fact]
    public void A_test_goes_over_every_channel_once_even_at_night()
    {
        var rep = new Recipient("wecom-app", "sms-aliyun");
        rep.Clock.To(new(2026, 3, 2), 23);

        Assert.Null(rep.Entity.Do(new TestChannels("t-1")));
        Assert.Null(rep.Entity.Do(new TestChannels("t-1")));
        rep.Finish("wecom-app", "sent");
        rep.Finish("sms-aliyun", "refused");

        Assert.Equal(["wecom-app sent", "sms-aliyun refused"], rep.Attempts);
        Assert.Equal("recipient.no-channel", new Recipient().Entity.Do(new TestChannels("t-1"))?.Code);
    }
}
