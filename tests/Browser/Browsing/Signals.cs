namespace SalesGrains.Browsing;

/// <summary>What a telephone system tells of calls; the same call told twice is one.</summary>
public static class Signals
{
    /// <summary>A call with a number, so many hours ago.</summary>
    public static async Task Call(Company company, string id, string number, string rep, double hoursAgo)
    {
        var now = (await company.Sales.Get("/session"))["clock"]!["now"]!.GetValue<DateTimeOffset>();
        var told = await company.Sales.Post("/signals/calls", new
        {
            items = new[] { new { id, number, repId = rep, startedAt = now.AddHours(-hoursAgo), durationSeconds = 95, answered = true, direction = "in" } },
        });
        Assert.Empty(told["rejected"]!.AsArray());
    }
}
