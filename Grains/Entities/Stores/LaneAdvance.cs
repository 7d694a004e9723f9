namespace SalesGrains.Entities.Stores;

/// <summary>Moves an entity's lanes forward.</summary>
/// <param name="Key">The source.</param>
/// <param name="ExpectedEtag">Etag of the lane row, or null when there is none yet.</param>
/// <param name="Delivered">"Delivered up to" per lane as UTF-8 JSON.</param>
/// <param name="ClearMarkAt">The version that was drained with all facts acknowledged, or null to leave the mark.</param>
public sealed record LaneAdvance(EntityKey Key, string? ExpectedEtag, ReadOnlyMemory<byte> Delivered, long? ClearMarkAt);

/// <summary>The lane row's new etag, and whether the pending mark fell.</summary>
public sealed record LaneAdvanced(string Etag, bool MarkCleared);
