using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SalesGrains.Nudges.Channels;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Channels;

/// <summary>Keeps the key that browsers subscribe with (C02) in the store, so that every silo signs with the same one.</summary>
internal sealed class PushKeyStore(IServiceProvider services) : IPushKeyStore
{
    private const string Name = "push-key";
    private static readonly GrainId Place = GrainId.Create(Name, "installation");

    private volatile PushKeyRecord? known;

    /// <inheritdoc/>
    public async Task<PushKeyRecord> Keep(Func<PushKeyRecord> make)
    {
        if (known is { } there)
        {
            return there;
        }

        // Asked for late: the store is registered after the channels.
        var documents = services.GetRequiredKeyedService<IGrainStorage>(StorageNames.Documents);
        while (true)
        {
            var stored = new GrainState<PushKeyRecord>();
            await documents.ReadStateAsync(Name, Place, stored);
            if (stored.State is { PublicKey.Length: > 0 } kept)
            {
                return known = kept;
            }

            stored.State = make();
            try
            {
                await documents.WriteStateAsync(Name, Place, stored);
                return known = stored.State;
            }
            catch (InconsistentStateException)
            {
                // Another silo has just made one: that one is taken, ours was never used.
            }
        }
    }
}
