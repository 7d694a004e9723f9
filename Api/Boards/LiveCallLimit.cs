using Microsoft.AspNetCore.SignalR;

namespace SalesGrains.Boards;

/// <summary>Refuses calls of a connection that calls too often, before anything is done for them.</summary>
internal sealed class LiveCallLimit(BoardRelay relay) : IHubFilter
{
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next) =>
        relay.Find(invocationContext.Context.ConnectionId) is { } connection && connection.MayCall()
            ? next(invocationContext)
            : throw new HubException("hub.too-many-calls");
}
