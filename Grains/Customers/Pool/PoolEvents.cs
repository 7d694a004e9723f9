namespace SalesGrains.Customers;

/// <summary>It returned to the public pool (公海, X13), or its rep gave it back: nobody has it.</summary>
/// <param name="FormerRepId">Who had it.</param>
/// <param name="Cause">idle or released.</param>
/// <param name="Reason">Why it was given back.</param>
public sealed record CustomerPooled(string FormerRepId, string Cause, string? Reason = null) : CustomerEvent;

/// <summary>Somebody took it from the pool, or was given it.</summary>
/// <param name="RepId">Who has it now.</param>
public sealed record CustomerClaimed(string RepId) : CustomerEvent;

/// <summary>What was announced does not come: something happened, or newer rules leave more time.</summary>
public sealed record PoolReturnCalledOff : CustomerEvent;
