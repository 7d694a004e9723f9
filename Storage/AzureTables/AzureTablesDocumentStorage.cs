using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using SalesGrains.AzureTables.Engine;
using SalesGrains.Documents;

namespace SalesGrains.AzureTables;

/// <summary>
/// Documents of small grains in the table <c>OrleansGrainState</c>, with the keys and properties of the official package for Azure, so
/// that either finds what the other wrote.
/// </summary>
public sealed class AzureTablesDocumentStorage(
    AzureTablesDatabase database, IOptions<ClusterOptions> cluster, IGrainStorageSerializer serializer, IActivatorProvider activators)
    : EngineDocumentStorage(serializer, activators)
{
    /// <summary>Most bytes of a document.</summary>
    public const int Longest = 15 * Chunks.Size;

    /// <inheritdoc/>
    protected override async Task<(string? Etag, byte[]? Data)> Read(string name, string grain)
    {
        var row = await database.Documents.Find(Partition(grain), OrleansKeys.Name(name)).ConfigureAwait(false);
        return row is null ? (null, null) : (row.ETag.ToString(), Data(row));
    }

    /// <inheritdoc/>
    protected override async Task<string?> Write(string name, string grain, string? etag, ReadOnlyMemory<byte>? data)
    {
        if (data?.Length > Longest)
        {
            throw new ArgumentOutOfRangeException(nameof(data), data.Value.Length, $"The document {name} of {grain} is larger than the {Longest} bytes that a row takes.");
        }

        if (etag is not null && !TableKeys.IsEtag(etag))
        {
            return null;
        }

        // A cleared one stays as a row without data, so that a late write with an old etag is still refused.
        var row = OrleansKeys.Document(cluster.Value.ServiceId, grain, name);
        row = data is { IsEmpty: false } bytes ? row.With("Data", bytes) : row;
        var etags = await database.Documents.Write(etag is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new(etag))).ConfigureAwait(false);
        return etags?[0];
    }

    // The package can be told to write text, and old versions of it wrote bytes as text.
    internal static byte[]? Data(TableEntity row)
    {
        var parts = Enumerable.Range(0, 15).Select(n => n == 0 ? "" : $"{n}").ToArray();
        var bytes = parts.Select(n => row.TryGetValue("Data" + n, out var part) ? part as byte[] ?? Convert.FromBase64String((string)part) : []).SelectMany(part => part).ToArray();
        if (bytes.Length > 0)
        {
            return bytes;
        }

        var text = string.Concat(parts.Select(n => row.TryGetValue("StringData" + n, out var part) ? (string)part : ""));
        return text.Length > 0 ? Encoding.UTF8.GetBytes(text) : null;
    }

    private string Partition(string grain) => OrleansKeys.Document(cluster.Value.ServiceId, grain);
}
