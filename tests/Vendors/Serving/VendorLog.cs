using System.Collections.Immutable;

namespace SalesGrains.Vendors;

/// <summary>Everything that came in and everything that reached somebody.</summary>
public sealed class VendorLog(TimeProvider time)
{
    private ImmutableList<VendorRequest> requests = [];
    private ImmutableList<Delivery> deliveries = [];

    /// <summary>Requests, the oldest first.</summary>
    public ImmutableList<VendorRequest> Requests => requests;

    /// <summary>Messages that have arrived, the oldest first.</summary>
    public ImmutableList<Delivery> Deliveries => deliveries;

    /// <summary>Records a request.</summary>
    public void Add(VendorRequest request) => ImmutableInterlocked.Update(ref requests, (all, one) => all.Add(one), request);

    /// <summary>Records that a message has arrived.</summary>
    public void Arrived(string channel, string to, string text, string? messageId = null) =>
        ImmutableInterlocked.Update(ref deliveries, (all, one) => all.Add(one), new Delivery(time.GetUtcNow(), channel, to, text, messageId));
}
