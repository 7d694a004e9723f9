using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.Http;

/// <summary>The organisation has no such channel, or no robot of that name.</summary>
internal static class NotConfigured
{
    /// <summary>Nothing was sent, and nothing will be before somebody changes the settings.</summary>
    public static SendResult Result { get; } = new(SendOutcome.Refused, Code: "not-configured");
}
