namespace SalesGrains.Demo;

/// <summary>Loads the demo company through the public API: its tree, people, customers, and eighteen months of contracts.</summary>
internal sealed class DemoLoader(DemoCompany company, Uri address, string password)
{
    private const int AtOnce = 24;

    /// <summary>Loads all of it. Every request has a key, so a load that was cut off is simply done again.</summary>
    public async Task Load(CancellationToken cancellation)
    {
        using var admin = await SignedIn("admin@demo", cancellation);
        foreach (var unit in company.Units.Where(u => u.ParentId is not null))
        {
            await admin.Post("/api/v1/organization/units", new { id = unit.Id, kind = unit.Kind, name = unit.Name, parentId = unit.ParentId }, $"demo-unit-{unit.Id}", cancellation);
        }

        foreach (var rep in company.Reps)
        {
            await admin.Post("/api/v1/reps", new { id = rep.Id, name = rep.Name, unitId = rep.UnitId, externalNo = rep.Id.ToUpperInvariant() }, $"demo-{rep.Id}", cancellation);
        }

        foreach (var person in company.People)
        {
            await admin.Post(
                "/api/v1/organization/people",
                new { name = person.Name, signInName = person.SignInName, password, role = person.Role, unitId = person.UnitId, repId = person.RepId },
                $"demo-person-{person.SignInName}", cancellation);
        }

        using var director = await SignedIn("director@demo", cancellation);
        using var finance = await SignedIn("finance@demo", cancellation);
        await Many(company.Customers, customer => director.Post(
            "/api/v1/customers",
            new { id = customer.Id, name = customer.Name, tier = customer.Tier, repId = customer.RepId, industry = customer.Industry, externalNo = customer.Id.ToUpperInvariant() },
            $"demo-{customer.Id}", cancellation));
        await Many(DemoTimeline.Past(company), async steps =>
        {
            foreach (var step in steps)
            {
                await DemoActions.Do(step, director, finance, cancellation);
            }
        });

        Task Many<T>(IEnumerable<T> items, Func<T, Task> act) => Parallel.ForEachAsync(
            items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (item, _) => await act(item));
    }

    private async Task<DemoClient> SignedIn(string name, CancellationToken cancellation)
    {
        var client = new DemoClient(address);
        await client.SignIn(name, password, cancellation);
        return client;
    }
}
