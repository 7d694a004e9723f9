namespace SalesGrains.Organizations;

/// <summary>What a person or an API client may be (角色). Roles are stored: never rename one.</summary>
public static class Roles
{
    /// <summary>销售员: their own customers.</summary>
    public const string Rep = "rep";

    /// <summary>销售主管: everything under their place in the tree.</summary>
    public const string Manager = "manager";

    /// <summary>销售总监: reads everything under their place, decides exceptions.</summary>
    public const string Director = "director";

    /// <summary>财务: money received, invoices.</summary>
    public const string Finance = "finance";

    /// <summary>交付: shipments and acceptances.</summary>
    public const string Delivery = "delivery";

    /// <summary>管理员: people, units, keys; no money.</summary>
    public const string Admin = "admin";

    /// <summary>All roles a person may have, in the order of the role table.</summary>
    public static IReadOnlyList<string> All { get; } = [Rep, Manager, Director, Finance, Delivery, Admin];
}
