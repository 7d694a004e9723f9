namespace SalesGrains.Contracts.Acceptances;

/// <summary>A file that is kept as evidence: what was uploaded, never changed afterwards (R03, R06).</summary>
/// <param name="Sha256">Hash of its bytes, 64 characters of lower-case hexadecimal.</param>
/// <param name="Name">As the person who uploaded it called it.</param>
/// <param name="Type">pdf, jpg or png, as its content says.</param>
/// <param name="Bytes">Its length.</param>
[GenerateSerializer, Immutable, Alias("evidence-file")]
public sealed record EvidenceFile([property: Id(0)] string Sha256, [property: Id(1)] string Name, [property: Id(2)] string Type, [property: Id(3)] long Bytes);

/// <summary>
/// Records the signed acceptance (验收签字, R06). A signer of the decision chain makes the acceptance happen and ends its freeze; another one
/// freezes the nodes that hang on it and those after them (R08).
/// </summary>
/// <param name="Event">initial-accepted or final-accepted.</param>
/// <param name="SignedOn">The day it was signed.</param>
/// <param name="SignerName">Who signed, 1–60 characters.</param>
/// <param name="SignerTitle">Their title as it stands under the signature, 1–60 characters.</param>
/// <param name="File">The scan.</param>
[GenerateSerializer, Immutable, Alias("record-acceptance")]
public sealed record RecordAcceptance(
    [property: Id(0)] string Event,
    [property: Id(1)] DateOnly SignedOn,
    [property: Id(2)] string SignerName,
    [property: Id(3)] string SignerTitle,
    [property: Id(4)] EvidenceFile File) : ContractCommand;

/// <summary>Names somebody who may sign for the decision chain from a day to a day (授权代表, R06).</summary>
/// <param name="Name">1–60 characters.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Reason">By which authority, 1–500 characters.</param>
[GenerateSerializer, Immutable, Alias("name-delegate")]
public sealed record NameDelegate(
    [property: Id(0)] string Name, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly Until, [property: Id(3)] string Reason) : ContractCommand;

/// <summary>A director asks for a freeze to end without a valid signature; a second person has to agree (X19).</summary>
/// <param name="HoldId">The freeze.</param>
/// <param name="Reason">Why, 1–500 characters.</param>
[GenerateSerializer, Immutable, Alias("request-release")]
public sealed record RequestRelease([property: Id(0)] string HoldId, [property: Id(1)] string Reason) : ContractCommand;

/// <summary>A second person agrees to the end of a freeze, or does not (X19).</summary>
/// <param name="HoldId">The freeze.</param>
/// <param name="Approved">Agreed.</param>
/// <param name="Note">At most 500 characters; required when it is not agreed to.</param>
[GenerateSerializer, Immutable, Alias("decide-release")]
public sealed record DecideRelease([property: Id(0)] string HoldId, [property: Id(1)] bool Approved, [property: Id(2)] string? Note = null) : ContractCommand;
