namespace SalesGrains.Customers;

/// <summary>Takes a customer from the public pool (公海, X13), or gives it to somebody.</summary>
/// <param name="RepId">Who has it from now on.</param>
[GenerateSerializer, Immutable, Alias("claim-customer")]
public sealed record ClaimCustomer([property: Id(0)] string RepId) : CustomerCommand;

/// <summary>Gives a customer back to the public pool (退回公海).</summary>
/// <param name="Reason">Why, 1–500 characters.</param>
[GenerateSerializer, Immutable, Alias("release-customer")]
public sealed record ReleaseCustomer([property: Id(0)] string Reason) : CustomerCommand;
