using System.Collections.Immutable;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Orleans.Storage;

namespace SalesGrains.Accounts;

/// <summary>
/// The keys that sessions are encrypted with, in the store, so that a session opened at one silo is valid at all of them. Two silos that
/// start together on an empty store make one key: the framework looks for keys that others have added only once a day.
/// </summary>
internal sealed class KeyRing(IGrainStorage documents) : IXmlRepository
{
    private const string Name = "key-ring";
    private static readonly GrainId Place = GrainId.Create(Name, "sessions");

    private ImmutableArray<string> read = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => Now(async () =>
    {
        read = (await Read()).State!.Elements;
        return (IReadOnlyCollection<XElement>)[.. read.Select(XElement.Parse)];
    });

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => Now(async () =>
    {
        while (true)
        {
            var ring = await Read();
            if (element.Name == "key" && ring.State!.Elements.Except(read).Any(other => XElement.Parse(other).Name == "key"))
            {
                // Another silo has just made one: that one is taken, ours was never used.
                return false;
            }

            ring.State = ring.State! with { Elements = ring.State!.Elements.Add(element.ToString(SaveOptions.DisableFormatting)) };
            try
            {
                await documents.WriteStateAsync(Name, Place, ring);
                return true;
            }
            catch (InconsistentStateException)
            {
                // Somebody else wrote meanwhile; look again.
            }
        }
    });

    private async Task<GrainState<KeyRingRecord>> Read()
    {
        var ring = new GrainState<KeyRingRecord>();
        await documents.ReadStateAsync(Name, Place, ring);
        return ring;
    }

    // The framework asks synchronously, never from within a grain.
    private static T Now<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
