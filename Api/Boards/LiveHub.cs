using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using SalesGrains.Accounts;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>
/// Where browsers watch boards. The organisation comes from the caller, the scope is checked against the caller's place in the tree, and
/// what is watched arrives as frames, the first one too: an answer could be overtaken by a frame.
/// </summary>
[Authorize(Policy = Policies.SignedIn)]
public sealed class LiveHub(BoardRelay relay, Callers callers) : Hub
{
    /// <summary>Watches a board; asking again with another epoch and version sets the cursor.</summary>
    /// <param name="board">One of <see cref="BoardTopic.Boards"/>.</param>
    /// <param name="scope">For example region/r1.</param>
    /// <param name="filter">Canonical, empty for none.</param>
    /// <param name="epoch">Epoch of what the browser holds, 0 for nothing.</param>
    /// <param name="version">Its version, −1 for nothing.</param>
    [Authorize(Policy = Policies.ReadSales)]
    public async Task Watch(string board, string scope, string filter, long epoch, long version)
    {
        var (topic, connection) = await Find(board, scope, filter);
        if (!connection.Admit(topic))
        {
            throw new HubException("board.too-many-topics");
        }

        relay.Watch(topic, connection, epoch, version);
    }

    /// <summary>Watches a board no more.</summary>
    /// <inheritdoc cref="Watch"/>
    [Authorize(Policy = Policies.ReadSales)]
    public async Task Unwatch(string board, string scope, string filter)
    {
        var (topic, connection) = await Find(board, scope, filter);
        relay.Unwatch(topic, connection);
    }

    private async Task<(BoardTopic Topic, LiveConnection Connection)> Find(string board, string scope, string filter)
    {
        var caller = await callers.Of(Context.User!);
        if (caller is null || relay.Find(Context.ConnectionId) is not { } connection)
        {
            Context.Abort();
            throw new HubException("session.required");
        }

        if (!BoardTopic.Boards.Contains(board))
        {
            throw new HubException("board.unknown");
        }

        if (BoardScope.Parse(scope) is not { } place || (place.Id is { } id && !Http.TenantGrains.IsId(id)))
        {
            throw new HubException("scope.malformed");
        }

        if (!caller.Covers(place))
        {
            throw new HubException("scope.forbidden");
        }

        if (BoardFilter.Parse(filter) is not { } cut || !BoardTopic.Takes(board, cut))
        {
            throw new HubException("board.unknown-filter");
        }

        // Two spellings of one filter would be two boards; and frames name their topic by the canonical one.
        return cut.ToString() == filter
            ? (new(caller.Org, board, place, filter), connection)
            : throw new HubException("board.filter-not-canonical");
    }
}
