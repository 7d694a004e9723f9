using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Nudges.Channels;

/// <summary>
/// The key that browsers subscribe with (Web Push, C02), as stored: one document for the installation, made when it is asked for first and kept
/// like the keys of sessions. Browsers that have subscribed with it take messages that are signed with it only.
/// </summary>
public sealed record PushKeyRecord
{
    /// <summary>65 bytes, base64url; empty: none was made yet.</summary>
    public string PublicKey { get; set; } = "";

    /// <summary>Its private part: 32 bytes, base64url.</summary>
    public string PrivateKey { get; set; } = "";

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Where the installation keeps the key that browsers subscribe with.</summary>
public interface IPushKeyStore
{
    /// <summary>The key; when there is none, the one that is offered, unless another silo was faster.</summary>
    Task<PushKeyRecord> Keep(Func<PushKeyRecord> make);
}
