using SalesGrains.Contracts;
using SalesGrains.Identities;

namespace SalesGrains.Customers;

/// <summary>It was a duplicate (X10): all it had is on its way to another one.</summary>
/// <param name="IntoId">The customer that stays.</param>
public sealed record CustomerMerged(string IntoId) : CustomerEvent;

/// <summary>The other one did not take it: it stands for itself again, with all it had.</summary>
/// <param name="IntoId">The customer that refused.</param>
/// <param name="Code">Why.</param>
public sealed record CustomerMergeUndone(string IntoId, string Code) : CustomerEvent;

/// <summary>A duplicate was merged into this customer.</summary>
/// <param name="FormerId">The duplicate.</param>
/// <param name="Had">All it had.</param>
public sealed record CustomerAbsorbed(string FormerId, AbsorbCustomer Had) : CustomerEvent;

/// <summary>What reached the duplicate after all it had was gone went on to the customer that has it. One member is set.</summary>
/// <param name="IntoId">The customer that stays.</param>
public sealed record PassedToWinner(string IntoId) : CustomerEvent
{
    /// <summary>A contract came up, or has another number or title.</summary>
    public KnowContract? Known { get; set; }

    /// <summary>A draft is for somebody else now.</summary>
    public ForgetContract? Gone { get; set; }

    /// <summary>Money that a contract gave back.</summary>
    public ReceiptReleased? Released { get; set; }

    /// <summary>Something that happened outside.</summary>
    public CustomerSignal? Signal { get; set; }
}
