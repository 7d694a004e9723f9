using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SalesGrains.Backups;

/// <summary>Reads a backup file. Nothing of it is used before all of it has been checked.</summary>
internal sealed class BackupReader : IDisposable
{
    private readonly string path;
    private readonly ZipArchive zip;

    private BackupReader(string path, ZipArchive zip, BackupManifest manifest) => (this.path, this.zip, Manifest) = (path, zip, manifest);

    /// <summary>What the file says of itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Opens a file and compares every entry with the manifest.</summary>
    /// <exception cref="BackupRefusedException">It is no backup, damaged, or newer than this program.</exception>
    public static BackupReader Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new BackupRefusedException($"There is no file {path}.");
        }

        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(path);
            var reader = new BackupReader(path, zip, ReadManifest(zip) ?? throw new BackupRefusedException($"{path} is not a backup of this program."));
            reader.Check();
            return reader;
        }
        catch (BackupRefusedException)
        {
            zip?.Dispose();
            throw;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException or IOException or NotSupportedException)
        {
            zip?.Dispose();
            throw new BackupRefusedException($"{path} is not a backup of this program, or it is damaged: {damaged.Message}", damaged);
        }
    }

    /// <summary>The rows of a table.</summary>
    public IEnumerable<object?[]> Rows(BackupTable table)
    {
        var content = Manifest.Tables.First(one => one.Name == table.Name);
        var places = table.Columns.Select(column => content.Columns.IndexOf(column.Name)).ToArray();
        using var lines = new StreamReader(zip.GetEntry(BackupContent.EntryOf(table.Name))!.Open(), new UTF8Encoding(false, true));
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            yield return Row(table, places, line, number);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => zip.Dispose();

    private object?[] Row(BackupTable table, int[] places, string line, int number)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line);
            return BackupRow.Read(parsed.RootElement, table, places);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException or IndexOutOfRangeException or OverflowException)
        {
            throw new BackupRefusedException($"{path} is damaged: line {number} of {table.Name} cannot be read. {wrong.Message}", wrong);
        }
    }

    private void Check()
    {
        if (Manifest.Format > BackupManifest.Newest)
        {
            throw Newer();
        }

        foreach (var content in Manifest.Tables)
        {
            var table = BackupTables.All.FirstOrDefault(one => one.Name == content.Name);
            if (table is null || content.Columns.Any(column => !table.Columns.Any(known => known.Name == column)))
            {
                throw Newer();
            }

            var entry = zip.GetEntry(BackupContent.EntryOf(content.Name)) ?? throw Damaged($"{content.Name} is missing");
            using var stream = entry.Open();
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != content.Sha256)
            {
                throw Damaged($"{content.Name} is not what the manifest says");
            }
        }

        if (BackupTables.All.FirstOrDefault(table => !Manifest.Tables.Any(content => content.Name == table.Name)) is { } missing)
        {
            throw Damaged($"{missing.Name} is missing");
        }
    }

    private static BackupManifest? ReadManifest(ZipArchive zip)
    {
        if (zip.GetEntry(BackupManifest.EntryName) is not { } entry)
        {
            return null;
        }

        using var stream = entry.Open();
        return JsonSerializer.Deserialize(stream, BackupJson.Default.BackupManifest) is { Tables.IsDefault: false } manifest ? manifest : null;
    }

    private BackupRefusedException Newer() => new($"{path} was written by a newer program. Restore it with that program.");

    private BackupRefusedException Damaged(string what) => new($"{path} is damaged: {what}. Nothing was restored.");
}
