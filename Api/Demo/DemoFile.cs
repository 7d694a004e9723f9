using System.Security.Cryptography;
using System.Text.Json;

namespace SalesGrains.Demo;

/// <summary>What the demo remembers in its data folder: one password for its accounts, the keys its people work with, and whether all is loaded.</summary>
internal sealed record DemoFile
{
    private const string Name = "demo.json";

    /// <summary>The organisation's id.</summary>
    public string Org { get; init; } = "demo0001";

    /// <summary>The password of every demo account.</summary>
    public required string Password { get; init; }

    /// <summary>API keys by the unit that their holder sees; finance has its own.</summary>
    public Dictionary<string, string> Keys { get; init; } = [];

    /// <summary>True once everything is loaded.</summary>
    public bool Loaded { get; init; }

    /// <summary>Reads the file, or starts one with a random password.</summary>
    public static DemoFile Open(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (File.Exists(path))
        {
            return JsonSerializer.Deserialize<DemoFile>(File.ReadAllText(path))!;
        }

        var file = new DemoFile { Password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16) };
        file.Save(folder);
        return file;
    }

    /// <summary>Writes it beside itself first, so that a cut never leaves half a file; readable by its owner only.</summary>
    public void Save(string folder)
    {
        var path = Path.Combine(folder, Name);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
