namespace SalesGrains.Entities;

/// <summary>References to entities of any kind by their keys.</summary>
public static class EntityReferences
{
    // Orleans reads an interface's type from its attributes each time it is asked; this one is asked with every delivery.
    private static GrainInterfaceType? type;

    /// <summary>The grain that keeps an entity.</summary>
    public static IEntityGrain GetEntity(this IGrainFactory grains, EntityKey key)
    {
        if (type is { } known)
        {
            return (IEntityGrain)grains.GetGrain(key.GrainId, known);
        }

        var first = grains.GetGrain<IEntityGrain>(key.GrainId);
        type = ((GrainReference)(object)first).InterfaceType;
        return first;
    }
}
