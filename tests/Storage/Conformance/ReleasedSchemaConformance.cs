using System.Text;
using Orleans.Runtime;
using SalesGrains.Conformance.Documents;
using SalesGrains.Conformance.Entities;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;
using SalesGrains.Reps;

namespace SalesGrains.Conformance;

/// <summary>
/// Stores of every released schema stay readable, on every engine: each has the same small company in it (see <c>golden</c>). A new
/// schema adds a file; it changes none.
/// </summary>
public abstract class ReleasedSchemaConformance(EngineFixture engine, Func<EngineFixture> another) : IAsyncLifetime
{
    private static readonly DateTimeOffset Recorded = new(639044676000000001, TimeSpan.Zero);
    private static readonly EntityKey Contract = new("contract", "acme0001", "01kffc3qz8abcdefghjkmnpqrs");

    private IEntityStore Store => engine.Store;

    public Task InitializeAsync()
    {
        engine.Time.SetUtcNow(Recorded);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public Task Old_entities_are_read_whole() => ForEachSchema(async () =>
    {
        var stored = (await Store.Load(Contract))!;
        Assert.Equal((2L, 3L, 2L, 1, 1), (stored.Version, stored.LastSeq, stored.PendingAt, stored.EvolveVersion, stored.MinReader));
        Assert.Equal("""{"state":"已签"}""", Encoding.UTF8.GetString(stored.State.Span));
        Assert.Equal("""{"lanes":"after 2"}""", Encoding.UTF8.GetString(stored.Lanes.Span));
        Assert.Equal("""{"u1":1}""", Encoding.UTF8.GetString(stored.Delivered.Span));
        Assert.Equal((new DateTimeOffset(639044676000000002, TimeSpan.Zero), 2), (stored.LastRecordedAt, stored.LastHash.Span[0]));
        var facts = Assert.IsType<ContractFacts>(stored.Facts);
        Assert.Equal((Contract, 2L, "变压器", 123456L, new DateOnly(2026, 1, 15)), (facts.Key, facts.Version, facts.Title, facts.TotalFen, facts.SignedOn));
        Assert.Equal(
            new NodeFacts(1, "预付款", new DateOnly(2026, 2, 14), new DateOnly(2026, 1, 15), 123456, 23456, "sales", true, "invoice", true, new DateOnly(2026, 2, 1)),
            Assert.Single(facts.Nodes));
        Assert.Equal("record-receipt", Assert.Single(facts.Nudges).Command);
        Assert.Equal(new DateTimeOffset(639044964000000001, TimeSpan.Zero), facts.NextDue);

        var rep = Assert.IsType<RepFacts>((await Store.Load(new("rep", "acme0001", "r1")))!.Facts);
        Assert.Equal(("张三", "E7", false), (rep.Name, rep.ExternalNo, rep.Active));
        Assert.IsType<CustomerFacts>((await Store.Load(new("customer", "acme0001", "u1")))!.Facts);
        Assert.IsType<PlainFacts>((await Store.Load(new("number", "demo0001", "ht-2026-0131")))!.Facts);
    });

    [Fact]
    public Task Old_history_keys_marks_and_letters_are_read() => ForEachSchema(async () =>
    {
        Assert.Equal(["""{"commit":1}""", """{"commit":2}"""],
            (await Store.ReadCommits(Contract, 0, 10)).Select(row => Encoding.UTF8.GetString(row.Content.Span)));
        Assert.Equal(new StoredCommand("k-1", "f-1", new CommandOutcome(1), Recorded), await Store.FindCommand(Contract, "k-1"));
        Assert.Equal("99.5", (await Store.FindCommand(Contract, "k-2"))!.Outcome.Rejection!.Values!["sum"]);
        Assert.Equal(new PendingMark(Contract, 2, Recorded), Assert.Single(await Store.ReadPending(10)));
        Assert.Equal("出错", Assert.Single(await Store.ReadDeadLetters("acme0001")).Error);
        Assert.Equal(42, await Store.NextCounter("board/acme0001"));
    });

    [Fact]
    public Task Old_organisations_are_read() => ForEachSchema(async () =>
    {
        var organizations = await Store.ReadOrganizations();
        Assert.Equal(["示例公司", "沙箱"], organizations.Select(one => one.Name));
        Assert.Equal(OrganizationClock.Real, organizations[0].Clock);
        Assert.Equal(
            new OrganizationClock(new(639044676000000000, TimeSpan.Zero), new(639044964000000000, TimeSpan.Zero), 17280.5m, 4, true, 86400),
            organizations[1].Clock);
    });

    [Fact]
    public Task Old_reminders_and_documents_are_read() => ForEachSchema(async () =>
    {
        var row = await engine.Reminders.ReadRow(GrainId.Create("portfolio", "acme0001|p1|0"), "wake");
        Assert.Equal((engine.Kept(Recorded.UtcDateTime), TimeSpan.FromMinutes(1)), (row!.StartAt, row.Period));

        var kept = await Document("acme0001|r1");
        var cleared = await Document("acme0001|r2");
        Assert.Equal((true, "资料"), (kept.RecordExists, kept.State!.Text));
        Assert.False(cleared.RecordExists);
        Assert.NotNull(cleared.ETag);
    });

    [Fact]
    public Task Old_stores_take_new_writes() => ForEachSchema(async () =>
    {
        var stored = (await Store.Load(Contract))!;
        await Store.Commit(StoreSamples.Commit(Contract, stored.Etag, 3));
        await Store.AdvanceLanes(new(Contract, stored.DeliveredEtag, StoreSamples.Json("2"), 3));
        await Store.Commit(StoreSamples.Commit(new("rep", "acme0001", "new"), null, 1));
        var document = await Document("acme0001|r1");
        document.State = new() { Text = "新" };
        await engine.Documents.WriteStateAsync("profile", GrainId.Create("rep", "acme0001|r1"), document);

        Assert.Equal((3L, null), ((await Store.Load(Contract))!.Version, (await Store.Load(Contract))!.PendingAt));
        Assert.Equal("新", (await Document("acme0001|r1")).State!.Text);
    });

    [Fact]
    public Task Old_stores_get_the_tables_of_a_new_one() => ForEachSchema(async () =>
    {
        await using var fresh = another();
        await fresh.Open();

        Assert.Equal(await fresh.Tables(), await engine.Tables());
    });

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        await engine.OpenReleased(1);
        await engine.Close();
        await engine.Stamp(engine.NewestSchema + 1);

        var refused = await Assert.ThrowsAsync<NewerSchemaException>(engine.Open);

        Assert.Contains($"schema {engine.NewestSchema + 1}", refused.Message, StringComparison.Ordinal);
        await engine.Stamp(engine.NewestSchema);
        await engine.Open();
        Assert.Equal(2, (await Store.Load(Contract))!.Version);
    }

    private async Task ForEachSchema(Func<Task> check)
    {
        for (var schema = 1; schema <= engine.NewestSchema; schema++)
        {
            await engine.OpenReleased(schema);
            await check();
        }
    }

    private async Task<GrainState<DocumentStorageConformance.Document>> Document(string rep)
    {
        var state = new GrainState<DocumentStorageConformance.Document>();
        await engine.Documents.ReadStateAsync("profile", GrainId.Create("rep", rep), state);
        return state;
    }
}
