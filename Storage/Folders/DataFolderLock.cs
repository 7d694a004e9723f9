using System.Globalization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

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
        DataFolder.Create(folder);
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

    public void Dispose() => file.Dispose();
}
