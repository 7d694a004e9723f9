using SalesGrains.Entities;

namespace SalesGrains.Numbers;

public sealed class NumberRulesTests
{
    [Theory]
    [InlineData("HT-2026-0131", "ht-2026-0131")]
    [InlineData("HT-2026-0131", "ＨＴ－２０２６－０１３１")]
    [InlineData("HT-2026-0131", " HT-2026-0131 ")]
    public void Spellings_of_one_number_meet_at_the_same_place(string one, string other) =>
        Assert.Equal(NumberRules.KeyOf("contract", "acme0001", one), NumberRules.KeyOf("contract", "acme0001", other));

    [Fact]
    public void Numbers_of_other_kinds_and_organisations_do_not_meet() =>
        Assert.Equal(3, new[]
        {
            NumberRules.KeyOf("contract", "acme0001", "1"), NumberRules.KeyOf("customer", "acme0001", "1"), NumberRules.KeyOf("contract", "acme0002", "1"),
        }.Distinct().Count());

    [Fact]
    public void A_number_key_is_an_id_on_every_engine() =>
        Assert.Matches("^[a-z0-9-]{1,64}$", NumberRules.KeyOf("contract", "acme0001", "合同〔2026〕12号").Id);

    [Fact]
    public void A_number_is_claimed_once_and_by_the_same_again()
    {
        var number = Number(new(2026, 3, 2));

        Assert.Null(number.Do(new ClaimNumber("HT-1", "c-1")));
        Assert.Null(number.Do(new ClaimNumber("HT-1", "c-1")));
        Assert.Equal(("number.taken", "/number"), number.Do(new ClaimNumber("HT-1", "c-2")) is { } no ? (no.Code, no.Field) : default);
    }

    [Fact]
    public void A_claim_is_given_back_by_its_holder_until_it_is_used()
    {
        var number = Number(new(2026, 3, 2));
        number.Do(new ClaimNumber("HT-1", "c-1"));
        number.Do(new ReleaseNumber("c-2"));
        Assert.Equal("c-1", number.State.HolderId);
        number.Do(new ReleaseNumber("c-1"));
        Assert.Equal("", number.State.HolderId);
        number.Do(new ClaimNumber("HT-1", "c-2"));
        number.Receive(Contract("c-2"), new UseNumber("HT-1", "c-2"));

        number.Do(new ReleaseNumber("c-2"));

        Assert.True(number.State is { HolderId: "c-2", Confirmed: true });
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void A_claim_that_nobody_took_is_free_after_ten_minutes(int minutes, bool free)
    {
        var clock = new TestClock(2026, 3, 2);
        var number = Number(clock);
        number.Do(new ClaimNumber("HT-1", "c-1"));
        clock.Now += TimeSpan.FromMinutes(minutes) - TimeSpan.FromTicks(1);

        Assert.Equal(free, number.Do(new ClaimNumber("HT-1", "c-2")) is null);
    }

    [Fact]
    public void A_number_in_use_is_not_taken_over_and_a_late_user_is_refused()
    {
        var clock = new TestClock(2026, 3, 2);
        var number = Number(clock);
        number.Do(new ClaimNumber("HT-1", "c-1"));
        clock.Now += TimeSpan.FromDays(1);
        number.Do(new ClaimNumber("HT-1", "c-2"));

        Assert.Null(number.Receive(Contract("c-2"), new UseNumber("HT-1", "c-2")));
        clock.Now += TimeSpan.FromDays(1);

        Assert.Equal("number.taken", number.Do(new ClaimNumber("HT-1", "c-3"))?.Code);
        Assert.Equal("number.taken", number.Receive(Contract("c-1"), new UseNumber("HT-1", "c-1"))?.Code);
    }

    [Fact]
    public void A_freed_number_is_free_and_only_its_holder_frees_it()
    {
        var number = Number(new(2026, 3, 2));
        number.Do(new ClaimNumber("HT-1", "c-1"));
        number.Receive(Contract("c-1"), new UseNumber("HT-1", "c-1"));

        number.Receive(Contract("c-2"), new FreeNumber("c-2"));
        Assert.Equal("number.taken", number.Do(new ClaimNumber("HT-1", "c-2"))?.Code);
        number.Receive(Contract("c-1"), new FreeNumber("c-1"));

        Assert.Null(number.Do(new ClaimNumber("HT-1", "c-2")));
    }

    private static EntityKey Contract(string id) => new(EntityKinds.Contract, "acme0001", id);

    private static PureEntity<NumberState, NumberCommand, NumberEvent> Number(TestClock clock) =>
        new(NumberRules.Definition, NumberRules.KeyOf("contract", "acme0001", "HT-1"), clock);
}
