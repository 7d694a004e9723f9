using System.Diagnostics.Metrics;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Telemetry;

/// <summary>What operators watch of entities. Nothing is counted, and no clock is read, while nobody listens.</summary>
internal static class EntityMetrics
{
    private static readonly Meter Meter = new("SalesGrains.Entities");

    /// <summary>Commands answered, by kind of entity, command and outcome: done, refused, unknown (repeat it) or fault (of the rules).</summary>
    public static readonly Counter<long> Commands = Meter.CreateCounter<long>("sales.commands", null, "Commands answered.");

    /// <summary>How long the store took for a commit that it acknowledged, queueing included, in seconds.</summary>
    public static readonly Histogram<double> CommitDuration = Meter.CreateHistogram(
        "sales.commit.duration", "s", "How long a commit took, queueing included.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        });

    /// <summary>Dead letters written, by what they are of: an effect or a due moment. Each is for a person to look at.</summary>
    public static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>("sales.dead_letters", null, "Dead letters written.");

    /// <summary>Counts one dead letter.</summary>
    public static void DeadLetter(string kind, string of)
    {
        if (DeadLetters.Enabled)
        {
            DeadLetters.Add(1, new("kind", kind), new KeyValuePair<string, object?>("of", of));
        }
    }
}
