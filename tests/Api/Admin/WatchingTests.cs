using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Admin;

/// <summary>X28: what administrators see of silos, triggers and dead letters.</summary>
[Collection(SharedApp.Name)]
public sealed class WatchingTests(SalesApp app)
{
    [Fact]
    public async Task The_silo_that_answers_says_who_it_is_and_how_it_is()
    {
        using var admin = await (await app.Found()).As(Roles.Admin);

        JsonNode silo = new JsonObject();
        await Wait.Until(
            async () =>
            {
                silo = Assert.Single((await admin.Get("/api/v1/admin/silos")).Expect(200)["items"]!.AsArray())!;
                return silo["reportedAt"] is not null && silo["sweptAt"] is not null;
            },
            TimeSpan.FromSeconds(60), "the silo to report");

        Assert.Equal("active", silo["status"]!.GetValue<string>());
        Assert.True(silo["isThis"]!.GetValue<bool>());
        Assert.True(silo["grains"]!.GetValue<int>() > 0);
        Assert.True(silo["memoryBytes"]!.GetValue<long>() > 1_000_000);
        Assert.NotEqual("", silo["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_warning_that_was_raised_is_the_last_one_and_the_next_is_announced()
    {
        var organization = await app.Company();
        using var director = await organization.As(Roles.Director);
        using var manager = await organization.As(Roles.Manager);
        using var admin = await organization.As(Roles.Admin);
        var today = DateOnly.Parse((await director.Get("/api/v1/session")).Expect(200).Text("today"), null);
        var customer = await director.Customer();
        foreach (var (number, days) in new[] { ("HT-SOON", 3), ("HT-LATER", 20) })
        {
            var id = await director.Contract(Selling.Draft(customer, number, [Selling.DueOn($"{today.AddDays(days):yyyy-MM-dd}", "1000.00")]));
            (await director.Post($"/api/v1/contracts/{id}/sign", new { signedOn = $"{today:yyyy-MM-dd}" })).Expect(200);
        }

        JsonNode triggers = new JsonObject();
        JsonNode Of(string name) => triggers["items"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == name)!;
        await Wait.Until(
            async () =>
            {
                triggers = (await admin.Get("/api/v1/admin/triggers")).Expect(200);
                return new[] { "timer", "pinger", "sweeper" }.All(name => Of(name)["state"]!.GetValue<string>() == "ok")
                    && Of("payment-warning:rep")["lastAt"] is not null;
            },
            TimeSpan.FromSeconds(60), "the warning, timer, pinger and sweeper");

        Assert.Equal("ok", Of("payment-warning:rep")["state"]!.GetValue<string>());
        Assert.Equal(
            today.AddDays(13), DateOnly.FromDateTime(Of("payment-warning:rep")["nextAt"]!.GetValue<DateTimeOffset>().ToOffset(TimeSpan.FromHours(8)).DateTime));
        Assert.Equal(("waiting", null), (Of("payment-overdue:director")["state"]!.GetValue<string>(), Of("payment-overdue:director")["lastAt"]));
        Assert.NotNull(Of("reconciliation")["nextAt"]);
        Assert.Null(triggers["dueSince"]);
    }

    [Fact]
    public async Task A_dead_letter_is_shown_and_gone_once_it_was_replayed()
    {
        var organization = await app.Company();
        using var manager = await organization.As(Roles.Manager);
        using var admin = await organization.As(Roles.Admin);
        var contract = await manager.Signed(await manager.Customer(), "HT-DEAD");
        var key = new EntityKey(EntityKinds.Contract, organization.Org, contract);
        await app.Services.GetRequiredService<IEntityStore>().PutDeadLetter(
            new(organization.Org, "letter-1", key, key, null, "InvalidOperationException: planted", DateTimeOffset.UnixEpoch));

        var letter = Assert.Single((await admin.Get("/api/v1/admin/dead-letters")).Expect(200)["items"]!.AsArray())!;
        Assert.Equal("InvalidOperationException: planted", letter.Text("error"));
        Assert.True((await admin.Post("/api/v1/admin/dead-letters/replay", new { id = "letter-1" })).Expect(200)["replayed"]!.GetValue<bool>());

        Assert.Empty((await admin.Get("/api/v1/admin/dead-letters")).Expect(200)["items"]!.AsArray());
    }

    [Theory]
    [InlineData("silos", Roles.Director)]
    [InlineData("triggers", Roles.Finance)]
    [InlineData("dead-letters", Roles.Manager)]
    [InlineData("reconciliation", Roles.Manager)]
    public async Task Others_are_turned_away(string what, string role)
    {
        using var client = await (await app.Found()).As(role);

        Assert.Equal(403, (await client.Get($"/api/v1/admin/{what}")).Status);
    }
}
