using SalesGrains.Boards;
using SalesGrains.Identities;
using SalesGrains.Reps;

namespace SalesGrains.Portfolios.Rows;

/// <summary>The orders in which rows are walked. Each has its page key, and both must say the same.</summary>
public static class RowOrders
{
    /// <summary>Payment nodes: the earliest due date first, which is also the most urgent one; nodes without one last.</summary>
    public static IComparer<NodeRow> Nodes { get; } = Comparer<NodeRow>.Create(static (left, right) =>
    {
        var byDue = left.DueNumber.CompareTo(right.DueNumber);
        var byContract = byDue != 0 ? byDue : string.CompareOrdinal(left.Contract.Key.Id, right.Contract.Key.Id);
        return byContract != 0 ? byContract : left.No.CompareTo(right.No);
    });

    /// <summary>Contracts: by number.</summary>
    public static IComparer<ContractRow> Contracts { get; } = Comparer<ContractRow>.Create(static (left, right) =>
        Compare(left.Number, left.Key.Id, right.Number, right.Key.Id));

    /// <summary>Customers: by name.</summary>
    public static IComparer<CustomerRow> Customers { get; } = Comparer<CustomerRow>.Create(static (left, right) =>
        Compare(left.Name, left.Key.Id, right.Name, right.Key.Id));

    /// <summary>Reps: by name.</summary>
    public static IComparer<RepFacts> Reps { get; } = Comparer<RepFacts>.Create(static (left, right) =>
        Compare(left.Name, left.Key.Id, right.Name, right.Key.Id));

    /// <summary>Unmatched identities: the one that has waited longest first.</summary>
    public static IComparer<IdentityFacts> Unmatched { get; } = Comparer<IdentityFacts>.Create(static (left, right) =>
        UnmatchedItem.PlaceOf(left.FirstAt, left.Key.Id).CompareTo(UnmatchedItem.PlaceOf(right.FirstAt, right.Key.Id)));

    /// <summary>Nudges: the earliest deadline first.</summary>
    public static IComparer<NudgeRow> Nudges { get; } = Comparer<NudgeRow>.Create(static (left, right) =>
    {
        var byDeadline = left.Facts.Deadline.CompareTo(right.Facts.Deadline);
        var byId = byDeadline != 0 ? byDeadline : Compare(left.Key.Id, left.Facts.Id, right.Key.Id, right.Facts.Id);
        return byId != 0 ? byId : string.CompareOrdinal(left.Key.Kind, right.Key.Kind);
    });

    /// <summary>Duties: what is late from the earliest moment on comes first; within one kind the same order as <see cref="Nodes"/>.</summary>
    public static IComparer<DutyRow> Duties { get; } = Comparer<DutyRow>.Create(static (left, right) =>
    {
        var byMoment = left.LateFrom.CompareTo(right.LateFrom);
        var byKind = byMoment != 0 ? byMoment : DutyKinds.All.IndexOf(left.Kind).CompareTo(DutyKinds.All.IndexOf(right.Kind));
        var byEntity = byKind != 0 ? byKind : string.CompareOrdinal(left.Entity.Key.Id, right.Entity.Key.Id);
        return byEntity != 0 ? byEntity : left.Number.CompareTo(right.Number);
    });

    /// <summary>Alarms: the earliest moment first, then by key. Only rows that have one.</summary>
    public static IComparer<EntityRow> Alarms { get; } = Comparer<EntityRow>.Create(static (left, right) =>
        left.NextDue!.Value.CompareTo(right.NextDue!.Value) is not 0 and var byMoment ? byMoment : left.Key.CompareTo(right.Key));

    private static int Compare(string leftFirst, string leftSecond, string rightFirst, string rightSecond)
    {
        var first = string.CompareOrdinal(leftFirst, rightFirst);
        return first != 0 ? first : string.CompareOrdinal(leftSecond, rightSecond);
    }
}
