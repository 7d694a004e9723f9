namespace SalesGrains.Entities;

/// <summary>What readiness asks of the sweeper.</summary>
public sealed class SweepState
{
    private int sent;

    /// <summary>True once a ping has been sent for every mark that was pending at start; whether they succeed is another matter.</summary>
    public bool FirstRoundSent => Volatile.Read(ref sent) == 1;

    internal void Sent() => Volatile.Write(ref sent, 1);
}
