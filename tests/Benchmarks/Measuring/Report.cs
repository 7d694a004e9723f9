using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SalesGrains.Benchmarks.Measuring;

/// <summary>One result file: the machine, then a table of figures.</summary>
internal sealed class Report(string name, string title)
{
    private readonly StringBuilder text = new();

    /// <summary>A paragraph.</summary>
    public void Say(string sentence) => text.Append(sentence).Append("\n\n");

    /// <summary>A table.</summary>
    public void Table(string[] header, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", header).Append(" |\n|").Append(string.Concat(header.Select(_ => " --- |"))).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }

        text.Append('\n');
    }

    /// <summary>Writes the file and prints it.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var body = $"# {title}\n\n{Machine()}\n\n{text.ToString().TrimEnd()}\n";
        File.WriteAllText(Path.Combine(folder, $"{name}.md"), body);
        Console.WriteLine(body);
    }

    /// <summary>A number with as many digits as it deserves.</summary>
    public static string N(double value) => value switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static string Machine()
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        return $"{Environment.ProcessorCount} cores ({cpu ?? RuntimeInformation.ProcessArchitecture.ToString()}), "
            + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}. "
            + "The machine is shared: read ratios, not absolutes.";
    }
}
