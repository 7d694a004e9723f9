namespace SalesGrains.Accounts;

/// <summary>The claims of an authenticated caller. They are made from our own record of the person at each call, never taken from outside.</summary>
public static class SalesClaims
{
    /// <summary>Organisation id.</summary>
    public const string Org = "sg-org";

    /// <summary>User id or API key id.</summary>
    public const string User = "sg-user";

    /// <summary>Name, for histories.</summary>
    public const string Name = "sg-name";

    /// <summary>The name the person signs in with; API keys have none.</summary>
    public const string SignInName = "sg-sign-in";

    /// <summary>Role; the claim type that <c>IsInRole</c> reads.</summary>
    public const string Role = "sg-role";

    /// <summary>Place in the tree as a scope: <c>company</c>, <c>region/r1</c>, <c>team/t1</c>, <c>rep/p1</c>.</summary>
    public const string Scope = "sg-scope";

    /// <summary>The rep that the person is, if they are one.</summary>
    public const string Rep = "sg-rep";

    /// <summary>Changes when the person's password or access changes: an older one is not valid any more.</summary>
    public const string Stamp = "sg-stamp";

    /// <summary><c>person</c> or <c>api-key</c>.</summary>
    public const string Kind = "sg-kind";
}
