namespace SalesGrains.Channels.Http;

/// <summary>Lets requests go to the configured places only. An address that a browser or a vendor brought must lead nowhere else.</summary>
internal sealed class AllowedHosts(Func<Uri, bool> isAllowed) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { } address && isAllowed(address)
            ? base.SendAsync(request, cancellationToken)
            : throw new HostNotAllowedException();

    /// <summary>The places of a vendor's base URLs.</summary>
    public static Func<Uri, bool> Of(IReadOnlyCollection<Uri> bases) =>
        address => bases.Any(one => one.Scheme == address.Scheme && one.Authority == address.Authority);

    /// <summary>Hosts, <c>*.domain</c> for every host below one; https, or http on this machine.</summary>
    public static Func<Uri, bool> Of(IReadOnlyCollection<string> hosts) =>
        address => ChannelOptions.IsAllowed(address) && address.UserInfo.Length == 0 && hosts.Any(host => host.StartsWith("*.", StringComparison.Ordinal)
            ? address.IsDefaultPort && address.Host.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(address.Authority, host, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A request to a place that is not configured; it did not go out.</summary>
internal sealed class HostNotAllowedException() : HttpRequestException("The address is not one of the configured ones.");
