namespace SalesGrains.Recipients;

/// <summary>A person's browser takes push messages from now on (C02): the other addresses stay, an earlier browser gives way.</summary>
/// <param name="Address">The subscription as browsers write it, at most 2,000 characters.</param>
/// <param name="Device">ios, android or desktop.</param>
[GenerateSerializer, Immutable, Alias("subscribe-push")]
public sealed record SubscribePush([property: Id(0)] string Address, [property: Id(1)] string Device) : RecipientCommand;

/// <summary>A person's browser takes no push messages any more; another one's subscription stays.</summary>
/// <param name="Endpoint">The address of the push service in the subscription that ends.</param>
[GenerateSerializer, Immutable, Alias("unsubscribe-push")]
public sealed record UnsubscribePush([property: Id(0)] string Endpoint) : RecipientCommand;
