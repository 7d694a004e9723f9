using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace SalesGrains.Conformance.Documents;

/// <summary>What a document storage needs of a silo.</summary>
internal sealed class DocumentSerializer : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public IGrainStorageSerializer Json { get; } =
        new SystemTextJsonGrainStorageSerializer(Options.Create(new SystemTextJsonGrainStorageSerializerOptions()));

    public IActivatorProvider Activators => services.GetRequiredService<IActivatorProvider>();

    public void Dispose() => services.Dispose();
}
