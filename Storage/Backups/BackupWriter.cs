using System.Buffers;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesGrains.Backups;

/// <summary>Writes a backup file: a zip with one entry of JSON lines for each table and, last, the manifest.</summary>
internal sealed class BackupWriter : IDisposable
{
    private const int Chunk = 256 * 1024;

    private readonly ZipArchive zip;
    private readonly ArrayBufferWriter<byte> lines = new(Chunk);
    private readonly Utf8JsonWriter json;
    private readonly List<BackupContent> done = [];
    private int next;
    private Stream? entry;
    private IncrementalHash? hash;
    private long rows;

    public BackupWriter(Stream file)
    {
        zip = new(file, ZipArchiveMode.Create, leaveOpen: true);
        json = new(lines, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>What has been written so far.</summary>
    public IReadOnlyList<BackupContent> Done => done;

    /// <summary>Adds a row; tables come in the order of <see cref="BackupTables.All"/>.</summary>
    public void Add(BackupTable table, object?[] row)
    {
        while (entry is null || BackupTables.All[next - 1] != table)
        {
            Open();
        }

        BackupRow.Write(json, table, row);
        json.Flush();
        json.Reset(lines);
        lines.Write("\n"u8);
        rows++;
        if (lines.WrittenCount >= Chunk)
        {
            Drain();
        }
    }

    /// <summary>Ends the file with its manifest.</summary>
    public BackupManifest End(DateTimeOffset takenAt, TimeSpan took, string engine)
    {
        while (next < BackupTables.All.Length)
        {
            Open();
        }

        Close();
        var manifest = new BackupManifest(BackupManifest.Newest, takenAt, Math.Round(took.TotalSeconds, 3), engine, [.. done]);
        using var stream = zip.CreateEntry(BackupManifest.EntryName).Open();
        JsonSerializer.Serialize(stream, manifest, BackupJson.Default.BackupManifest);
        return manifest;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        entry?.Dispose();
        hash?.Dispose();
        json.Dispose();
        zip.Dispose();
    }

    private void Open()
    {
        Close();
        entry = zip.CreateEntry(BackupContent.EntryOf(BackupTables.All[next++].Name), CompressionLevel.Fastest).Open();
        hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        rows = 0;
    }

    private void Close()
    {
        if (entry is null)
        {
            return;
        }

        Drain();
        entry.Dispose();
        entry = null;
        var table = BackupTables.All[next - 1];
        done.Add(new(table.Name, [.. table.Columns.Select(column => column.Name)], rows, Convert.ToHexStringLower(hash!.GetHashAndReset())));
        hash.Dispose();
    }

    private void Drain()
    {
        entry!.Write(lines.WrittenSpan);
        hash!.AppendData(lines.WrittenSpan);
        lines.ResetWrittenCount();
    }
}
