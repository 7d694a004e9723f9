using System.Globalization;
using System.Text.Json.Nodes;
using SalesGrains.Entities;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Organizations;
using SalesGrains.Tenants;
using Xunit.Abstractions;

namespace SalesGrains.Audit;

/// <summary>V11: whoever changes one byte of what is stored, in whatever row, is found, and the place is named.</summary>
public sealed class AuditTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private SalesApp? app;
    private Company company = null!;
    private ApiClient admin = null!;
    private StoredBytes bytes = null!;
    private string? database;

    [Theory]
    [InlineData(SalesOptions.Sqlite)]
    [InlineData(SalesOptions.PostgreSql)]
    public async Task One_changed_byte_is_found_and_its_place_is_named(string engine)
    {
        await Start(engine);
        Assert.Empty(await Findings());
        var row = await bytes.Row(company.Organization.Org, "contract", company.Ids.Contract);

        // Two commands may bear one millisecond: the latest that is alone in its own.
        var latest = $"SELECT max(recorded_at) FROM (SELECT recorded_at FROM command WHERE entity = {row} GROUP BY recorded_at HAVING count(*) = 1) AS once";
        var (entity, commit, key) = ($"row = {row}", $"at = {(row << 24) | 2}", $"entity = {row} AND recorded_at = ({latest})");
        var version = Convert.ToInt64(await bytes.Read("entity", "version", entity), CultureInfo.InvariantCulture);
        (string Table, string Column, string Where, long Version, string[] Parts)[] places =
        [
            ("history", "content", commit, 2, [AuditParts.Commit]), ("history", "hash", commit, 2, [AuditParts.Commit]), ("history", "first_seq", commit, 2, [AuditParts.Commit]),
            ("history", "last_seq", commit, 2, [AuditParts.Commit]), ("history", "recorded_at", commit, 2, [AuditParts.Commit]),
            ("entity", "state", entity, version, [AuditParts.State]), ("entity", "lanes", entity, version, [AuditParts.Lanes]), ("entity", "facts", entity, version, [AuditParts.Facts, AuditParts.Commit]),
            ("entity", "hash", entity, version, [AuditParts.Head]), ("entity", "last_seq", entity, version, [AuditParts.Head]), ("entity", "recorded_at", entity, version, [AuditParts.Head]),
            ("entity", "evolve", entity, version, [AuditParts.State]), ("entity", "min_reader", entity, version, [AuditParts.State]), ("entity", "next_due", entity, version, [AuditParts.Head]),
            ("entity", "version", entity, version + 1, [AuditParts.Commit]),
            ("command", "fingerprint", key, 0, [AuditParts.Answer]), ("command", "outcome", key, 0, [AuditParts.Answer]), ("command", "recorded_at", key, 0, [AuditParts.Answer]), ("command", "key", key, 0, [AuditParts.Answer]),
        ];
        var changes = 0;
        var random = new SplitMix64(20_260_120);
        foreach (var (table, column, where, at, parts) in places)
        {
            var stored = await bytes.Read(table, column, where);
            foreach (var changed in Changes(column, stored, random))
            {
                // The command's row is found by its moment, so the moment is changed and changed back by its key.
                var here = column == "recorded_at" && table == "command" ? $"entity = {row} AND key = '{await bytes.Read(table, "key", where)}'" : where;
                await bytes.Write(table, column, here, changed);
                var findings = await Findings();
                Assert.True(findings.Count == 1, $"{table}.{column}: {findings.Count} findings {string.Join('\n', findings.Select(one => one!.ToJsonString()))}");
                var found = findings[0]!;
                Assert.Equal($"contract/{company.Ids.Contract}", found["entity"]!.GetValue<string>());
                Assert.True(parts.Contains(found["part"]!.GetValue<string>()) || changed is byte[] && column == "facts", $"{table}.{column}: {found.ToJsonString()}");
                Assert.True(at == 0 || found["version"]!.GetValue<long>() == at || column == "facts", $"{table}.{column}: {found.ToJsonString()}");
                await bytes.Write(table, column, here, stored);
                changes++;
            }
        }

        Assert.Empty(await Findings());
        output.WriteLine($"[measured] {engine}: {changes} of {changes} changed bytes in {places.Length} columns found, each with entity and commit");
    }

    [Theory]
    [InlineData(SalesOptions.Sqlite)]
    [InlineData(SalesOptions.PostgreSql)]
    public async Task What_no_chain_shows_the_digest_does(string engine)
    {
        await Start(engine);
        var first = await Digest();
        Assert.Equal(first, await Digest());
        using var director = await company.Organization.As(Roles.Director);
        (await director.Post($"/api/v1/contracts/{company.Ids.Contract}/events", new { @event = "arrived", occurredOn = "2026-01-20" })).Expect(200);
        var root = await Digest();
        Assert.NotEqual(first, root);
        Assert.Empty(await Findings(first));
        Assert.Empty(await Findings(root));
        var org = company.Organization.Org;
        var store = (IEntityStore)app!.Services.GetService(typeof(IEntityStore))!;

        // A customer's last commit is written anew, with a hash that fits the chain.
        var customer = new EntityKey("customer", org, company.Ids.Customer);
        var row = await bytes.Row(org, "customer", company.Ids.Customer);
        var stored = (await store.Load(customer))!;
        var last = (await store.ReadCommits(customer, stored.Version - 1, 1))[0];
        var before = stored.Version == 1 ? ChainRules.Start : (await store.ReadCommits(customer, stored.Version - 2, 1))[0].Hash;
        var content = last.Content.ToArray();
        content[content.AsSpan().IndexOf("\"generation\":1"u8) + 13] = (byte)'2';
        var hash = ChainRules.Hash(before.Span, last.Version, last.FirstSeq, last.LastSeq, last.RecordedAt, content);
        var (history, entity) = ($"at = {(row << 24) | last.Version}", $"row = {row}");
        await bytes.Write("history", "content", history, content);
        await bytes.Write("history", "hash", history, hash);
        await bytes.Write("entity", "hash", entity, hash);
        Is(await Findings(), $"customer/{company.Ids.Customer}", last.Version, AuditParts.Digest);
        await bytes.Write("history", "content", history, last.Content.ToArray());
        await bytes.Write("history", "hash", history, last.Hash.ToArray());
        await bytes.Write("entity", "hash", entity, last.Hash.ToArray());
        Assert.Empty(await Findings());

        // A contract is gone with all that belongs to it.
        row = await bytes.Row(org, "contract", company.Ids.Contract);
        var version = Convert.ToInt64(await bytes.Read("entity", "version", $"row = {row}"), CultureInfo.InvariantCulture);
        await bytes.Delete("history", $"at > {row << 24} AND at < {(row + 1) << 24}");
        await bytes.Delete("command", $"entity = {row}");
        await bytes.Delete("entity", $"row = {row}");
        Is(await Findings(), $"contract/{company.Ids.Contract}", version, AuditParts.Missing);

        // And then the digests too: only the root that somebody noted elsewhere is left to say so.
        row = await bytes.Row(org, "audit", "audit");
        await bytes.Delete("history", $"at > {row << 24} AND at < {(row + 1) << 24}");
        await bytes.Delete("entity", $"row = {row}");
        Assert.Empty(await Findings());
        Is(await Findings(root), "audit/audit", 0, AuditParts.Digest);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        admin.Dispose();
        await bytes.DisposeAsync();
        await app!.DisposeAsync();
        if (database is not null)
        {
            await (await PostgreSqlTestServer.Shared).Release(database);
        }

        folder.Dispose();
    }

    private async Task Start(string engine)
    {
        database = engine == SalesOptions.PostgreSql ? await (await PostgreSqlTestServer.Shared).Database() : null;
        app = await SalesApp.Start(new() { Storage = engine, Connection = database }, folder);
        company = await Company.Found(app, "审计", "");
        admin = await company.Organization.As(Roles.Admin);
        bytes = database is null ? await StoredBytes.Sqlite(folder.Path) : await StoredBytes.PostgreSql(database);
    }

    private async Task<string> Digest() => (await admin.Post("/api/v1/admin/audit/digests", null)).Expect(200)["root"]!.GetValue<string>();

    private async Task<JsonArray> Findings(string? root = null)
    {
        var report = (await admin.Get($"/api/v1/admin/audit/verify{(root is null ? "" : $"?root={root}")}")).Expect(200);
        Assert.Equal(report["findings"]!.AsArray().Count == 0, report["intact"]!.GetValue<bool>());
        return report["findings"]!.AsArray();
    }

    private static void Is(JsonArray findings, string entity, long version, string part)
    {
        Assert.True(findings.Count == 1, string.Join('\n', findings.Select(one => one!.ToJsonString())));
        Assert.Equal((entity, version, part), (findings[0]!["entity"]!.GetValue<string>(), findings[0]!["version"]!.GetValue<long>(), findings[0]!["part"]!.GetValue<string>()));
    }

    /// <summary>The same with one byte changed, at several places of a long one.</summary>
    private static IEnumerable<object> Changes(string column, object stored, SplitMix64 random)
    {
        switch (stored)
        {
            case byte[] blob:
                // Facts and answers are compared by what they say: a changed name of a member that says nothing says nothing.
                var places = column is "facts" or "outcome"
                    ? [blob.AsSpan().IndexOfAnyInRange((byte)'1', (byte)'9')]
                    : new[] { 0, blob.Length / 2, blob.Length - 1, (int)(random.Next() % (ulong)blob.Length), (int)(random.Next() % (ulong)blob.Length), (int)(random.Next() % (ulong)blob.Length) };
                foreach (var place in places)
                {
                    var changed = blob.ToArray();
                    changed[place] ^= 1;
                    yield return changed;
                }

                break;
            case string text:
                yield return text[..^1] + (text[^1] == '0' ? '1' : '0');
                break;
            case int small:
                yield return small + 1;
                break;
            default:
                yield return Convert.ToInt64(stored, CultureInfo.InvariantCulture) + 1;
                break;
        }
    }
}
