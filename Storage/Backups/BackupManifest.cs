using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SalesGrains.Backups;

/// <summary>What a backup file says of itself; written last, so a file that has it is whole.</summary>
/// <param name="Format">Version of the file's format. One that is newer than this program's is refused.</param>
/// <param name="TakenAt">The instant of the backup, real time.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Engine">The engine it was taken from.</param>
/// <param name="Tables">What is in it.</param>
internal sealed record BackupManifest(int Format, DateTimeOffset TakenAt, double Seconds, string Engine, ImmutableArray<BackupContent> Tables)
{
    /// <summary>The format that this program writes.</summary>
    public const int Newest = 1;

    /// <summary>The manifest's name in the file.</summary>
    public const string EntryName = "manifest.json";
}

/// <summary>A table in a backup file.</summary>
/// <param name="Name">Its name; the entry is <c>{name}.jsonl</c>.</param>
/// <param name="Columns">The names of a row's values, in order.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Sha256">Hash of the entry, lower-case hexadecimal.</param>
internal sealed record BackupContent(string Name, ImmutableArray<string> Columns, long Rows, string Sha256)
{
    /// <summary>The name of a table's entry.</summary>
    public static string EntryOf(string table) => table + ".jsonl";
}

/// <summary>How the manifest is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
