namespace SalesGrains.Contracts;

/// <summary>The status of a payment node (R04): derived from its facts and today, never stored. In the order in which they win.</summary>
public enum NodeStatus : byte
{
    /// <summary>Taken out by an amendment, or its contract was cancelled (已取消).</summary>
    Cancelled,

    /// <summary>Nothing is open any more (已结清).</summary>
    Settled,

    /// <summary>Frozen (已冻结, R08).</summary>
    Frozen,

    /// <summary>Its trigger has not happened: no due date yet (未起算).</summary>
    NotStarted,

    /// <summary>Due later than the warning window (未到期).</summary>
    Upcoming,

    /// <summary>Due within the warning window (临近).</summary>
    DueSoon,

    /// <summary>Due today: not overdue (今日到期).</summary>
    DueToday,

    /// <summary>Today is after the due date (已逾期).</summary>
    Overdue,
}

/// <summary>The names that statuses have on the wire.</summary>
public static class NodeStatusNames
{
    private static readonly string[] All =
        ["cancelled", "settled", "frozen", "not-started", "upcoming", "due-soon", "due-today", "overdue"];

    /// <summary>The name on the wire.</summary>
    public static string Name(this NodeStatus status) => All[(int)status];

    /// <summary>The status with this name, or null.</summary>
    public static NodeStatus? Parse(string? name) => Array.IndexOf(All, name) is >= 0 and var index ? (NodeStatus)index : null;
}
