using System.Text;

namespace SalesGrains.Demo;

/// <summary>
/// SplitMix64: the same numbers on every machine and every version, which System.Random does not promise.
/// Each thing that is generated has a stream of its own, so adding one kind does not move the others.
/// </summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>The stream that belongs to a seed and a name.</summary>
    public static SeededRandom For(int seed, string name)
    {
        var hash = 14695981039346656037ul;
        foreach (var b in Encoding.UTF8.GetBytes($"{seed}/{name}"))
        {
            hash = (hash ^ b) * 1099511628211ul;
        }

        return new(hash);
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        var z = state += 0x9E3779B97F4A7C15ul;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ul;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBul;
        return z ^ (z >> 31);
    }

    /// <summary>From <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + (int)(Bits() % (ulong)(to - from + 1));

    /// <summary>From 0, included, to 1, excluded.</summary>
    public double Unit() => (Bits() >> 11) * (1.0 / (1ul << 53));

    /// <summary>True with this probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>One of the items, all equally likely.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[(int)(Bits() % (ulong)items.Count)];

    /// <summary>An index, each with the likelihood of its weight.</summary>
    public int Weighted(params ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var at = Unit() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            if ((at -= weights[i]) < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }

    /// <summary>A value whose logarithm is normal: median and spread.</summary>
    public double LogNormal(double median, double spread)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());
        return median * Math.Exp(spread * normal);
    }

    /// <summary>A waiting time with this mean.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Unit());
}
