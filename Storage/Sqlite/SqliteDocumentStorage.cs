using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite;

/// <summary>
/// Storage of small grains that keep one document. The key is the state's name and the grain's full identity, so two grain types with
/// one key and one state name are apart. Clearing keeps the row, so that a late write with an old etag is still refused.
/// </summary>
public sealed class SqliteDocumentStorage(SqliteDatabase database, IGrainStorageSerializer serializer, IActivatorProvider activators) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (etag, data) = await database.Readers.Read(session => session
            .Use("SELECT etag, data FROM document WHERE name = ?1 AND grain = ?2")
            .Bind(1, stateName).Bind(2, grainId.ToString())
            .First(row => ((long?)row.Int(0), row.IsNull(1) ? null : row.Bytes(1).ToArray()))).ConfigureAwait(false);
        grainState.ETag = etag?.ToString(CultureInfo.InvariantCulture);
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

    private T New<T>() => activators.GetActivator<T>().Create();

    private async Task<string> Put(string stateName, GrainId grainId, string? etag, ReadOnlyMemory<byte>? data)
    {
        var written = await database.Writer.Write(session => Put(session, stateName, grainId.ToString(), etag, data)).ConfigureAwait(false);
        return written?.ToString(CultureInfo.InvariantCulture)
            ?? throw new InconsistentStateException($"Document {stateName} of {grainId} is not at this etag.", "another", etag ?? "none");
    }

    private static long? Put(SqliteSession session, string stateName, string grain, string? etag, ReadOnlyMemory<byte>? data)
    {
        var expected = 0L;
        if (etag is not null && !long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out expected))
        {
            return null;
        }

        var statement = session.Use(etag is null
            ? "INSERT INTO document(name, grain, etag, data) VALUES(?1, ?2, ?3 + 1, ?4) ON CONFLICT DO NOTHING"
            : "UPDATE document SET etag = ?3 + 1, data = ?4 WHERE name = ?1 AND grain = ?2 AND etag = ?3")
            .Bind(1, stateName).Bind(2, grain).Bind(3, expected);
        return (data is { } bytes ? statement.Bind(4, bytes) : statement.BindNull(4)).Run() == 1 ? expected + 1 : null;
    }
}
