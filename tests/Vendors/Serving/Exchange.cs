using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesGrains.Vendors;

/// <summary>A request as it came, kept for assertions.</summary>
/// <param name="At">When, by the vendors' clock.</param>
/// <param name="Vendor">wecom, dingtalk, feishu, aliyun, tencent, push or smtp.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path.</param>
/// <param name="Query">Query by name.</param>
/// <param name="Headers">Headers by lower-case name.</param>
/// <param name="Body">The body.</param>
public sealed record VendorRequest(
    DateTimeOffset At, string Vendor, string Method, string Path,
    IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a vendor answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Body.</param>
/// <param name="Type">Its type.</param>
public sealed record VendorAnswer(int Status, byte[] Body, string Type = "application/json")
{
    /// <summary>Headers beside it.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>An answer in JSON.</summary>
    public static VendorAnswer Json(object body, int status = 200) => new(status, JsonSerializer.SerializeToUtf8Bytes(body, body.GetType()));
}

/// <summary>A message that has reached somebody.</summary>
/// <param name="At">When, by the vendors' clock.</param>
/// <param name="Channel">The kind of channel, as the program names it.</param>
/// <param name="To">Whom: a user, a robot's key, a number, a subscription, a mailbox.</param>
/// <param name="Text">What it says.</param>
/// <param name="MessageId">The sender's own id, where the channel carries one.</param>
/// <param name="Number">Counted from 1; the log may have forgotten earlier ones.</param>
public sealed record Delivery(DateTimeOffset At, string Channel, string To, string Text, string? MessageId = null, long Number = 0);
