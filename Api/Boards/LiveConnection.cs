using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using SalesGrains.Accounts;

namespace SalesGrains.Boards;

/// <summary>One open connection: whose it is, what it watches, and how often it may call.</summary>
internal sealed class LiveConnection(HubConnectionContext hub, BoardPushOptions options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, BoardTopic> topics = new(StringComparer.Ordinal);
    private double calls = options.CallBurst;
    private long countedAt = time.GetTimestamp();
    private int refused;
    private volatile bool isClosed;

    public HubConnectionContext Hub => hub;

    public ClaimsPrincipal User => hub.User;

    public string? Org { get; } = hub.User.FindFirstValue(SalesClaims.Org);

    public string? UserId { get; } = hub.User.FindFirstValue(SalesClaims.User);

    /// <summary>True once it has ended: what is still being started for it must end too.</summary>
    public bool IsClosed { get => isClosed; set => isClosed = value; }

    /// <summary>The topics it watches.</summary>
    public IReadOnlyCollection<BoardTopic> Topics
    {
        get
        {
            lock (gate)
            {
                return [.. topics.Values];
            }
        }
    }

    /// <summary>Counts a topic in; false when the connection watches as many as it may.</summary>
    public bool Admit(BoardTopic topic)
    {
        lock (gate)
        {
            return topics.ContainsKey(topic.GrainKey) || (topics.Count < options.MostTopics && topics.TryAdd(topic.GrainKey, topic));
        }
    }

    /// <summary>Counts a topic out.</summary>
    public void Leave(BoardTopic topic)
    {
        lock (gate)
        {
            topics.Remove(topic.GrainKey);
        }
    }

    /// <summary>Whether it may call now. Who goes on calling after many refusals is shut out.</summary>
    public bool MayCall()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            calls = Math.Min(options.CallBurst, calls + (time.GetElapsedTime(countedAt, now).TotalSeconds * options.CallsPerSecond));
            countedAt = now;
            if (calls >= 1)
            {
                calls--;
                return true;
            }

            if (++refused >= options.MostRefusedCalls)
            {
                hub.Abort();
            }

            return false;
        }
    }
}
