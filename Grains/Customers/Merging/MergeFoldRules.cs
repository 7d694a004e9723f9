using System.Collections.Immutable;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Customers.FollowUps;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>Folds a merge (X10): of two answers to one question that of the customer that stays holds, lists are put together. Pure.</summary>
internal static class MergeFoldRules
{
    private const int MostPeople = 20;

    /// <summary>The state after an event of a merge.</summary>
    public static CustomerState Evolve(CustomerState customer, CustomerEvent happened, EventMeta meta) => happened switch
    {
        CustomerMerged e => customer with
        {
            MergedInto = e.IntoId,
            Care = customer.Care is { } care ? care with { Nudges = NudgeListRules.Resolve(care.Nudges, static _ => true, meta.RecordedAt) } : null,
        },
        CustomerMergeUndone => customer with { MergedInto = null },
        CustomerAbsorbed e => customer with
        {
            MergedFrom = [.. (customer.MergedFrom ?? []).Concat(e.Had.MergedFrom ?? []).Append(e.FormerId)],
            Profile = Both(customer.Profile, e.Had.Profile),
            Contracts = [.. customer.Contracts.Concat(e.Had.Contracts).DistinctBy(contract => contract.Id)],
            Receipts = [.. customer.Receipts, .. e.Had.Receipts],
            Care = e.Had.Care is { } theirs ? Both(customer.Cared, theirs, ProfileRules.Keys("", e.Had.Profile)) : customer.Care,
        },
        _ => customer,
    };

    /// <summary>Two profiles as one.</summary>
    public static CustomerProfile Both(CustomerProfile ours, CustomerProfile theirs) => ours with
    {
        Industry = ours.Industry ?? theirs.Industry,
        CreditCode = ours.CreditCode ?? theirs.CreditCode,
        AnnualPurchaseFen = ours.AnnualPurchaseFen > 0 ? ours.AnnualPurchaseFen : theirs.AnnualPurchaseFen,
        Contacts = [.. ours.Contacts.Concat(theirs.Contacts).DistinctBy(contact => (contact.Name, contact.Phone)).Take(MostPeople)],
        Identities = Both(ours.Identities, theirs.Identities, identity => (identity.Kind, identity.Value, identity.IdentityId)),
        DecisionChain = Both(ours.DecisionChain, theirs.DecisionChain, person => (person.Name, person.Title)),
    };

    private static ImmutableArray<T>? Both<T, TKey>(ImmutableArray<T>? ours, ImmutableArray<T>? theirs, Func<T, TKey> key) =>
        ours is null ? theirs : theirs is null ? ours : [.. ours.Value.Concat(theirs.Value).DistinctBy(key).Take(MostPeople)];

    private static CareState Both(CareState ours, CareState theirs, ImmutableArray<EntityKey> held) => ours with
    {
        FirstContact = Both(ours.FirstContact, theirs.FirstContact),
        Opportunities = [.. ours.Opportunities.Concat(theirs.Opportunities).DistinctBy(one => one.Id).OrderBy(one => one.CreatedAt)],
        FollowUps = [.. ours.FollowUps.Concat(theirs.FollowUps).DistinctBy(one => one.Id).OrderBy(one => one.OccurredAt).TakeLast(FollowUpRules.MostKept)],
        Signals = [.. ours.Signals.Concat(theirs.Signals).DistinctBy(one => (one.Source, one.Id)).OrderBy(one => one.At).TakeLast(SignalRules.MostKept)],
        Marks = Chains.ChainMarkRules.Both(ours.Marks, theirs.Marks),
        RecentIds = [.. ours.RecentIds.Concat(theirs.RecentIds).Distinct()],
        LastTouchAt = Later(ours.LastTouchAt, theirs.LastTouchAt),
        LastActivityAt = Later(ours.LastActivityAt, theirs.LastActivityAt),
        LastQuotedAt = Later(ours.LastQuotedAt, theirs.LastQuotedAt),
        HeldElsewhere = [.. ours.HeldElsewhere.Where(id => !held.Any(key => key.Id == id))],
    };

    /// <summary>The earlier contact is the first one; a clock that has ended anywhere does not run again.</summary>
    private static FirstContact? Both(FirstContact? ours, FirstContact? theirs)
    {
        if (ours is null || theirs is null)
        {
            return ours ?? theirs;
        }

        var (earlier, later) = ours.StartedAt <= theirs.StartedAt ? (ours, theirs) : (theirs, ours);
        return earlier.Runs && !later.Runs ? later with { StartedAt = earlier.StartedAt, Source = earlier.Source, Device = earlier.Device } : earlier;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
