using Microsoft.AspNetCore.SignalR;

namespace SalesGrains.Boards;

/// <summary>Knows each connection's own context, which a hub does not hand out: frames are written to it one at a time.</summary>
internal sealed class LiveLifetime(ILogger<DefaultHubLifetimeManager<LiveHub>> log, BoardRelay relay)
    : DefaultHubLifetimeManager<LiveHub>(log)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        relay.Opened(new(connection, relay.Options, relay.Time));
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (relay.Find(connection.ConnectionId) is { } open)
        {
            relay.Closed(open);
        }

        return base.OnDisconnectedAsync(connection);
    }
}
