using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using SalesGrains.Documents;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql;

/// <summary>Documents of small grains in the store's database.</summary>
public sealed class PostgreSqlDocumentStorage(PostgreSqlDatabase database, IGrainStorageSerializer serializer, IActivatorProvider activators)
    : EngineDocumentStorage(serializer, activators)
{
    /// <inheritdoc/>
    protected override async Task<(string? Etag, byte[]? Data)> Read(string name, string grain)
    {
        var rows = await database.Source.Read(
            new NpgsqlStatement("SELECT etag, data FROM document WHERE name = $1 AND grain = $2").With(name).With(grain),
            row => (row.GetInt64(0).ToString(CultureInfo.InvariantCulture), row.IsDBNull(1) ? null : row.Bytes(1))).ConfigureAwait(false);
        return rows.Count == 0 ? (null, null) : rows[0];
    }

    /// <inheritdoc/>
    protected override async Task<string?> Write(string name, string grain, string? etag, ReadOnlyMemory<byte>? data)
    {
        var expected = 0L;
        if (etag is not null && !long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out expected))
        {
            return null;
        }

        var statement = new NpgsqlStatement(etag is null
            ? "INSERT INTO document(name, grain, etag, data) VALUES($1, $2, $3 + 1, $4) ON CONFLICT DO NOTHING"
            : "UPDATE document SET etag = $3 + 1, data = $4 WHERE name = $1 AND grain = $2 AND etag = $3")
            .With(name).With(grain).With(expected).With(data);
        return await database.Write(connection => connection.Run(statement)).ConfigureAwait(false) == 1
            ? (expected + 1).ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
