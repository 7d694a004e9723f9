using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Telemetry;

/// <summary>Orleans' dashboard: there when asked for, for administrators, and as long as one organisation has the installation to itself.</summary>
public sealed class DashboardTests
{
    [Fact]
    public async Task It_opens_to_administrators_only_shows_no_states_and_is_gone_once_there_are_two_organizations()
    {
        var app = await SalesApp.Start(new() { Dashboard = true });
        try
        {
            var organization = await app.Found();
            using var admin = await organization.As(Roles.Admin);
            using var director = await organization.As(Roles.Director);
            using var nobody = app.Client();

            var page = await admin.Get("/dashboard/");
            Assert.Equal(200, page.Status);
            Assert.Contains("index.min.js", page.Text, StringComparison.Ordinal);
            Assert.Contains("default-src 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal(200, (await admin.Get("/dashboard/ClusterStats")).Status);
            Assert.Equal(404, (await admin.Get("/dashboard/GrainState?grainId=1&grainType=x")).Status);
            Assert.Equal(404, (await admin.Get("/dashboard/Trace")).Status);
            Assert.Equal(403, (await director.Get("/dashboard/")).Status);
            Assert.Equal(403, (await director.Get("/dashboard/DashboardCounters")).Status);
            Assert.Equal(401, (await nobody.Get("/dashboard/DashboardCounters")).Status);

            await app.Found("第二");
            Assert.Equal(404, (await admin.Get("/dashboard/DashboardCounters")).Status);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Unless_asked_for_it_is_not_there()
    {
        var app = await SalesApp.Start(new());
        try
        {
            using var admin = await (await app.Found()).As(Roles.Admin);

            Assert.Equal(404, (await admin.Get("/dashboard/")).Status);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }
}
