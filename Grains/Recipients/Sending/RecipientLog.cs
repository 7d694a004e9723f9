using Microsoft.Extensions.Logging;
using SalesGrains.Entities;

namespace SalesGrains.Recipients.Sending;

/// <summary>What recipients log: never an address, never a text.</summary>
internal static partial class RecipientLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Recipient}: sending over {Channel} broke off; it goes on at its next moment")]
    public static partial void PumpFailed(ILogger log, EntityKey recipient, string channel, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Recipient}: a channel's sender failed with {Error}")]
    public static partial void SenderFailed(ILogger log, EntityKey recipient, string error);
}
