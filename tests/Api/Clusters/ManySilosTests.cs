using System.Diagnostics;
using Xunit.Abstractions;

namespace SalesGrains.Clusters;

/// <summary>
/// Two silos, each a process of its own, behind a load balancer that sends each call to another one: what is done at one holds at the
/// next call at the other.
/// </summary>
public sealed class ManySilosTests(TwoSilos silos, ITestOutputHelper output) : IClassFixture<TwoSilos>
{
    private readonly SalesClusterProcess cluster = silos.Cluster;
    private readonly ApiClient here = silos.Here;
    private readonly ApiClient there = silos.There;

    [Fact]
    public async Task What_is_done_at_one_silo_holds_at_the_next_call_at_the_other()
    {
        // People and keys, ten times: once could be luck.
        for (var n = 0; n < 10; n++)
        {
            var person = (await here.Post("/api/v1/organization/people", new { name = "经理", signInName = $"manager{n}", password = TwoSilos.Password, role = "manager", unitId = "company" })).Expect(201);
            Assert.NotNull(person);
            using var manager = new ApiClient(cluster.Addresses[1]);
            await manager.SignIn($"manager{n}", TwoSilos.Password);
            using var elsewhere = manager.At(cluster.Addresses[0]);
            (await elsewhere.Get("/api/v1/session")).Expect(200);

            var key = (await there.Post("/api/v1/api-keys", new { name = $"k{n}", role = "manager", unitId = "company" })).Expect(201)["key"]!.GetValue<string>();
            using var program = new ApiClient(cluster.Addresses[0]);
            program.Bearer(key);
            (await program.Get("/api/v1/session")).Expect(200);
        }

        using var stranger = new ApiClient(cluster.Addresses[0]);
        stranger.Bearer("sg_live_00000000_00000000000000000000000000_" + new string('0', 64));
        Assert.Equal(401, (await stranger.Get("/api/v1/session")).Status);
    }

    [Fact]
    public async Task A_unit_made_at_one_silo_takes_reps_and_customers_at_the_other_at_the_next_call()
    {
        for (var n = 0; n < 10; n++)
        {
            var (first, second) = n % 2 == 0 ? (here, there) : (there, here);
            (await first.Post("/api/v1/organization/units", new { id = $"team{n}", kind = "team", name = $"一部 {n}", parentId = "company" })).Expect(201);
            (await second.Post("/api/v1/reps", new { id = $"rep{n}", name = "李静", unitId = $"team{n}" })).Expect(201);
            (await first.Get($"/api/v1/reps/rep{n}")).Expect(200);
        }
    }

    [Fact]
    public async Task Whoever_is_shut_out_at_one_silo_is_out_at_the_other_within_seconds()
    {
        var key = (await here.Post("/api/v1/api-keys", new { name = "k", role = "manager", unitId = "company" })).Expect(201);
        using var program = new ApiClient(cluster.Addresses[1]);
        program.Bearer(key["key"]!.GetValue<string>());
        (await program.Get("/api/v1/session")).Expect(200);

        (await here.Send(HttpMethod.Delete, $"/api/v1/api-keys/{key["id"]!.GetValue<string>()}", null, ApiClient.NewKey())).Expect(200);
        var began = Stopwatch.GetTimestamp();
        await Wait.Until(async () => (await program.Get("/api/v1/session")).Status == 401, TimeSpan.FromSeconds(30), "the key to be out");

        output.WriteLine($"[measured] a key revoked at one silo is refused at another after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
    }

    [Fact]
    public async Task A_cluster_that_lost_its_power_is_back_at_other_ports_too()
    {
        await cluster.KillAll();
        var began = Stopwatch.GetTimestamp();

        // Containers come back with other addresses: nothing tells the new silos that the old ones are gone.
        await Task.WhenAll(cluster.Silos.Select(silo => silo.Restart("--storage", "postgres", "--connection", silos.Connection, "--cluster", "test", "--silo-port", "0")));

        var took = Stopwatch.GetElapsedTime(began);
        output.WriteLine($"[measured] K06: two silos killed at once are ready again at other ports after {took.TotalSeconds:0.0} s");
        (await there.Get("/api/v1/organization")).Expect(200);
        (await here.Get("/api/v1/organization")).Expect(200);
        Assert.True(took < TimeSpan.FromSeconds(60));
    }
}
