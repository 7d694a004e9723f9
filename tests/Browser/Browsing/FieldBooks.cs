namespace SalesGrains.Browsing;

/// <summary>What the reps of the test company have to do: contacts without an opportunity, follow-ups that are late, one rep who signs in.</summary>
public static class FieldBooks
{
    /// <summary>The rep 李静, who looks at her own day.</summary>
    public const string Rep = "lijing";

    private static readonly (string Id, string Name, string Tier, string Rep, int HoursAgo, string Channel)[] Contacted =
    [
        ("c-new-1", "无锡锐科激光有限公司", "A", "rep-li", 53, "wechat"), ("c-new-2", "昆山德尚模具有限公司", "B", "rep-li", 31, "call"),
        ("c-new-3", "苏州启明半导体材料有限公司", "A", "rep-li", 5, "visit"), ("c-new-4", "常州和源电机有限公司", "B", "rep-wang", 27, "call"),
        ("c-new-5", "绍兴新纺装备有限公司", "C", "rep-zhao", 240, "mail"),
    ];

    private static readonly (string Id, int DaysAgo)[] Touched = [("c-hengyue", 11), ("c-ruian", 7), ("c-lantu", 16), ("c-xihe", 4), ("c-penglai", 9)];

    /// <summary>Makes it, once.</summary>
    public static async Task Prepare(Company company)
    {
        try
        {
            await company.Sales.Get($"/customers/{Contacted[^1].Id}");
            return;
        }
        catch (InvalidOperationException)
        {
        }

        var now = DateTimeOffset.Parse((await company.Sales.Get("/session"))["clock"]!["now"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (id, days) in Touched)
        {
            await company.Sales.Post($"/customers/{id}/contacts", new { at = now.AddDays(-days), channel = "visit" });
        }

        var admin = await company.Person("admin");
        await admin.Post("/organization/people", new { name = "李静", signInName = Rep, password = Company.Password, role = "rep", unitId = "sh1", repId = "rep-li" });
        foreach (var (id, name, tier, rep, hours, channel) in Contacted)
        {
            await company.Sales.Post("/customers", new { id, name, tier, repId = rep, industry = "制造" });
            await company.Sales.Post($"/customers/{id}/contacts", new { at = now.AddHours(-hours), channel });
        }
    }
}
