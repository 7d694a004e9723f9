using System.Security.Cryptography;
using SalesGrains.Accounts;
using SalesGrains.Clusters;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Problems;

namespace SalesGrains.Hosting;

/// <summary>The program's two ways to run: open until it is stopped, or found one more organisation and end.</summary>
internal static class Founding
{
    /// <summary>Runs until it is told to stop.</summary>
    public static async Task<int> RunUntilStopped(this WebApplication app)
    {
        if (app.Services.GetRequiredService<SalesOptions>().Cluster.Child is not null)
        {
            ChildSilo.EndWithParent(app.Lifetime);
        }

        await app.RunAsync();
        return 0;
    }

    /// <summary>
    /// Founds the organisation that the command line names and prints its administrator's password, which is kept nowhere else. It needs
    /// the data folder for itself, so it never runs beside a program that is open on it.
    /// </summary>
    public static async Task<int> FoundOrganization(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<SalesOptions>();
        await app.StartAsync();
        var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstvwxyz23456789", 20);
        var org = DerivedId.NewOrganization();
        var first = new AddPerson(
            DerivedId.Of(org, "founding", "person"), options.Administrator, options.Administrator,
            app.Services.GetRequiredService<Passwords>().Hash(password), Roles.Admin, OrganizationKeys.Root, null);
        var outcome = await app.Services.GetRequiredService<IGrainFactory>().GetGrain<IInstallationGrain>(IInstallationGrain.Key)
            .Found(new(org, new(options.FoundOrganization!, first)));
        await app.StopAsync();
        if (outcome.Rejection is { } refused)
        {
            await Console.Error.WriteLineAsync(ProblemTexts.Detail("en", refused.Code, refused.Values));
            return 1;
        }

        Console.WriteLine($"Founded {options.FoundOrganization} ({org}). Administrator: {options.Administrator}, password: {password}");
        return 0;
    }
}
