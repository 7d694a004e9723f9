using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Organizations;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios;

/// <summary>A small company whose contracts live through a random history: receipts, moved dates, freezes, handovers, amendments, cancellations.</summary>
internal sealed class RandomCompany
{
    public const string Org = "acme0001";
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly string[] Names = ["华东钢构", "北辰机电", "Nordwind", "南山医疗", "ACME Tools", "西岭建材"];

    private readonly SplitMix64 random;

    public RandomCompany(SplitMix64 random)
    {
        this.random = random;
        Tree = new(
            1,
            new[]
            {
                new OrganizationUnit("c", "company", "示例公司", null),
                new OrganizationUnit("east", "region", "华东", "c"), new OrganizationUnit("west", "region", "西部", "c"),
                new OrganizationUnit("t1", "team", "一组", "east"), new OrganizationUnit("t2", "team", "二组", "east"),
                new OrganizationUnit("t3", "store", "三店", "west"),
            }.ToImmutableDictionary(unit => unit.Id),
            new Dictionary<string, string> { ["r1"] = "t1", ["r2"] = "t1", ["r3"] = "t2", ["r4"] = "t3", ["r5"] = "t3" }.ToImmutableDictionary())
        {
            RepNames = new Dictionary<string, string> { ["r1"] = "张伟", ["r2"] = "李娜", ["r3"] = "王芳", ["r4"] = "赵磊", ["r5"] = "陈静" }.ToImmutableDictionary(),
        };
    }

    public OrganizationTree Tree { get; private set; }

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 20, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Every version of every contract, as it was committed.</summary>
    public Dictionary<(string Id, long Version), ContractFacts> Commits { get; } = [];

    public Dictionary<string, ContractFacts> Latest { get; } = [];

    public PortfolioMoment Moment => new(Now, Shanghai, RuleSet.Default, Tree);

    /// <summary>Lets time pass: minutes, or days.</summary>
    public void Pass() => Now += random.Chance(50) ? TimeSpan.FromMinutes(random.Below(600)) : TimeSpan.FromDays(random.Below(20));

    /// <summary>Moves a rep to another team.</summary>
    public void Reorganize() =>
        Tree = Tree with { Version = Tree.Version + 1, Reps = Tree.Reps.SetItem(Rep(), random.Pick(["t1", "t2", "t3"])) };

    public ContractFacts Commit()
    {
        var facts = Latest.Count == 0 || random.Chance(30) ? New() : Next(random.Pick(Latest.Values.OrderBy(one => one.Key.Id).ToArray()));
        Commits.Add((facts.Key.Id, facts.Version), facts);
        return Latest[facts.Key.Id] = facts;
    }

    public BoardScope Scope() => BoardScope.Parse(random.Pick(["company", "company", "region/east", "region/west", "team/t1", "team/t3", $"rep/{Rep()}"]))!;

    public BoardFilter Filter() => new(
        random.Chance(20) ? Rep() : null,
        random.Chance(40)
            ? random.Pick(["overdue", "due-soon", "due-today", "upcoming", "not-started", "frozen", "settled", "cancelled", "overdue-8-30", "not-due", "overdue-90"])
            : null,
        random.Chance(20) ? random.Pick(["钢", "acme", "HT-1", "nord", "no such"]) : null,
        random.Chance(20) ? random.Pick(["A", "B", "C"]) : null);

    private string Rep() => random.Pick(["r1", "r2", "r3", "r4", "r5", "nobody"]);

    private ContractFacts New()
    {
        var customer = random.Below(Names.Length);
        return new()
        {
            Key = new(EntityKinds.Contract, Org, $"k{Latest.Count:000}"),
            Version = 1 + random.Below(3),
            Number = $"HT-{random.Below(1000)}",
            Title = random.Pick(["安装", "supply", "维保"]),
            CustomerId = $"c{customer}",
            CustomerName = Names[customer],
            Tier = random.Pick(["A", "B", "C"]),
            RepId = Rep(),
            Stage = "signed",
            Nodes = [.. Enumerable.Range(1, 1 + random.Below(5)).Select(no => Node(no))],
            Nudges = Nudges(),
        };
    }

    private NodeFacts Node(int no)
    {
        var amount = 1 + random.Below(1_000_000);
        var due = random.Chance(75) ? DateOnly.FromDateTime(Now.UtcDateTime).AddDays(random.Below(220) - 120) : (DateOnly?)null;
        return new(no, $"节点{no}", due, due?.AddDays(-10), amount, amount, random.Pick(["sales", "delivery", "customer"]));
    }

    private ImmutableArray<NudgeFacts> Nudges() => random.Chance(60) ? [] :
    [
        .. Enumerable.Range(0, 1 + random.Below(2)).Select(at => new NudgeFacts(
            $"1/payment-warning/{at}", "payment-warning", 1, Now, random.Pick(["rep", "manager", "director"]),
            DateOnly.FromDateTime(Now.UtcDateTime).AddDays(random.Below(5)), "record-receipt")),
    ];

    private ContractFacts Next(ContractFacts old)
    {
        var next = old with { Version = old.Version + 1, Nudges = Nudges() };
        var at = random.Below(old.Nodes.Length);
        var node = old.Nodes[at];
        return random.Below(9) switch
        {
            0 => next with { RepId = Rep() },
            1 => next with { Tier = random.Pick(["A", "B", "C"]), CustomerName = random.Pick(Names) },
            2 => next with { Stage = "cancelled" },
            3 => next with { Nodes = old.Nodes.SetItem(at, Node(node.No)) },
            4 => next with { Nodes = old.Nodes.SetItem(at, node with { Held = !node.Held }) },
            5 => next with { Nodes = old.Nodes.SetItem(at, node with { Cancelled = true }) },
            6 => next with { Nodes = old.Nodes.Add(Node(old.Nodes.Max(one => one.No) + 1)) },
            _ when random.Chance(40) => next with { Nodes = old.Nodes.SetItem(at, node with { OpenFen = 0, SettledOn = DateOnly.FromDateTime(Now.UtcDateTime) }) },
            _ => next with { Nodes = old.Nodes.SetItem(at, node with { OpenFen = node.OpenFen - (node.OpenFen / 3) }) },
        };
    }
}
