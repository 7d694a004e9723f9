using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SalesGrains.Accounts;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>
/// One per process: the copies of the boards that its browsers watch, and the connections of those browsers. A change of the tree or of a
/// person's rights closes the connections that may not see what they watch any more.
/// </summary>
public sealed partial class BoardRelay : BackgroundService, IBoardSink
{
    private readonly ConcurrentDictionary<string, RelayTopic> topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LiveConnection> connections = new(StringComparer.Ordinal);
    private readonly Guid node = Guid.NewGuid();
    private readonly IGrainFactory grains;
    private readonly IOrganizationDirectory directory;
    private readonly Callers callers;
    private readonly ILogger<BoardRelay> log;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lazy<IBoardSink> self;

    /// <summary>Made by the container.</summary>
    public BoardRelay(
        IGrainFactory grains,
        IOrganizationDirectory directory,
        Callers callers,
        IOptions<BoardPushOptions> options,
        TimeProvider time,
        ILogger<BoardRelay> log)
    {
        (this.grains, this.directory, this.callers, this.log) = (grains, directory, callers, log);
        (Options, Time) = (options.Value, time);
        self = new(() => grains.CreateObjectReference<IBoardSink>(this));
    }

    internal BoardPushOptions Options { get; }

    internal TimeProvider Time { get; }

    internal CancellationToken Stopping => stopping.Token;

    /// <summary>How many boards this process holds copies of.</summary>
    public int Topics => topics.Count;

    /// <summary>Boards watched through this process, each browser's counted.</summary>
    public int Watchers => topics.Values.Sum(topic => topic.Watchers);

    /// <summary>The age, in ms, of the oldest copy that somebody watches.</summary>
    public long OldestMs => topics.Values.Where(topic => topic.Watchers > 0).Select(topic => topic.AgeMs).DefaultIfEmpty().Max();

    /// <inheritdoc/>
    public Task<bool> Push(string topic, BoardFrame frame, long ageMs) =>
        Task.FromResult(topics.TryGetValue(topic, out var held) && held.Take(frame, ageMs));

    /// <summary>Closes every connection of a user, whose rights have changed: what they may see is decided anew when they come back.</summary>
    public void AbortUser(string org, string userId)
    {
        foreach (var connection in connections.Values.Where(open => open.Org == org && open.UserId == userId))
        {
            connection.Hub.Abort();
        }
    }

    internal void Watch(BoardTopic topic, LiveConnection connection, long epoch, long version)
    {
        while (true)
        {
            RelayTopic held;
            lock (topics)
            {
                held = topics.TryGetValue(topic.GrainKey, out var known) ? known : topics[topic.GrainKey] = new(topic, this);
            }

            if (held.Add(connection, epoch, version))
            {
                if (connection.IsClosed)
                {
                    held.Remove(connection);
                }

                return;
            }

            topics.TryRemove(new(topic.GrainKey, held));
        }
    }

    internal void Unwatch(BoardTopic topic, LiveConnection connection)
    {
        connection.Leave(topic);
        if (topics.TryGetValue(topic.GrainKey, out var held))
        {
            held.Remove(connection);
        }
    }

    internal void Opened(LiveConnection connection) => connections[connection.Hub.ConnectionId] = connection;

    internal void Closed(LiveConnection connection)
    {
        connections.TryRemove(connection.Hub.ConnectionId, out _);
        connection.IsClosed = true;
        foreach (var topic in connection.Topics)
        {
            Unwatch(topic, connection);
        }
    }

    internal IEnumerable<LiveConnection> Connections => connections.Values;

    internal LiveConnection? Find(string connectionId) => connections.GetValueOrDefault(connectionId);

    internal Task<BoardSync> Ask(BoardTopic topic, long epoch, long version) => Board(topic).Sync(node, self.Value, epoch, version);

    internal object[] Clock(string org) => OrganizationBeat.Of(directory.Peek(org), Time.GetUtcNow());

    internal void Closed(RelayTopic topic)
    {
        topics.TryRemove(new(topic.Topic.GrainKey, topic));
        Board(topic.Topic).Leave(node).Ignore();
    }

    /// <summary>Looks for a clock that was moved and a tree that was changed.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = new Dictionary<string, (long Clock, long Tree)>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(Options.LookEvery, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var org in topics.Values.Select(topic => topic.Topic.Org).Distinct().ToArray())
                {
                    if (directory.Peek(org) is { } organization)
                    {
                        var (clock, tree) = (organization.Stored.Clock.Version, organization.Tree.Version);
                        // What is seen for the first time may have changed since the first frame went out.
                        var last = seen.GetValueOrDefault(org, (-1, -1));
                        seen[org] = (clock, tree);
                        await Follow(org, last.Clock != clock, last.Tree != tree);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
        finally
        {
            await stopping.CancelAsync();
        }
    }

    private async Task Follow(string org, bool clock, bool tree)
    {
        if (clock)
        {
            foreach (var topic in topics.Values.Where(topic => topic.Topic.Org == org))
            {
                topic.Beat();
            }
        }

        if (!tree)
        {
            return;
        }

        foreach (var connection in connections.Values.Where(open => open.Org == org))
        {
            try
            {
                var caller = await callers.Of(connection.User);
                if (caller is null || !connection.Topics.All(topic => caller.Covers(topic.Scope)))
                {
                    connection.Hub.Abort();
                }
            }
            catch (Exception error)
            {
                // Who cannot be judged is not let through.
                CallerUnknown(log, error);
                connection.Hub.Abort();
            }
        }
    }

    private IBoardGrain Board(BoardTopic topic) => grains.GetGrain<IBoardGrain>(topic.GrainKey);

    internal void BoardSilent(BoardTopic topic, Exception error) => BoardSilent(log, error, topic.GrainKey);

    [LoggerMessage(LogLevel.Information, "Board {Topic} does not answer.")]
    private static partial void BoardSilent(ILogger log, Exception error, string topic);

    [LoggerMessage(LogLevel.Warning, "A caller could not be looked up; the connection is closed.")]
    private static partial void CallerUnknown(ILogger log, Exception error);
}
