using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using SalesGrains.Conformance;

namespace SalesGrains.Sqlite;

public sealed class SqliteDocumentStorageTests : DocumentStorageConformance, IDisposable
{
    private readonly SqliteFixture fixture = new(TimeProvider.System);
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public SqliteDocumentStorageTests() => Storage = new SqliteDocumentStorage(
        fixture.Database,
        new SystemTextJsonGrainStorageSerializer(Options.Create(new SystemTextJsonGrainStorageSerializerOptions())),
        services.GetRequiredService<IActivatorProvider>());

    protected override IGrainStorage Storage { get; }

    public void Dispose()
    {
        services.Dispose();
        fixture.Dispose();
    }
}
