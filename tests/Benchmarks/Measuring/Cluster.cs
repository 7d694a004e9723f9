using System.Collections.Immutable;

namespace SalesGrains.Benchmarks.Measuring;

/// <summary>Silos of one company that end together, the last one first.</summary>
internal sealed class Cluster(ImmutableArray<Company> silos) : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos.Reverse())
        {
            await silo.DisposeAsync();
        }
    }
}
