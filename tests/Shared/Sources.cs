using System.Runtime.CompilerServices;

namespace SalesGrains;

/// <summary>Where the sources are, for files that are checked in and compared.</summary>
internal static class Sources
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>Compares with a file that is checked in; rewrites it when the variable is set to 1.</summary>
    public static async Task Compare(string path, string actual, string variable)
    {
        var file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable(variable) == "1")
        {
            await File.WriteAllTextAsync(file, actual);
        }

        var expected = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
        Assert.True(
            expected.ReplaceLineEndings("\n") == actual.ReplaceLineEndings("\n"),
            $"{path} is not what the program says. Run the test with {variable}=1, look at the difference, and commit it.");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
