using System.Collections.Concurrent;
using SalesGrains.Conformance.Entities;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Nudges;
using SalesGrains.Organizations;
using SalesGrains.Reps;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Conformance.Entities;

public abstract partial class EntityStoreConformance
{
    [Fact]
    public async Task A_scan_gives_the_latest_facts_of_each_entity_of_one_partition()
    {
        await Store.PutOrganization(Organization("other001", 1), null);
        var written = new ConcurrentDictionary<EntityKey, EntityFacts>();
        await Parallel.ForAsync(0, 1300, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (n, _) =>
        {
            var commit = Commit(Key($"r{n}"), null, 1, $"第 {n} 位");
            var etag = await Store.Commit(commit);
            if (n % 100 == 0)
            {
                commit = Commit(Key($"r{n}"), etag, 2, $"第 {n} 位, 改");
                await Store.Commit(commit);
            }

            written[commit.Key] = commit.Facts;
        });

        await Store.Commit(Commit(Key("r1", "other001"), null, 1));

        for (var partition = 0; partition < 4; partition++)
        {
            var expected = written.Values.Where(facts => Partitioning.PartitionOf(facts.Key, 4) == partition).ToDictionary(facts => facts.Key);
            var facts = await List(Store.ScanFacts(Org, partition));
            var heads = await List(Store.ScanHeads(Org, partition));

            Assert.Equal(expected.Count, facts.Count);
            Assert.All(facts, one => Assert.Equal(expected[one.Key], one));
            Assert.Equal(
                expected.Values.Select(one => new FactsHead(one.Key, one.Version, one.NextDue)).ToHashSet(),
                heads.ToHashSet());
        }

        Assert.Single(await List(Store.ScanFacts("other001", 0)));
        Assert.Empty(await List(Store.ScanFacts("nowhere1", 0)));
    }

    [Fact]
    public async Task A_scan_does_not_hold_back_writers_and_ends_when_it_is_cancelled()
    {
        // Several slices in each partition.
        await Task.WhenAll(Enumerable.Range(0, 3000).Select(n => Store.Commit(Commit(Key($"r{n}"), null, 1))));

        var partition = Enumerable.Range(0, 4).First(p => Partitioning.PartitionOf(Key("r0"), 4) == p);
        await using var scan = Store.ScanFacts(Org, partition).GetAsyncEnumerator();
        Assert.True(await scan.MoveNextAsync());

        await Store.Commit(Commit(Key("while-scanning"), null, 1));

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => List(Store.ScanFacts(Org, partition, cancelled.Token)));
    }

    [Fact]
    public async Task Facts_of_every_kind_are_kept_whole()
    {
        EntityFacts[] all =
        [
            new ContractFacts
            {
                Key = Key("c1", kind: EntityKinds.Contract), Version = 1, Number = "HT-2026-0131", Title = "变压器 \"甲\" <b>", CustomerId = "u1",
                CustomerName = "华东电力", Tier = "A", RepId = "r1", Stage = "signed", TotalFen = long.MaxValue, SignedOn = new DateOnly(2026, 2, 14),
                NextDue = Start.AddTicks(1), RulesVersion = 1, CalendarVersion = 2, FactsCode = 3,
                Nodes = [new NodeFacts(1, "预付款", new DateOnly(2026, 3, 1), null, 100, 40, "sales", true, "invoice", true, null, true)],
                Nudges = [new NudgeFacts("n1", "due-soon", 1, Start, "rep", new DateOnly(2026, 2, 22), "record-receipt", Start.AddHours(1))],
            },
            new CustomerFacts { Key = Key("u1", kind: EntityKinds.Customer), Version = 1, Name = "华东电力", CreditFen = -5, Industry = "电力" },
            new RepFacts { Key = Key("r1"), Version = 1, Name = "张三", UnitId = "t1", Active = false },
            new PlainFacts { Key = Key("n1", kind: EntityKinds.Number), Version = 1 },
        ];
        foreach (var facts in all)
        {
            await Store.Commit(Commit(facts.Key, null, 1) with { Facts = facts });
        }

        foreach (var facts in all)
        {
            var stored = (await Store.Load(facts.Key))!.Facts;
            if (facts is ContractFacts contract)
            {
                // Arrays compare by reference inside records.
                var read = Assert.IsType<ContractFacts>(stored);
                Assert.Equal(contract.Nodes.AsEnumerable(), read.Nodes);
                Assert.Equal(contract.Nudges.AsEnumerable(), read.Nudges);
                stored = read with { Nodes = contract.Nodes, Nudges = contract.Nudges };
            }

            Assert.Equal(facts, stored);
        }
    }

    private static async Task<List<T>> List<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
