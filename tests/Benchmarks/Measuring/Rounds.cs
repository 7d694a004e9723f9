namespace SalesGrains.Benchmarks.Measuring;

/// <summary>Ours and the raw baseline in turn, so that a machine whose speed drifts drifts under both; medians of the rounds.</summary>
internal static class Rounds
{
    /// <summary>Runs both alternately and answers their figures, one of each for every round.</summary>
    public static async Task<(double[] Ours, double[] Raw)> Interleaved(int rounds, Func<int, Task<double>> ours, Func<int, Task<double>> raw)
    {
        var first = new double[rounds];
        var second = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            first[round] = await ours(round);
            second[round] = await raw(round);
            Console.Error.WriteLine($"  round {round + 1}: ours {first[round]:0.###}, raw {second[round]:0.###}");
        }

        return (first, second);
    }

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The value below which this share of the values lies.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }
}
