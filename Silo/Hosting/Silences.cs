using Orleans.Configuration;

namespace SalesGrains.Hosting;

/// <summary>
/// How long a silo of a cluster may be silent: one whose machine has no core for it stands still for three seconds and must not be taken for
/// dead, and what a frozen one held is to be back within ten.
/// </summary>
internal static class Silences
{
    /// <summary>Missed probes after which a silo is suspected.</summary>
    private const int Probes = 6;

    /// <summary>The longest a probe waits, and with that the longest time between two.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);

    /// <summary>The longest time that a silo may stand still and go on answering without a look at the members.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    /// <summary>
    /// A silo is declared dead when six probes in a row were missed and nothing at all has come from it for six seconds. Orleans multiplies
    /// the longest probe by the number of probes for the latter; left alone, the longest is four times the usual one, and then a frozen
    /// silo was dead after 12 to 14 seconds only.
    /// </summary>
    public static void Configure(ClusterMembershipOptions membership)
    {
        membership.NumVotesForDeathDeclaration = 1;
        membership.NumMissedProbesLimit = Probes;
        membership.ProbeTimeout = Probe;
        membership.MaxProbeTimeout = Probe;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);

        // A newcomer waits for everybody who has said so lately that they are alive, and after a power cut nobody is: the shorter this,
        // the sooner a whole cluster is back at other addresses.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }
}
