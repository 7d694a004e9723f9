namespace SalesGrains.Backups;

/// <summary>What backup and restore need of an engine.</summary>
internal interface IBackupEngine
{
    /// <summary>Reads every row of every table as they stand at one instant, beside whoever has the store open.</summary>
    /// <param name="take">Takes a table's rows in order; the tables come in theirs.</param>
    /// <exception cref="BackupRefusedException">There is nothing to back up.</exception>
    Task Read(Action<BackupTable, object?[]> take);

    /// <summary>Writes rows into an empty store, all of them or none.</summary>
    /// <param name="rows">The rows of a table.</param>
    /// <exception cref="BackupRefusedException">The store is not empty.</exception>
    Task Write(Func<BackupTable, IEnumerable<object?[]>> rows);
}

/// <summary>A backup that is not made, or not restored; the message says why.</summary>
public sealed class BackupRefusedException(string message, Exception? inner = null) : Exception(message, inner);
