using System.Security.Cryptography;
using Orleans.Storage;
using SalesGrains.Entities.Stores;
using SalesGrains.Uploads;

namespace SalesGrains.Documents;

/// <summary>
/// Files among an engine's documents: in pieces that every engine takes, and with them in its backups. The last document that is written
/// says how many pieces there are; before it stands, there is no file.
/// </summary>
public sealed class DocumentFileStore(IGrainStorage documents) : IFileStore
{
    /// <summary>Bytes of a piece: as base 64 it is below what a row of Azure Tables takes.</summary>
    public const int PieceBytes = 512 * 1024;

    private const string Name = "file";
    private const string Whole = "whole";

    /// <inheritdoc/>
    public async Task Put(FileKey key, ReadOnlyMemory<byte> bytes)
    {
        if (Hash(bytes.Span) != key.Sha256)
        {
            throw new ArgumentException("A file is kept under the hash of its bytes.", nameof(key));
        }

        var pieces = (bytes.Length + PieceBytes - 1) / PieceBytes;
        for (var n = 0; n < pieces; n++)
        {
            await Write(PlaceOf(key, $"{n}"), new() { Bytes = bytes.Slice(n * PieceBytes, Math.Min(PieceBytes, bytes.Length - (n * PieceBytes))).ToArray() })
                .ConfigureAwait(false);
        }

        await Write(PlaceOf(key, Whole), new() { Pieces = pieces }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<byte[]?> Get(FileKey key)
    {
        if (await Read(PlaceOf(key, Whole)).ConfigureAwait(false) is not { RecordExists: true, State.Pieces: var pieces })
        {
            return null;
        }

        using var all = new MemoryStream();
        for (var n = 0; n < pieces; n++)
        {
            all.Write((await Read(PlaceOf(key, $"{n}")).ConfigureAwait(false)).State?.Bytes ?? []);
        }

        var bytes = all.ToArray();
        return Hash(bytes) == key.Sha256 ? bytes : throw new InvalidDataException($"The file {key.Sha256} is not what was kept.");
    }

    private async Task Write(GrainId place, FilePiece piece)
    {
        var state = await Read(place).ConfigureAwait(false);
        if (state.RecordExists)
        {
            return;
        }

        state.State = piece;
        try
        {
            await documents.WriteStateAsync(Name, place, state).ConfigureAwait(false);
        }
        catch (InconsistentStateException)
        {
            // Somebody else keeps the same file at this moment; what is there then is the same piece.
            if (!(await Read(place).ConfigureAwait(false)).RecordExists)
            {
                throw;
            }
        }
    }

    private async Task<GrainState<FilePiece>> Read(GrainId place)
    {
        var state = new GrainState<FilePiece>(new());
        await documents.ReadStateAsync(Name, place, state).ConfigureAwait(false);
        return state;
    }

    private static GrainId PlaceOf(FileKey key, string part) => GrainId.Create(Name, $"{key.Org}|{key.Kind}|{key.Id}|{key.Sha256}|{part}");

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A piece of a file, or the word that all of them are there. Stored: never rename a member.</summary>
[GenerateSerializer, Alias("file-piece")]
public sealed class FilePiece
{
    /// <summary>The bytes of a piece.</summary>
    [Id(0)] public byte[]? Bytes { get; set; }

    /// <summary>How many pieces there are; in the last document only.</summary>
    [Id(1)] public int Pieces { get; set; }
}
