using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace SalesGrains.Documents;

/// <summary>
/// Storage of small grains that keep one document. The key is the state's name and the grain's full identity, so two grain types with
/// one key and one state name are apart. Clearing keeps the row, so that a late write with an old etag is still refused.
/// </summary>
public abstract class EngineDocumentStorage(IGrainStorageSerializer serializer, IActivatorProvider activators) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (etag, data) = await Read(stateName, grainId.ToString()).ConfigureAwait(false);
        grainState.ETag = etag;
        grainState.RecordExists = data is not null;
        grainState.State = data is null ? New<T>() : serializer.Deserialize<T>(new BinaryData(data));
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await Put(stateName, grainId, grainState.ETag, serializer.Serialize(grainState.State).ToMemory()).ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is { } etag)
        {
            grainState.ETag = await Put(stateName, grainId, etag, null).ConfigureAwait(false);
        }

        grainState.RecordExists = false;
        grainState.State = New<T>();
    }

    /// <summary>A document's etag, null when it was never written, and its bytes, null when there are none.</summary>
    protected abstract Task<(string? Etag, byte[]? Data)> Read(string name, string grain);

    /// <summary>Writes a document; the new etag, or null when another is stored than <paramref name="etag"/> (null: none).</summary>
    protected abstract Task<string?> Write(string name, string grain, string? etag, ReadOnlyMemory<byte>? data);

    private T New<T>() => activators.GetActivator<T>().Create();

    private async Task<string> Put(string name, GrainId grain, string? etag, ReadOnlyMemory<byte>? data) =>
        await Write(name, grain.ToString(), etag, data).ConfigureAwait(false)
        ?? throw new InconsistentStateException($"Document {name} of {grain} is not at this etag.", "another", etag ?? "none");
}
