
namespace SalesGrains.Nudges.Channels;

/// <summary>What a channel made of a message.</summary>
/// <param name="Outcome">The kind of outcome.</param>
/// <param name="VendorId">The vendor's id of the message, for receipts.</param>
/// <param name="Code">The vendor's own code, for people who look for the fault.</param>
/// <param name="RetryAfter">How long the vendor asks to be left alone; null: it does not say.</param>
public sealed record SendResult(SendOutcome Outcome, string? VendorId = null, string? Code = null, TimeSpan? RetryAfter = null);

/// <summary>Kinds of outcome.</summary>
public enum SendOutcome
{
    /// <summary>The vendor has taken it for this address; whether it arrived is not known.</summary>
    Sent,

    /// <summary>It has arrived.</summary>
    Delivered,

    /// <summary>Never to this address: an invalid user, a removed robot, a subscription that is gone.</summary>
    Refused,

    /// <summary>Too much at once; nothing was sent.</summary>
    Limited,

    /// <summary>Nothing was sent; it may be tried again.</summary>
    Failed,

    /// <summary>The request went out and no answer came: it may have been sent.</summary>
    Unknown,
}
