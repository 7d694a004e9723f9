namespace SalesGrains.Entities.Stores;

/// <summary>The write did definitely not take place: somebody else wrote first.</summary>
public sealed class EtagConflictException(string message) : Exception(message);

/// <summary>The write did definitely not take place: its command key is already there.</summary>
public sealed class CommandKeyTakenException(string message) : Exception(message);

/// <summary>Definitely not written: the entity would be larger than the store takes on any engine. Lists that grow belong into rows.</summary>
public sealed class StateTooLargeException(EntityKey key, string part, int bytes, int limit)
    : Exception($"{part} of {key} has {bytes} bytes, the limit is {limit}.")
{
    /// <summary>Size of the part that is too large, in bytes.</summary>
    public int Bytes { get; } = bytes;
}

/// <summary>The write was sent and failed in a way that does not say whether it took place.</summary>
public sealed class StoreOutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The stored data was written by a newer program; this one refuses to touch it.</summary>
public sealed class NewerSchemaException(long stored, long known)
    : Exception($"The stored data has schema {stored}, this program knows up to {known}. Start the newer program.");

/// <summary>Another process has the data folder open.</summary>
public sealed class DataFolderInUseException(string folder, string holder)
    : Exception($"The data folder {folder} is in use by {holder}.");

/// <summary>Another process has the store for itself.</summary>
public sealed class StoreInUseException(string message) : Exception(message);

/// <summary>The store cannot be reached or cannot be used; the message says what to do.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
