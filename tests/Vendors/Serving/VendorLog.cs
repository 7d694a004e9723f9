using System.Collections.Immutable;

namespace SalesGrains.Vendors;

/// <summary>Everything that came in and everything that reached somebody.</summary>
/// <param name="time">The clock.</param>
/// <param name="most">So many of each are kept, the latest; null: all.</param>
public sealed class VendorLog(TimeProvider time, int? most = null)
{
    private readonly Lock gate = new();
    private ImmutableList<VendorRequest> requests = [];
    private ImmutableList<Delivery> deliveries = [];
    private long arrived;

    /// <summary>Requests, the oldest first.</summary>
    public ImmutableList<VendorRequest> Requests => requests;

    /// <summary>Messages that have arrived, the oldest first.</summary>
    public ImmutableList<Delivery> Deliveries => deliveries;

    /// <summary>Records a request.</summary>
    public void Add(VendorRequest request)
    {
        lock (gate)
        {
            requests = Latest(requests.Add(request));
        }
    }

    /// <summary>Records that a message has arrived.</summary>
    public void Arrived(string channel, string to, string text, string? messageId = null)
    {
        lock (gate)
        {
            deliveries = Latest(deliveries.Add(new(time.GetUtcNow(), channel, to, text, messageId, ++arrived)));
        }
    }

    private ImmutableList<T> Latest<T>(ImmutableList<T> all) => all.Count > most ? all.RemoveAt(0) : all;
}
