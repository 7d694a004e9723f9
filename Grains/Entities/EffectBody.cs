using System.Text.Json.Serialization;

namespace SalesGrains.Entities;

/// <summary>
/// Base of all effects that travel between entities, stored as JSON with an <c>effect</c> name. The names are stored: never reuse one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(Organizations.PlaceRep), "place-rep")]
[JsonDerivedType(typeof(Contracts.KnowContract), "know-contract")]
[JsonDerivedType(typeof(Contracts.ForgetContract), "forget-contract")]
[JsonDerivedType(typeof(Contracts.ReceiptApplied), "receipt-applied")]
[JsonDerivedType(typeof(Contracts.ReceiptReleased), "receipt-released")]
[JsonDerivedType(typeof(Customers.ApplyReceipt), "apply-receipt")]
[JsonDerivedType(typeof(Customers.TakeReceiptBack), "take-receipt-back")]
[JsonDerivedType(typeof(Customers.KnowCustomer), "know-customer")]
[JsonDerivedType(typeof(Customers.AbsorbCustomer), "absorb-customer")]
[JsonDerivedType(typeof(Numbers.UseNumber), "use-number")]
[JsonDerivedType(typeof(Numbers.FreeNumber), "free-number")]
[JsonDerivedType(typeof(Reps.NoteFollowUp), "note-follow-up")]
[JsonDerivedType(typeof(Reps.NoteQuotation), "note-quotation")]
[JsonDerivedType(typeof(Nudges.NudgeReached), "nudge-reached")]
[JsonDerivedType(typeof(Nudges.SendNudge), "send-nudge")]
[JsonDerivedType(typeof(Nudges.WithdrawNudge), "withdraw-nudge")]
[JsonDerivedType(typeof(Nudges.NudgeOpened), "nudge-opened")]
[JsonDerivedType(typeof(Recipients.PlaceRecipient), "place-recipient")]
[JsonDerivedType(typeof(Recipients.SourceProven), "source-proven")]
[JsonDerivedType(typeof(Identities.HoldIdentity), "hold-identity")]
[JsonDerivedType(typeof(Identities.DropIdentity), "drop-identity")]
[JsonDerivedType(typeof(Identities.CustomerSignal), "customer-signal")]
public abstract record EffectBody;
