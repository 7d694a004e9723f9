using Orleans.Dashboard;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;

namespace SalesGrains.Telemetry;

/// <summary>
/// Orleans' own dashboard at <c>/dashboard</c>, for administrators, when the command line asks for it. It shows the silos of the whole
/// installation, so it is there only while a single organisation is; grain states, which hold customers and money, are never shown.
/// </summary>
internal static class DashboardPage
{
    /// <summary>Where it is.</summary>
    public const string Path = "/dashboard";

    private static readonly PathString[] Hidden = [$"{Path}/GrainState", $"{Path}/Trace"];

    /// <summary>Registers it.</summary>
    public static void AddDashboardPage(this WebApplicationBuilder builder, SalesOptions options)
    {
        if (options.Dashboard)
        {
            builder.UseOrleans(silo => silo.AddDashboard(dashboard => dashboard.HideTrace = true));
        }
    }

    /// <summary>Maps it.</summary>
    public static void MapDashboardPage(this WebApplication app, SalesOptions options)
    {
        if (options.Dashboard)
        {
            app.UseWhen(context => context.Request.Path.StartsWithSegments(Path), branch => branch.Use(Judge));
            app.MapOrleansDashboard(Path).RequireAuthorization(Policies.Administer);
        }
    }

    private static async Task Judge(HttpContext context, RequestDelegate next)
    {
        if (Array.Exists(Hidden, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
            || (await context.RequestServices.GetRequiredService<IEntityStore>().ReadOrganizations()).Length != 1)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await next(context);
    }
}
