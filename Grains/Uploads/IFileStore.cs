namespace SalesGrains.Uploads;

/// <summary>Where uploaded files are kept (R03, R06): under the hash of their bytes, so that a file is never changed and the same one is kept once.</summary>
public interface IFileStore
{
    /// <summary>Keeps a file; one that is there already stays as it is.</summary>
    Task Put(FileKey key, ReadOnlyMemory<byte> bytes);

    /// <summary>The file, or null when none is kept under the key; its bytes have the key's hash.</summary>
    Task<byte[]?> Get(FileKey key);
}

/// <summary>A file of something in an organisation.</summary>
/// <param name="Org">The organisation.</param>
/// <param name="Kind">What it belongs to, for example contract.</param>
/// <param name="Id">The id of that.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
public sealed record FileKey(string Org, string Kind, string Id, string Sha256);
