using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace SalesGrains.Entities.Hosting;

/// <summary>
/// Knows whether silos have come or gone of late. Orleans makes one of two activations in the end, not at once: until then the one that
/// nobody writes to would show what once was.
/// </summary>
public sealed class SiloChanges(IClusterMembershipService membership, IOptions<EntityOptions> options)
{
    private readonly Lock gate = new();
    private MembershipVersion seen = MembershipVersion.MinValue;
    private long seenAt;

    /// <summary>True for a while after a change, counted from when it was noticed here; never in a silo that has always been alone.</summary>
    public bool HaveChanged
    {
        get
        {
            var now = membership.CurrentSnapshot;
            if (now.Members.Count < 2)
            {
                return false;
            }

            lock (gate)
            {
                if (now.Version != seen)
                {
                    (seen, seenAt) = (now.Version, Stopwatch.GetTimestamp());
                }

                return Stopwatch.GetElapsedTime(seenAt) < options.Value.SilosSettleAfter;
            }
        }
    }
}
