using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Customers;

/// <summary>What a customer is known as outside this system (外部身份, C04).</summary>
[GenerateSerializer, Immutable, Alias("external-identity")]
public sealed record ExternalIdentity
{
    /// <summary>wecom, phone or wechat.</summary>
    [Id(0)] public string Kind { get; set; } = "";

    /// <summary>The id or number as typed, at most 100 characters.</summary>
    [Id(1)] public string Value { get; set; } = "";

    /// <summary>The identity's own id where the value is not known in full, because it was matched from signals; null: the value says it.</summary>
    [Id(2)] public string? IdentityId { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A person of a customer's decision chain (决策链, T01).</summary>
[GenerateSerializer, Immutable, Alias("decision-maker")]
public sealed record DecisionMaker
{
    /// <summary>Name.</summary>
    [Id(0)] public string Name { get; set; } = "";

    /// <summary>For example 采购总监.</summary>
    [Id(1)] public string Title { get; set; } = "";

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
