using SalesGrains.Nudges.Channels;

namespace SalesGrains.Demo;

/// <summary>Loads the demo company through the public API: its tree, people, customers, and eighteen months of contracts.</summary>
internal sealed class DemoLoader(DemoCompany company, Uri address, string password)
{
    private const int AtOnce = 24;

    /// <summary>The tree, the reps, the people. Every request has a key, so a load that was cut off is simply done again.</summary>
    /// <returns>API keys for those who work at the demo company: one for each region, one for finance.</returns>
    public async Task<Dictionary<string, string>> LoadOrganization(CancellationToken cancellation)
    {
        using var admin = await DemoClient.SignIn(address, "admin@demo", password, cancellation);
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

        var keys = new Dictionary<string, string>();
        foreach (var (holder, role, unit) in company.Units.Where(u => u.Kind == "region").Select(u => (u.Id, "manager", u.Id)).Append((DemoStaff.Finance, "finance", "company")))
        {
            var issued = await admin.Post("/api/v1/api-keys", new { name = $"演示 {holder}", role, unitId = unit }, $"demo-key-{Guid.NewGuid():n}", cancellation);
            keys[holder] = issued["key"]!.GetValue<string>();
        }

        return keys;
    }

    /// <summary>Every rep is reached by a WeCom message and a text message (C02): only where the installation has these channels.</summary>
    public async Task LoadPhones(CancellationToken cancellation)
    {
        using var admin = await DemoClient.SignIn(address, "admin@demo", password, cancellation);
        foreach (var (rep, at) in company.Reps.Select((rep, at) => (rep, at)))
        {
            var addresses = new[] { new { channel = ChannelKinds.WeComApp, address = rep.Id }, new { channel = ChannelKinds.SmsAliyun, address = $"+861380000{at:0000}" } };
            await admin.Put($"/api/v1/recipients/{rep.Id}", new { addresses }, $"demo-phones-{rep.Id}", cancellation);
        }
    }

    /// <summary>Customers, contracts, and what happened to them.</summary>
    public async Task LoadHistory(DemoStaff staff, CancellationToken cancellation)
    {
        await Many(company.Customers, customer =>
            DemoActions.Enter(customer, staff.SellerOf(customer.RepId), customer.Id.ToUpperInvariant(), $"demo-{customer.Id}", cancellation));
        await Many(DemoTimeline.Past(company), async steps =>
        {
            foreach (var step in steps)
            {
                await DemoActions.Do(step, staff, cancellation);
            }
        });

        Task Many<T>(IEnumerable<T> items, Func<T, Task> act) => Parallel.ForEachAsync(
            items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (item, _) => await act(item));
    }
}
