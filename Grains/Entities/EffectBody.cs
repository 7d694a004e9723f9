using System.Text.Json.Serialization;

namespace SalesGrains.Entities;

/// <summary>
/// Base of all effects that travel between entities, stored as JSON with an <c>effect</c> name. The names are stored: never reuse one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(Organizations.PlaceRep), "place-rep")]
public abstract record EffectBody;
