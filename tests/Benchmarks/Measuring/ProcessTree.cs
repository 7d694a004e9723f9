using System.Globalization;

namespace SalesGrains.Benchmarks.Measuring;

/// <summary>Processor time of a server that is many processes, such as PostgreSQL (Linux).</summary>
internal static class ProcessTree
{
    // What the system calls a tick is a hundredth of a second on every Linux that .NET runs on.
    private const double MicrosecondsPerTick = 10_000;

    /// <summary>Microseconds of a process, of those it started, and of those that it started and have ended.</summary>
    public static double CpuMicroseconds(int root)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(path => Path.GetFileName(path)).Where(name => name.All(char.IsAsciiDigit))
            .Select(Read).OfType<(int Id, int Parent, double Own, double Ended)>().ToLookup(process => process.Parent);
        var self = Read(root.ToString(CultureInfo.InvariantCulture));
        return self is { } found ? found.Own + found.Ended + Under(root) : 0;

        double Under(int parent) => all[parent].Sum(child => child.Own + child.Ended + Under(child.Id));
    }

    private static (int Id, int Parent, double Own, double Ended)? Read(string id)
    {
        try
        {
            // The name, in parentheses, may hold anything; what follows it is numbers.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(id, CultureInfo.InvariantCulture), (int)Number(1), (Number(11) + Number(12)) * MicrosecondsPerTick, (Number(13) + Number(14)) * MicrosecondsPerTick);

            double Number(int field) => double.Parse(fields[field], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
