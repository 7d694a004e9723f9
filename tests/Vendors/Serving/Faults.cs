using System.Collections.Immutable;

namespace SalesGrains.Vendors;

/// <summary>What goes wrong, for the next so many requests of a vendor.</summary>
public sealed record Fault
{
    /// <summary>The vendor; <c>*</c>: all.</summary>
    public string Vendor { get; init; } = "*";

    /// <summary>
    /// latency, status, hang, reset, html, code or truncated. After latency all goes well; status, html and code say no instead; hang,
    /// reset and truncated spoil the answer to what was carried out.
    /// </summary>
    public string Kind { get; init; } = "";

    /// <summary>How many requests; null: all until the script is cleared.</summary>
    public int? Times { get; init; }

    /// <summary>Of latency, in milliseconds.</summary>
    public int Milliseconds { get; init; }

    /// <summary>Of status: the HTTP status. Of code: the vendor's own code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Of status: the header Retry-After, in seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Only requests whose path contains it.</summary>
    public string Path { get; init; } = "";

    /// <summary>Of hang, reset and truncated: false when it was not carried out either.</summary>
    public bool CarriedOut { get; init; } = true;
}

/// <summary>The faults that are switched on.</summary>
public sealed class FaultScript
{
    private readonly Lock gate = new();
    private ImmutableList<(Fault Fault, int Left)> script = [];

    /// <summary>Switches a fault on.</summary>
    public void Add(Fault fault)
    {
        lock (gate)
        {
            script = script.Add((fault, fault.Times ?? int.MaxValue));
        }
    }

    /// <summary>Switches all faults off.</summary>
    public void Clear()
    {
        lock (gate)
        {
            script = [];
        }
    }

    /// <summary>The fault that befalls this request; null: none.</summary>
    internal Fault? Take(string vendor, string path)
    {
        lock (gate)
        {
            var at = script.FindIndex(one => (one.Fault.Vendor == "*" || one.Fault.Vendor == vendor) && path.Contains(one.Fault.Path, StringComparison.Ordinal));
            if (at < 0)
            {
                return null;
            }

            var (fault, left) = script[at];
            script = left > 1 ? script.SetItem(at, (fault, left - 1)) : script.RemoveAt(at);
            return fault;
        }
    }
}
