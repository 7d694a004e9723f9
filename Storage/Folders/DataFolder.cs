namespace SalesGrains.Folders;

/// <summary>The folder in which a program keeps what it must not lose.</summary>
public static class DataFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder if it is not there. Customers and password hashes are in it: only its owner reads a new one.</summary>
    public static DirectoryInfo Create(string path) => Directory.Exists(path) || OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, Owner);
}
