namespace SalesGrains.Contracts.Acceptances;

/// <summary>A signed acceptance.</summary>
/// <param name="Event">initial-accepted or final-accepted.</param>
/// <param name="SignedOn">The day it was signed.</param>
/// <param name="SignerName">Who signed, at most 60 characters.</param>
/// <param name="SignerTitle">Their title as it stands under the signature, at most 60 characters.</param>
/// <param name="File">The scan, uploaded before.</param>
internal sealed record NewAcceptance(string Event, DateOnly SignedOn, string SignerName, string SignerTitle, ScanBody File);

/// <summary>An uploaded scan.</summary>
/// <param name="Sha256">Hash of its bytes.</param>
/// <param name="Name">What it is called.</param>
internal sealed record ScanBody(string Sha256, string Name);

/// <summary>What was uploaded.</summary>
/// <param name="Sha256">Hash of its bytes: it names the file.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Type">pdf, jpg or png, as its content says.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record UploadedFile(string Sha256, string Name, string Type, long Bytes);

/// <summary>Somebody who may sign for the decision chain.</summary>
/// <param name="Name">At most 60 characters.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Reason">By which authority, at most 500 characters.</param>
internal sealed record NewDelegate(string Name, DateOnly From, DateOnly Until, string Reason);

/// <summary>Why a freeze should end without a valid signature.</summary>
/// <param name="Reason">At most 500 characters.</param>
internal sealed record ReleaseRequest(string Reason);

/// <summary>The second person's word on it.</summary>
/// <param name="Approved">Agreed.</param>
/// <param name="Note">At most 500 characters; required when it is not agreed to.</param>
internal sealed record ReleaseDecision(bool Approved, string? Note = null);
