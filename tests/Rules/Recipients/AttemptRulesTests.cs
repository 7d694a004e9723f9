using SalesGrains.Entities.Stores;

namespace SalesGrains.Recipients;

/// <summary>The life of a message: nothing is lost, and no short message comes twice within ten minutes (K11, K12).</summary>
public sealed class AttemptRulesTests
{
    [Fact]
    public void A_message_that_was_started_and_never_answered_is_repeated_at_once_with_the_same_id()
    {
        var rep = new Recipient("wecom-app");
        rep.Send();
        var id = rep.Start("wecom-app");

        rep.After(29);
        Assert.Equal(AttemptStates.Started, rep.State.Attempt(id)!.State);
        rep.After(1);

        Assert.Equal((AttemptStates.Queued, 1), (rep.State.Attempt(id)!.State, rep.State.Attempt(id)!.Tries));
        Assert.Equal(id, rep.Start("wecom-app"));
    }

    [Fact]
    public void What_stays_unknown_is_repeated_once_at_once_and_then_with_growing_pauses()
    {
        var rep = new Recipient("wecom-app");
        rep.Send();
        var pauses = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            var id = rep.Finish("wecom-app", "unknown");
            pauses.Add(Math.Round((rep.State.Attempt(id)!.NotBefore - rep.Clock.Now).TotalSeconds));
            rep.After(pauses[^1] + 0.001);
        }

        rep.Finish("wecom-app", "unknown");

        Assert.Equal([0, 10, 20], pauses);
        Assert.Equal(["wecom-app failed"], rep.Attempts);
    }

    [Theory]
    [InlineData(629, false)]
    [InlineData(630, true)]
    public void A_short_message_of_unknown_fate_is_not_repeated_before_ten_minutes_after_its_first_try_can_have_gone_out(double seconds, bool repeated)
    {
        var rep = new Recipient("sms-aliyun");
        rep.Send();
        var id = rep.Start("sms-aliyun");
        var started = rep.State.Attempt(id)!.StartedAt!.Value;
        rep.After(30);
        Assert.Equal(AttemptStates.Unknown, rep.State.Attempt(id)!.State);
        rep.Answer(id, "silent");
        Assert.Equal(AttemptStates.Queued, rep.State.Attempt(id)!.State);

        rep.After((started.AddSeconds(seconds) - rep.Clock.Now).TotalSeconds);

        Assert.Equal(repeated ? null : "attempt.not-now", rep.Entity.Do(new StartAttempt(id))?.Code);
    }

    [Theory]
    [InlineData("delivered", "delivered", true)]
    [InlineData("sent", "sent", false)]
    public void A_short_message_that_the_vendor_knows_of_is_not_repeated_at_all(string answer, string state, bool proven)
    {
        var rep = new Recipient("sms-aliyun");
        rep.Send();
        var id = rep.Start("sms-aliyun");
        rep.After(30);

        rep.Answer(id, answer);
        rep.After(3600);

        Assert.Equal((state, proven), (rep.State.Attempt(id)!.State, rep.One.ProvenAt is not null));
        Assert.Equal("attempt.not-now", rep.Entity.Do(new StartAttempt(id))?.Code);
    }

    [Fact]
    public void Even_a_receipt_that_says_it_failed_keeps_the_ten_minutes()
    {
        var rep = new Recipient("sms-aliyun");
        rep.Send();
        var id = rep.Start("sms-aliyun");
        var started = rep.State.Attempt(id)!.StartedAt!.Value;
        rep.After(30);

        rep.Answer(id, "failed");

        Assert.Equal(started.AddMinutes(10).AddSeconds(30), rep.State.Attempt(id)!.NotBefore);
    }

    [Fact]
    public void An_answer_that_comes_after_all_spares_the_repeat()
    {
        var rep = new Recipient("wecom-app");
        rep.Send();
        var id = rep.Start("wecom-app");
        rep.After(30);

        rep.Answer(id, "sent");

        Assert.Equal(AttemptStates.Sent, rep.State.Attempt(id)!.State);
        Assert.Equal("attempt.not-now", rep.Entity.Do(new StartAttempt(id))?.Code);
    }

    [Fact]
    public void Failures_are_repeated_with_growing_pauses_and_then_given_up()
    {
        var rep = new Recipient("wecom-app");
        rep.Send();
        var pauses = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            var id = rep.Finish("wecom-app", "failed");
            pauses.Add(Math.Round((rep.State.Attempt(id)!.NotBefore - rep.Clock.Now).TotalSeconds));
            rep.After(pauses[^1] + 0.001);
        }

        rep.Finish("wecom-app", "failed");

        Assert.Equal([5, 10, 20], pauses);
        Assert.Equal(["wecom-app failed"], rep.Attempts);
    }

    [Fact]
    public void Too_much_at_once_waits_as_long_as_the_vendor_says_and_counts_as_no_try()
    {
        var rep = new Recipient("wecom-app");
        rep.Send();
        var id = rep.Start("wecom-app");

        Assert.Null(rep.Entity.Do(new FinishAttempt(id, "limited", RetryAfterSeconds: 45)));

        rep.Send("contract/c-2/n-1");
        Assert.Equal(2, rep.State.Attempts.Length);
        Assert.Equal((0, 45), (rep.State.Attempt(id)!.Tries, Math.Round((rep.State.Attempt(id)!.NotBefore - rep.Clock.Now).TotalSeconds)));
    }

    [Fact]
    public void A_receipt_is_asked_for_five_times_and_then_the_message_stays_sent()
    {
        var rep = new Recipient("sms-aliyun");
        rep.Send();
        var id = rep.Finish("sms-aliyun", "sent");

        for (var i = 0; i < 5; i++)
        {
            Assert.NotNull(rep.State.Attempt(id)!.AskAt);
            rep.After(20);
            rep.Answer(id, "sent");
        }

        Assert.Equal((AttemptStates.Sent, false, null), (rep.State.Attempt(id)!.State, rep.State.Attempt(id)!.IsUnderWay, rep.State.Attempt(id)!.AskAt));
    }

    [Fact]
    public void A_refold_of_the_history_gives_the_same_state()
    {
        var rep = new Recipient("wecom-app", "sms-aliyun", "mail");
        rep.Send(strong: true);
        rep.Finish("wecom-app", "refused");
        rep.Finish("sms-aliyun", "sent");
        rep.After(60);
        rep.Finish("mail", "failed");
        rep.After(86_400);
        rep.Open();

        Assert.Equal(rep.Entity.Stored(), rep.Entity.Refolded());
    }
}
