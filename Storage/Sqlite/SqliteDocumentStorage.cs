using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using SalesGrains.Documents;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite;

/// <summary>Documents of small grains on the store's file.</summary>
public sealed class SqliteDocumentStorage(SqliteDatabase database, IGrainStorageSerializer serializer, IActivatorProvider activators)
    : EngineDocumentStorage(serializer, activators)
{
    /// <inheritdoc/>
    protected override async Task<(string? Etag, byte[]? Data)> Read(string name, string grain)
    {
        var (etag, data) = await database.Readers.Read(session => session
            .Use("SELECT etag, data FROM document WHERE name = ?1 AND grain = ?2").Bind(1, name).Bind(2, grain)
            .First(row => ((long?)row.Int(0), row.IsNull(1) ? null : row.Bytes(1).ToArray()))).ConfigureAwait(false);
        return (etag?.ToString(CultureInfo.InvariantCulture), data);
    }

    /// <inheritdoc/>
    protected override async Task<string?> Write(string name, string grain, string? etag, ReadOnlyMemory<byte>? data)
    {
        var written = await database.Writer.Write(session => Put(session, name, grain, etag, data)).ConfigureAwait(false);
        return written?.ToString(CultureInfo.InvariantCulture);
    }

    private static long? Put(SqliteSession session, string name, string grain, string? etag, ReadOnlyMemory<byte>? data)
    {
        var expected = 0L;
        if (etag is not null && !long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out expected))
        {
            return null;
        }

        var statement = session.Use(etag is null
            ? "INSERT INTO document(name, grain, etag, data) VALUES(?1, ?2, ?3 + 1, ?4) ON CONFLICT DO NOTHING"
            : "UPDATE document SET etag = ?3 + 1, data = ?4 WHERE name = ?1 AND grain = ?2 AND etag = ?3")
            .Bind(1, name).Bind(2, grain).Bind(3, expected);
        return (data is { } bytes ? statement.Bind(4, bytes) : statement.BindNull(4)).Run() == 1 ? expected + 1 : null;
    }
}
