using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Contracts;

/// <summary>What starts a payment node (触发条件): an event, a date, or an expression over them, at most four levels deep (R02).</summary>
[GenerateSerializer, Immutable, Alias("trigger-expr")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OnEvent), "event")]
[JsonDerivedType(typeof(OnDate), "date")]
[JsonDerivedType(typeof(AllOf), "all-of")]
[JsonDerivedType(typeof(AnyOf), "any-of")]
[JsonDerivedType(typeof(AfterEvent), "after")]
public abstract record TriggerExpr
{
    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The day of an event.</summary>
/// <param name="Event">One of <see cref="ContractEvents"/>.</param>
[GenerateSerializer, Immutable, Alias("on-event")]
public sealed record OnEvent([property: Id(0)] string Event) : TriggerExpr;

/// <summary>A fixed date (固定日期).</summary>
/// <param name="On">2000-01-01 to 2100-12-31.</param>
[GenerateSerializer, Immutable, Alias("on-date")]
public sealed record OnDate([property: Id(0)] DateOnly On) : TriggerExpr;

/// <summary>The latest of them, once all have happened.</summary>
/// <param name="Of">At least two.</param>
[GenerateSerializer, Immutable, Alias("all-of")]
public sealed record AllOf([property: Id(0)] ImmutableArray<TriggerExpr> Of) : TriggerExpr;

/// <summary>The earliest of them that is known.</summary>
/// <param name="Of">At least two.</param>
[GenerateSerializer, Immutable, Alias("any-of")]
public sealed record AnyOf([property: Id(0)] ImmutableArray<TriggerExpr> Of) : TriggerExpr;

/// <summary>A time after an event, for example deemed acceptance 90 days after arrival (视为验收).</summary>
/// <param name="Event">One of <see cref="ContractEvents"/>.</param>
/// <param name="Count">1–3,660.</param>
/// <param name="Unit">workday, day or month.</param>
[GenerateSerializer, Immutable, Alias("after-event")]
public sealed record AfterEvent([property: Id(0)] string Event, [property: Id(1)] int Count, [property: Id(2)] string Unit) : TriggerExpr;
