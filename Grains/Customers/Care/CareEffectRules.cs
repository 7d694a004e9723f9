using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>What others are told of a customer's change, whichever event it was: its identities (C04), and its rep's recipient of its nudges. Pure.</summary>
public static class CareEffectRules
{
    /// <summary>The effects of a change.</summary>
    public static IEnumerable<Effect> Of(CustomerState before, CustomerState after, EntityKey self) =>
        ProfileRules.IdentityEffects(before, after, self).Concat(NudgeEffectRules.Of(self, Nudges(before), Nudges(after)));

    private static NudgeSubject Nudges(CustomerState customer) =>
        new(customer.Profile.RepId, customer.Profile.Name, customer.Profile.Name, customer.Cared.Nudges);
}
