using SalesGrains.Contracts;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>Duplicates and merging (X10): what is the same, what stands against it, which answer holds.</summary>
public sealed class MergeRulesTests
{
    private const string Code = "91350100M000100Y43";

    [Theory]
    [InlineData("苏州恒岳精密有限公司", "苏州恒岳精密", true)]
    [InlineData("苏州恒岳精密股份有限公司", "苏州恒岳精密有限责任公司", true)]
    [InlineData("苏州恒岳精密（苏州）有限公司", " 苏州恒岳精密 有限公司", true)]
    [InlineData("ＡＢＣ Co., Ltd.", "abc", true)]
    [InlineData("苏州恒岳精密有限公司", "苏州恒岳机电有限公司", false)]
    [InlineData("有限公司", "公司", false)]
    public void Names_are_the_same_without_form_seat_and_punctuation(string one, string other, bool same) =>
        Assert.Equal(same, CompanyNames.KeyOf(one) == CompanyNames.KeyOf(other));

    [Theory]
    [InlineData("上海华信科技有限公司", "华信科技有限公司", true)] // one leaves out its place
    [InlineData("上海市华信科技有限公司", "上海华信科技", true)]
    [InlineData("北京华信科技有限公司", "南京华信科技有限公司", false)] // the same name in two places
    [InlineData("北京银行", "南京银行", false)]
    [InlineData("苏州恒岳精密机械有限公司", "苏州恒岳精密", true)] // what it makes comes behind
    [InlineData("杭州海康威视数字技术股份有限公司", "杭州海康威视数子技术", true)] // one of eight
    [InlineData("苏州恒岳精密", "苏州恒岳机电", false)] // two of four
    [InlineData("华东钢构", "华东钢铁", false)] // one of four
    [InlineData("中国石油", "中国石化", false)]
    [InlineData("Nordwind Automation Ltd", "Nordwind Automaton", true)]
    public void Names_that_are_nearly_the_same_are_told_and_those_of_two_places_are_not(string one, string other, bool like)
    {
        var (a, b) = (CompanyNames.KeyOf(one), CompanyNames.KeyOf(other));

        Assert.Equal(like, CompanyNames.Likeness(a, b) >= new RuleSets.PoolRuleSet().LikeNamePercent);
        Assert.Equal(CompanyNames.Likeness(a, b), CompanyNames.Likeness(b, a));
    }

    [Theory]
    [InlineData(Code, true)]
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100M000100Y4", false)]
    [InlineData("91350100M000100Y430", false)]
    [InlineData("9135010OM000100Y43", false)]
    [InlineData("91350100m000100Y43", false)]
    public void A_credit_code_is_checked_by_its_last_character(string code, bool right) => Assert.Equal(right, CreditCodes.IsRight(code));

    [Fact]
    public void A_wrong_credit_code_is_refused_with_its_field()
    {
        var refused = new Looked().Do(new UpdateCustomer(new() { Name = "苏州恒岳", Tier = "A", RepId = "rep-1", CreditCode = "123" }));

        Assert.Equal(("customer.credit-code-malformed", "/creditCode"), (refused?.Code, refused?.Field));
    }

    [Theory]
    [InlineData("", "customer.merge-into-missing", "/into")]
    [InlineData(Some.Customer, "customer.merge-into-itself", "/into")]
    public void It_is_merged_into_another_one_only(string into, string code, string field)
    {
        var refused = new Looked().Do(new MergeCustomer(into));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    [Fact]
    public void While_money_is_on_its_way_it_is_not_merged()
    {
        var customer = new Looked();
        customer.Do(new RecordReceipt { ReceiptId = "r-1", AmountFen = 100, ReceivedOn = customer.Clock.Today, ContractId = "c-1" });
        Assert.Equal("customer.money-on-its-way", customer.Do(new MergeCustomer("cust-2"))?.Code);

        customer.Entity.Receive(new(EntityKinds.Contract, "acme0001", "c-1"), new ReceiptApplied("r-1", "r-1", 100, 0));

        Assert.Null(customer.Do(new MergeCustomer("cust-2")));
    }

    [Fact]
    public void A_merged_one_has_no_clock_no_nudge_and_no_credit_and_says_where_it_is()
    {
        var customer = new Looked();
        customer.Signal("s-1", customer.Clock.Now);
        customer.Do(new RecordReceipt { ReceiptId = "r-1", AmountFen = 100, ReceivedOn = customer.Clock.Today });
        customer.At(customer.Clock.Now.AddHours(3));
        Assert.NotEmpty(customer.Open);

        Assert.Null(customer.Do(new MergeCustomer("cust-2")));

        Assert.Empty(customer.Open);
        var facts = (CustomerFacts)customer.Entity.Facts();
        Assert.Equal((null, null, 0L, "cust-2"), (facts.NextDue, facts.Care, facts.CreditFen, facts.MergedInto));
        var refused = customer.Do(new RecordQuotation { QuotationId = "q-1", At = customer.Clock.Now });
        Assert.Equal(("customer.merged", "cust-2"), (refused?.Code, refused?.Values?["into"]));
        Assert.Null(customer.Do(new MergeCustomer("cust-2")));
        Assert.Equal("customer.merged", customer.Do(new MergeCustomer("cust-3"))?.Code);
        customer.MustRefold();
    }

    [Fact]
    public void What_was_refused_stays_with_all_that_reached_it_meanwhile()
    {
        var (customer, winner) = (new Looked(), Other());
        customer.Do(new MergeCustomer("cust-2"));
        customer.Signal("s-1", customer.Clock.Now);
        winner.Do(new ReleaseCustomer("换人"));

        foreach (var effect in customer.Entity.Effects.Where(effect => effect.To == winner.Key).ToList())
        {
            customer.Entity.Undelivered(effect, winner.Receive(Some.CustomerKey, effect.Body)!);
        }

        Assert.Null(customer.State.MergedInto);
        Assert.Equal("call", customer.First.Source);
        Assert.Null(winner.State.MergedFrom);
        customer.MustRefold();
    }

    [Fact]
    public void Of_two_merged_into_each_other_at_once_both_stay()
    {
        var (customer, other) = (new Looked(), Other());
        customer.Do(new MergeCustomer("cust-2"));
        other.Do(new MergeCustomer(Some.Customer));

        var sent = new[] { (From: customer.Entity, To: other), (From: other, To: customer.Entity) }
            .Select(way => (way.From, way.To, Effect: way.From.Effects.Single(one => one.Body is AbsorbCustomer)))
            .Select(one => (one.From, one.Effect, Refused: one.To.Receive(one.From.Key, one.Effect.Body))).ToList();
        foreach (var (from, effect, refused) in sent)
        {
            Assert.Equal("customer.merged", refused?.Code);
            from.Undelivered(effect, refused!);
        }

        Assert.Equal((null, null), (customer.State.MergedInto, other.State.MergedInto));
    }

    [Fact]
    public void The_earlier_contact_is_the_first_and_a_clock_that_ended_does_not_run_again()
    {
        var (customer, winner) = (new Looked(), Other());
        var early = customer.Clock.Now.AddHours(-5);
        customer.Signal("s-1", early);
        winner.Receive(Looked.Identity, new Identities.CustomerSignal { SignalId = "s-2", Source = "call", At = customer.Clock.Now });
        winner.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "一期" });
        customer.Do(new MergeCustomer("cust-2"));

        Carry(customer, winner);

        Assert.Equal((early.ToUniversalTime(), "opportunity"), (winner.State.Cared.FirstContact!.StartedAt, winner.State.Cared.FirstContact.Outcome));
        Assert.Equal(["s-1", "s-2"], winner.State.Cared.Signals.Select(signal => signal.Id));
        Assert.Equal(winner.Stored(), winner.Refolded());
    }

    [Fact]
    public void Where_both_have_an_answer_that_of_the_one_that_stays_holds_and_the_other_is_named()
    {
        var loser = new CustomerProfile { Name = "恒岳", Tier = "B", RepId = "rep-2", Industry = "机械", ExternalNo = "K-9", Contacts = [new() { Name = "王敏" }] };
        var winner = new CustomerProfile
        {
            Name = "苏州恒岳", Tier = "A", RepId = "rep-1", CreditCode = Code, Contacts = [.. Enumerable.Range(1, 20).Select(i => new Contact { Name = $"人{i}" })],
        };

        Assert.Equal(
            ["name 苏州恒岳 恒岳", "tier A B", "rep rep-1 rep-2", "external-no  K-9", "contacts  王敏"],
            MergePreviewRules.Conflicts(loser, winner).Select(one => $"{one.Field} {one.Kept} {one.Dropped}"));
    }

    private static PureEntity<CustomerState, CustomerCommand, CustomerEvent> Other()
    {
        var other = new PureEntity<CustomerState, CustomerCommand, CustomerEvent>(
            CustomerRules.Definition, Some.CustomerKey with { Id = "cust-2" }, new(2026, 3, 2));
        other.Do(new CreateCustomer(new() { Name = "苏州恒岳精密", Tier = "A", RepId = "rep-2" }));
        return other;
    }

    private static void Carry(Looked customer, PureEntity<CustomerState, CustomerCommand, CustomerEvent> winner)
    {
        foreach (var effect in customer.Entity.Effects.Where(effect => effect.To == winner.Key).ToList())
        {
            Assert.Null(winner.Receive(Some.CustomerKey, effect.Body));
        }
    }
}
