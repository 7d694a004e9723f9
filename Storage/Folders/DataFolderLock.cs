using System.Globalization;
using SalesGrains.Entities;

namespace SalesGrains.Folders;

/// <summary>
/// Keeps two processes from opening one data folder: an exclusively locked file, and the holder's process id beside it. The operating
/// system lets go of it when the process ends, however it ends.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream file;

    private DataFolderLock(FileStream file) => this.file = file;

    public static DataFolderLock Take(string folder)
    {
        Create(folder);
        var path = Path.Combine(folder, "store.lock");

        // In a file of its own, because a locked file cannot be read everywhere.
        var holder = Path.Combine(folder, "store.pid");
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new DataFolderInUseException(folder, File.Exists(holder) ? $"process {File.ReadAllText(holder)}" : "another process");
        }

        File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new DataFolderLock(file);
    }

    // Customers and password hashes are in it: only the owner reads a new folder.
    private static void Create(string folder)
    {
        if (Directory.Exists(folder) || OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => file.Dispose();
}
