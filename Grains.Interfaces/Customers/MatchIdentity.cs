namespace SalesGrains.Customers;

/// <summary>
/// An external identity whose signals wait is this customer's (C04): it is added to the profile under its hash, because its value is known
/// nowhere any more.
/// </summary>
/// <param name="IdentityId">The identity.</param>
/// <param name="Kind">wecom, phone or wechat.</param>
/// <param name="Masked">The value with its middle left out, as the profile shows it from now on.</param>
[GenerateSerializer, Immutable, Alias("match-identity")]
public sealed record MatchIdentity([property: Id(0)] string IdentityId, [property: Id(1)] string Kind, [property: Id(2)] string Masked) : CustomerCommand;
