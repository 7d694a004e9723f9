using System.Security.Cryptography;
using SalesGrains.Documents;
using SalesGrains.Uploads;

namespace SalesGrains.Conformance.Documents;

/// <summary>Uploaded files are kept whole and unchanged, on every engine.</summary>
public abstract class FileStoreConformance(EngineFixture engine) : IAsyncLifetime
{
    private IFileStore Files => new DocumentFileStore(engine.Documents);

    public Task InitializeAsync() => engine.Open();

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(DocumentFileStore.PieceBytes)]
    [InlineData(DocumentFileStore.PieceBytes + 1)]
    [InlineData(10 * 1024 * 1024)]
    public async Task A_file_is_read_as_it_was_kept_also_after_a_start(int length)
    {
        var (key, bytes) = File(length);

        await Files.Put(key, bytes);
        await engine.Close();
        await engine.Open();

        Assert.Equal(bytes, await Files.Get(key));
    }

    [Fact]
    public async Task What_was_never_kept_is_not_there_nor_is_it_for_anybody_else()
    {
        var (key, bytes) = File(10);
        Assert.Null(await Files.Get(key));

        await Files.Put(key, bytes);

        Assert.Null(await Files.Get(key with { Org = "other001" }));
        Assert.Null(await Files.Get(key with { Id = "c-2" }));
    }

    [Fact]
    public async Task The_same_file_twice_at_once_is_kept_once()
    {
        var (key, bytes) = File(DocumentFileStore.PieceBytes * 2);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Files.Put(key, bytes)));

        Assert.Equal(bytes, await Files.Get(key));
    }

    [Fact]
    public async Task A_file_is_kept_under_its_own_hash_only()
    {
        var (key, bytes) = File(10);

        await Assert.ThrowsAsync<ArgumentException>(() => Files.Put(key with { Sha256 = new string('0', 64) }, bytes));
    }

    private static (FileKey Key, byte[] Bytes) File(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 31) ^ (i >> 8));
        }

        return (new("acme0001", "contract", "c-1", Convert.ToHexStringLower(SHA256.HashData(bytes))), bytes);
    }
}
