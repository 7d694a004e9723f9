using System.Collections.Immutable;

namespace SalesGrains.Demo;

/// <summary>What a rep of the demo company does with a customer.</summary>
public abstract record DemoDeed
{
    /// <summary>A new customer turns up.</summary>
    public sealed record Arrive : DemoDeed;

    /// <summary>The first contact.</summary>
    public sealed record Meet(string Channel) : DemoDeed;

    /// <summary>A follow-up, by its ticks.</summary>
    public sealed record FollowUp(string Done, string? Said, string? Next, string? Note) : DemoDeed;

    /// <summary>A quotation goes out.</summary>
    public sealed record Quote(long Yuan) : DemoDeed;

    /// <summary>The contact becomes an opportunity.</summary>
    public sealed record SeeOpportunity(string Title, long Yuan) : DemoDeed;

    /// <summary>The opportunity goes to another stage.</summary>
    public sealed record Move(string Stage) : DemoDeed;

    /// <summary>The opportunity is won or lost.</summary>
    public sealed record Close(string Outcome, string Reason) : DemoDeed;

    /// <summary>It does not.</summary>
    public sealed record SeeNone(string Reason) : DemoDeed;
}

/// <summary>
/// What happens in the field: customers are followed up by tier, mostly in time, and each workday brings new ones, a third of whose first
/// contacts nobody makes an opportunity of in time.
/// </summary>
public static class DemoField
{
    private const int Days = 365;
    private const int NewEachDay = 4;

    private static readonly (string Tier, int Days)[] Intervals = [("A", 7), ("B", 14), ("C", 30)];
    private static readonly string[] Done = ["demo", "visit", "needs", "documents", "call", "call"];
    private static readonly string?[] Said = [null, null, "interested", "interested", "budget", "competitor", "approval", "later", "doubt"];
    private static readonly string?[] Next = ["review", "quote", "visit-again", "meet-decider", "send", "wait", null];
    private static readonly string[] Channels = ["call", "wecom", "wechat", "visit"];
    private static readonly string[] NoReasons = ["只是询价，今年没有预算", "不在我们的服务区域", "找错了供应商"];

    private static readonly string[] Straight = ["needs", "proposal", "negotiation"];
    private static readonly string[] Wavering = ["needs", "proposal", "needs", "proposal"];
    private static readonly string[] WonReasons = ["方案与预算匹配", "试运行见效", "交期满足要求"];
    private static readonly string[] LostReasons = ["预算取消", "选择了竞品", "项目推迟到明年"];

    private static readonly string?[] Notes =
    [
        null, null, "跟进中，客户反馈良好", "客户说再考虑一下，下周联系",
        "和采购总监聊了40分钟，担心交付周期，怕影响旺季；预算60万要走集团审批。周五上午带排期表再去，李工负责。",
        "演示了两条产线的方案，设备部经理顾虑停机时间超过2天。明天下午3点前把切换步骤发给他，周三现场确认。",
        "客户对价格有意见，觉得比别家贵，让我们重新报一版。",
    ];

    /// <summary>Everything, in no order.</summary>
    public static IEnumerable<FieldStep> Steps(DemoCompany company, int seed) =>
        company.Customers.SelectMany(customer => Cared(customer, seed)).Concat(Known(company, seed)).Concat(NewCustomers(company, seed));

    /// <summary>Customers of old who have no contract are opportunities already, so a visit to them is no first contact.</summary>
    private static IEnumerable<FieldStep> Known(DemoCompany company, int seed)
    {
        var buyers = company.Contracts.Where(contract => contract.SignedOn <= DemoCompany.StartsOn).Select(contract => contract.CustomerId).ToHashSet(StringComparer.Ordinal);
        foreach (var customer in company.Customers.Where(customer => !buyers.Contains(customer.Id)))
        {
            var random = SeededRandom.For(seed, $"known-{customer.Id}");
            yield return new(DemoCompany.StartsAt.AddDays(-1), customer, new DemoDeed.SeeOpportunity(DemoNames.Title(random), random.Between(3, 90) * 10_000L), 0);
            foreach (var step in Onward(customer, 0, seed))
            {
                yield return step;
            }
        }
    }

    private static IEnumerable<FieldStep> Cared(DemoCustomer customer, int seed)
    {
        var random = SeededRandom.For(seed, $"care-{customer.Id}");
        var interval = Intervals.First(one => one.Tier == customer.Tier).Days;
        var number = 0;
        for (var day = random.Unit() * interval * .8; day < Days; day += interval * (random.Chance(.85) ? .4 + (.5 * random.Unit()) : 1.1 + (.6 * random.Unit())))
        {
            yield return new(Working(random, day), customer, Followed(random), ++number);
            if (random.Chance(.08))
            {
                yield return new(Working(random, day + .1), customer, new DemoDeed.Quote(random.Between(4, 90) * 10_000L), ++number);
            }
        }
    }

    private static IEnumerable<FieldStep> NewCustomers(DemoCompany company, int seed)
    {
        for (var i = 0; i < Days * NewEachDay; i++)
        {
            var random = SeededRandom.For(seed, $"new{i}");
            var (name, industry) = DemoNames.Company(random, company.Customers.Length + i, manufacturing: false);
            var tier = random.Weighted(.2, .4, .4) switch { 0 => "A", 1 => "B", _ => "C" };
            var customer = new DemoCustomer($"new-{i + 1:0000}", name, tier, random.Pick(company.Reps).Id, industry, Risky: false);
            var met = Working(random, ((double)i / NewEachDay) - 2);
            yield return new(met, customer, new DemoDeed.Arrive(), 1);
            yield return new(met.AddMinutes(1), customer, new DemoDeed.Meet(random.Pick(Channels)), 2);
            var hours = random.Chance(.66) ? 1 + (21 * random.Unit()) : 26 + (60 * random.Unit());
            if (random.Chance(.12))
            {
                yield return new(met.AddHours(hours), customer, new DemoDeed.SeeNone(random.Pick(NoReasons)), 3);
            }
            else if (random.Chance(.9))
            {
                yield return new(met.AddHours(hours), customer, new DemoDeed.SeeOpportunity(DemoNames.Title(random), random.Between(3, 120) * 10_000L), 3);
                foreach (var step in Onward(customer, ((double)i / NewEachDay) + 2, seed))
                {
                    yield return step;
                }
            }
        }
    }

    /// <summary>
    /// What becomes of an opportunity: it goes on stage by stage, now and then one back, and most are won or lost in the end. Drawn apart from all
    /// else, so that the rest of the demo stays as it was.
    /// </summary>
    private static IEnumerable<FieldStep> Onward(DemoCustomer customer, double day, int seed)
    {
        var random = SeededRandom.For(seed, $"onward-{customer.Id}");
        var number = 900;
        foreach (var stage in random.Chance(.15) ? Wavering : Straight)
        {
            day += 6 + (22 * random.Unit());
            yield return new(Working(random, day), customer, new DemoDeed.Move(stage), number++);
        }

        if (random.Chance(.8))
        {
            var won = random.Chance(.45);
            yield return new(
                Working(random, day + 4 + (20 * random.Unit())), customer,
                new DemoDeed.Close(won ? "won" : "lost", random.Pick(won ? WonReasons : LostReasons)), number);
        }
    }

    private static DemoDeed.FollowUp Followed(SeededRandom random) =>
        new(random.Pick(Done), random.Pick(Said), random.Pick(Next), random.Pick(Notes));

    /// <summary>A moment of the working hours, so many days after the demo's first day.</summary>
    private static DateTimeOffset Working(SeededRandom random, double day) =>
        new DateTimeOffset(DemoCompany.StartsOn.AddDays((int)Math.Floor(day)).ToDateTime(new(9, 15)), DemoCompany.StartsAt.Offset).AddMinutes(random.Between(0, 8 * 60));
}
