namespace SalesGrains.Channels.DingTalk;

/// <summary>
/// The tasks in which work notifications were sent: a receipt is asked for by its task. They are remembered while the process runs, the
/// latest so many of them; of others no receipt can be had.
/// </summary>
internal sealed class DingTalkTasks
{
    private const int Most = 10_000;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Org, string Message), string> tasks = [];
    private readonly Queue<(string Org, string Message)> order = new();

    /// <summary>Remembers a task.</summary>
    public void Add(string org, string message, string task)
    {
        lock (gate)
        {
            if (tasks.TryAdd((org, message), task))
            {
                order.Enqueue((org, message));
                if (order.Count > Most)
                {
                    tasks.Remove(order.Dequeue());
                }
            }
            else
            {
                tasks[(org, message)] = task;
            }
        }
    }

    /// <summary>The task of a message; null: not known.</summary>
    public string? Of(string org, string message)
    {
        lock (gate)
        {
            return tasks.GetValueOrDefault((org, message));
        }
    }
}
