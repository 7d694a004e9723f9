using System.Text.Json.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Upgrades;

/// <summary>A kind of effect that came later.</summary>
public sealed record Gift(long Amount, string Words) : EffectBody;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Gift))]
public sealed partial class GiftJson : JsonSerializerContext;
