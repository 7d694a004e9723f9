namespace SalesGrains.Contracts.Acceptances;

/// <summary>A signed acceptance was uploaded and compared with the decision chain (R06).</summary>
/// <param name="Acceptance">All that is known of it; when and by whom stand beside the event.</param>
public sealed record AcceptanceRecorded(SignedAcceptance Acceptance) : ContractEvent;

/// <summary>Somebody may sign for the decision chain.</summary>
public sealed record DelegateNamed(string Name, DateOnly From, DateOnly Until, string Reason) : ContractEvent;

/// <summary>Nodes were frozen: the first that hangs on the acceptance, the others that do, and those after it (R08).</summary>
/// <param name="HoldId">The freeze.</param>
/// <param name="Event">The acceptance that it waits for.</param>
/// <param name="NodeNo">The first node that hangs on it.</param>
/// <param name="On">The day.</param>
public sealed record NodesFrozen(string HoldId, string Event, int NodeNo, DateOnly On) : ContractEvent;

/// <summary>A freeze ended; dates are computed anew.</summary>
/// <param name="HoldId">The freeze.</param>
/// <param name="How">signature or approval.</param>
/// <param name="AcceptanceId">The signature that ended it, or that was let pass.</param>
/// <param name="Note">What the second person said.</param>
public sealed record NodesReleased(string HoldId, string How, string? AcceptanceId, string? Note) : ContractEvent;

/// <summary>A director asked for the end of a freeze without a valid signature (X19).</summary>
public sealed record ReleaseRequested(string HoldId, string Reason) : ContractEvent;

/// <summary>The second person did not agree to the end of a freeze.</summary>
public sealed record ReleaseRefused(string HoldId, string Note) : ContractEvent;
