using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using Xunit.Abstractions;

namespace SalesGrains.Admin;

/// <summary>K16: every number that goes astray by a fen is found and mended, and nothing else is.</summary>
public sealed class ReconciliationTests(ITestOutputHelper output)
{
    private const int Contracts = 60;

    [Fact]
    public async Task Fifty_numbers_that_went_astray_by_one_fen_are_found_and_mended_and_nothing_else_is()
    {
        using var folder = new TemporaryFolder();
        var app = await SalesApp.Start(new(), folder);
        try
        {
            var organization = await app.Company();
            using var manager = await organization.As(Roles.Manager);
            using var finance = await organization.As(Roles.Finance);
            using var admin = await organization.As(Roles.Admin);
            var customer = await manager.Customer();
            var ids = new string[Contracts];
            await Parallel.ForAsync(0, Contracts, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (i, _) => ids[i] = await manager.Signed(customer, $"HT-{i:000}"));
            await Selling.Eventually(async () => (await Compare(finance))["checkedNodes"]!.GetValue<int>() == 2 * Contracts, "all nodes to be known");
            Assert.Empty((await Compare(finance))["differences"]!.AsArray());

            // Seventeen on the boards, seventeen in the store's facts, sixteen in the contracts' own records; the last ten contracts stay as they are.
            await OnBoards(app, organization.Org, ids[..17]);
            InStore(folder, "facts", "openFen", ids[17..34]);
            InStore(folder, "state", "amountFen", ids[34..50]);
            using var busy = new CancellationTokenSource();
            var traffic = Receive(finance, customer, ids[50..], busy.Token);

            var began = Stopwatch.GetTimestamp();
            var found = await Compare(finance);
            var took = Stopwatch.GetElapsedTime(began);

            var differences = found["differences"]!.AsArray();
            var astray = differences.Select(one => one!["contractId"]!.GetValue<string>()).ToHashSet();
            var missed = ids[..50].Except(astray).Count();
            var wrong = differences.Count(one => !ids[..50].Contains(one!["contractId"]!.GetValue<string>()));
            output.WriteLine(
                $"[measured] reconciliation (K16): {50 - missed} of 50 planted drifts of 1 fen found, {wrong} false, among {2 * Contracts} nodes under traffic, in {took.TotalMilliseconds:0} ms");
            Assert.Equal((0, 0, 50), (missed, wrong, differences.Count));
            Assert.Equal(
                ["board", "both", "facts"], differences.Select(one => one!["where"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal));
            Assert.All(ids[..17], id => Assert.Equal("board", Where(differences, id)));
            Assert.All(ids[17..34], id => Assert.Equal("facts", Where(differences, id)));
            Assert.All(ids[34..50], id => Assert.Equal("both", Where(differences, id)));

            // Who keeps the system learns where, not how much.
            var hidden = await Compare(admin);
            Assert.Equal(50, hidden["differences"]!.AsArray().Count);
            Assert.All(hidden["differences"]!.AsArray(), one => Assert.True(one!["board"] is null && one["store"] is null && one["facts"] is null));
            Assert.True(hidden["storeAmount"] is null && hidden["boardAmount"] is null && hidden["shownAmount"] is null);

            var mended = (await admin.Post("/api/v1/admin/reconciliation/repair", new { contractIds = ids[..50] })).Expect(200);
            await busy.CancelAsync();
            await traffic;
            Assert.Empty(mended["differences"]!.AsArray());
            var after = await Compare(finance);
            Assert.Empty(after["differences"]!.AsArray());
            Assert.True(after["boardAgrees"]!.GetValue<bool>());
            Assert.Equal(after["storeAmount"]!.GetValue<string>(), after["boardAmount"]!.GetValue<string>());
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Only_contracts_of_ones_own_organization_are_mended_and_one_call_mends_at_most_two_hundred()
    {
        var app = await SalesApp.Start(new());
        try
        {
            using var admin = await (await app.Found()).As(Roles.Admin);

            (await admin.Post("/api/v1/admin/reconciliation/repair", new { contractIds = Array.Empty<string>() })).Refused(422, "reconciliation.contracts", "/contractIds");
            (await admin.Post("/api/v1/admin/reconciliation/repair", new { contractIds = Enumerable.Range(0, 201).Select(i => $"c-{i}") })).Refused(422, "reconciliation.contracts", "/contractIds");
            (await admin.Post("/api/v1/admin/reconciliation/repair", new { contractIds = new[] { "other|c-1" } })).Refused(422, "reconciliation.contracts", "/contractIds");
            Assert.Equal(404, (await admin.Post("/api/v1/admin/reconciliation/repair", new { contractIds = new[] { "c-1" } })).Status);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task<JsonNode> Compare(ApiClient client) => (await client.Get("/api/v1/admin/reconciliation")).Expect(200);

    private static string Where(JsonArray differences, string id) =>
        differences.Single(one => one!["contractId"]!.GetValue<string>() == id)!["where"]!.GetValue<string>();

    /// <summary>Posts facts that are a fen too high and claim to be made by newer code.</summary>
    private static async Task OnBoards(SalesApp app, string org, string[] ids)
    {
        var store = app.Services.GetRequiredService<IEntityStore>();
        var organization = (await store.ReadOrganizations()).Single(one => one.Org == org);
        foreach (var id in ids)
        {
            var key = new EntityKey(EntityKinds.Contract, org, id);
            var stored = (await store.Load(key))!;
            var facts = (ContractFacts)stored.Facts;
            await app.Grains.GetGrain<IPortfolioGrain>(Partitioning.ShardKeyOf(organization, key)).Post(
            [
                facts with
                {
                    Key = key, Version = stored.Version, FactsCode = int.MaxValue,
                    Nodes = facts.Nodes.SetItem(0, facts.Nodes[0] with { OpenFen = facts.Nodes[0].OpenFen + 1 }),
                },
            ]);
        }
    }

    /// <summary>Changes the first such number of a contract's row in the file behind the program's back.</summary>
    private static void InStore(TemporaryFolder folder, string column, string member, string[] ids)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Directory.GetFiles(folder.Path, "*.db").Single(), Pooling = false, DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        foreach (var id in ids)
        {
            using var read = connection.CreateCommand();
            read.CommandText = $"SELECT {column} FROM entity WHERE kind = 'contract' AND id = $id";
            read.Parameters.AddWithValue("$id", id);
            var json = Encoding.UTF8.GetString((byte[])read.ExecuteScalar()!);
            var number = new Regex($"\"{member}\":(\\d+)");
            Assert.Matches(number, json);
            using var write = connection.CreateCommand();
            write.CommandText = $"UPDATE entity SET {column} = $json WHERE kind = 'contract' AND id = $id";
            write.Parameters.AddWithValue("$id", id);
            write.Parameters.AddWithValue("$json", Encoding.UTF8.GetBytes(number.Replace(json, match => $"\"{member}\":{long.Parse(match.Groups[1].Value, null) + 1}", 1)));
            Assert.Equal(1, write.ExecuteNonQuery());
        }
    }

    /// <summary>Money for the other contracts, all the time: what is on its way is no difference.</summary>
    private static async Task Receive(ApiClient finance, string customer, string[] ids, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            (await finance.Post(
                $"/api/v1/customers/{customer}/receipts", new { amount = "0.01", receivedOn = "2026-02-14", contractId = ids[i % ids.Length], nodeNo = 1, method = "bank" })).Expect(201);
        }
    }
}
