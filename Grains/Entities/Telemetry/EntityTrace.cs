using System.Diagnostics;

namespace SalesGrains.Entities.Telemetry;

/// <summary>The last stretch of a trace: from an entity to the store and back. Costs one comparison while nobody listens.</summary>
internal static class EntityTrace
{
    /// <summary>The source's name.</summary>
    public const string Name = "SalesGrains.Store";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>A call to the store; null when nobody listens. The entity's id is no part of it: some ids are of people.</summary>
    public static Activity? Store(string what, EntityKey key)
    {
        if (!Source.HasListeners() || Source.StartActivity($"store: {what}", ActivityKind.Client) is not { } activity)
        {
            return null;
        }

        activity.SetTag("sales.kind", key.Kind);
        activity.SetTag("sales.organization", key.Org);
        return activity;
    }
}
