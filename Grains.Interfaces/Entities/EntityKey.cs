namespace SalesGrains.Entities;

/// <summary>
/// Names one entity: its kind, the organisation it belongs to, and its id inside that organisation.
/// Ids match <c>[a-z0-9-]{1,64}</c>, so that no storage engine ever has to escape them.
/// </summary>
[GenerateSerializer, Immutable, Alias("entity-key")]
public readonly record struct EntityKey(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Org,
    [property: Id(2)] string Id) : IComparable<EntityKey>
{
    /// <summary>The key of the grain: <c>{org}|{id}</c>.</summary>
    public string GrainKey => $"{Org}|{Id}";

    /// <summary>The identity of the grain that keeps this entity; the kind is its grain type.</summary>
    public GrainId GrainId => GrainId.Create(Kind, GrainKey);

    /// <summary>The entity kept by the grain with this identity.</summary>
    public static EntityKey Of(GrainId grain)
    {
        var key = grain.Key.ToString()!;
        var bar = key.IndexOf('|', StringComparison.Ordinal);
        return new(grain.Type.ToString()!, key[..bar], key[(bar + 1)..]);
    }

    /// <summary>The reverse of <see cref="ToString"/>.</summary>
    public static EntityKey Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var bar = text.IndexOf('|', slash);
        return new(text[..slash], text[(slash + 1)..bar], text[(bar + 1)..]);
    }

    /// <summary>Kind, organisation and id as one string: <c>contract/acme0001|01j…</c>.</summary>
    public override string ToString() => $"{Kind}/{Org}|{Id}";

    /// <summary>Orders by kind, organisation, id, ordinally: the order in which a sandbox wakes what is due together.</summary>
    public int CompareTo(EntityKey other)
    {
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        if (byKind != 0)
        {
            return byKind;
        }

        var byOrg = string.CompareOrdinal(Org, other.Org);
        return byOrg != 0 ? byOrg : string.CompareOrdinal(Id, other.Id);
    }
}
