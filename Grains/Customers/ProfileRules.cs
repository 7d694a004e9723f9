using System.Collections.Immutable;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Money;
using SalesGrains.Numbers;

namespace SalesGrains.Customers;

/// <summary>What may be known of a customer (T01, C04). Pure.</summary>
public static class ProfileRules
{
    private const int MostPeople = 20;

    /// <summary>Replaces what is known.</summary>
    public static Decision<CustomerEvent> Update(CustomerState customer, CustomerProfile profile)
    {
        if (Problem(profile) is { } wrong)
        {
            return wrong;
        }

        var former = customer.Profile;
        profile = KeepMatched(former, profile);
        var renumbered = former.ExternalNo is { } no && (profile.ExternalNo is null || !NumberRules.Same(no, profile.ExternalNo));
        return new CustomerUpdated(
            profile,
            renumbered ? former.ExternalNo : null,
            Told: former.Name != profile.Name || former.Tier != profile.Tier);
    }

    /// <summary>Adds an identity that was matched from its signals.</summary>
    public static Decision<CustomerEvent> Match(CustomerState customer, MatchIdentity command)
    {
        var known = customer.Profile.Identities ?? [];
        return Keys("", customer.Profile).Any(key => key.Id == command.IdentityId) ? Decision<CustomerEvent>.Accept()
            : known.Length >= MostPeople ? new Rejection("customer.identities-too-many", "/identities")
            : new CustomerUpdated(
                customer.Profile with { Identities = known.Add(new() { Kind = command.Kind, Value = command.Masked, IdentityId = command.IdentityId }) },
                null,
                Told: false);
    }

    /// <summary>
    /// Whoever edits a profile sees a matched identity's masked value only, and sends that back: it stays the identity that it is. A form that
    /// knows nothing of identities takes none away.
    /// </summary>
    private static CustomerProfile KeepMatched(CustomerProfile former, CustomerProfile profile)
    {
        var matched = (former.Identities ?? []).Where(identity => identity.IdentityId is not null).ToImmutableArray();
        return matched.IsEmpty ? profile
            : profile.Identities is not { } now ? profile with { Identities = matched }
            : profile with
            {
                Identities = [.. now.Select(identity => matched.FirstOrDefault(one => one.Kind == identity.Kind && one.Value == identity.Value) ?? identity)],
            };
    }

    /// <summary>What is wrong with a profile, or null.</summary>
    public static Rejection? Problem(CustomerProfile profile) =>
        DraftRules.Text(profile.Name, 200, "customer.name", "/name", required: true)
        ?? (profile.Tier is "A" or "B" or "C" ? null : new Rejection("customer.tier-unknown", "/tier"))
        ?? DraftRules.Text(profile.RepId, 64, "customer.rep", "/repId", required: true)
        ?? DraftRules.Text(profile.Industry, 100, "customer.industry", "/industry", required: false)
        ?? DraftRules.Text(profile.ExternalNo, 64, "customer.external-no", "/externalNo", required: false)
        ?? (profile.Contacts.Length > MostPeople ? new Rejection("customer.contacts-too-many", "/contacts") : null)
        ?? profile.Contacts.Select((contact, i) =>
            DraftRules.Text(contact.Name, 100, "contact.name", $"/contacts/{i}/name", required: true)
            ?? DraftRules.Text(contact.Title, 100, "contact.title", $"/contacts/{i}/title", required: false)
            ?? DraftRules.Text(contact.Phone, 40, "contact.phone", $"/contacts/{i}/phone", required: false)).FirstOrDefault(wrong => wrong is not null)
        ?? (profile.Identities?.Length > MostPeople ? new Rejection("customer.identities-too-many", "/identities") : null)
        ?? profile.Identities?.Select((identity, i) => Problem(identity, $"/identities/{i}")).FirstOrDefault(wrong => wrong is not null)
        ?? (profile.AnnualPurchaseFen is < 0 or > Yuan.MostFen ? new Rejection("money.out-of-range", "/annualPurchase") : null)
        ?? (profile.DecisionChain?.Length > MostPeople ? new Rejection("customer.decision-chain-too-long", "/decisionChain") : null)
        ?? (profile.CreditCode is { } code && !CreditCodes.IsRight(code) ? new Rejection("customer.credit-code-malformed", "/creditCode") : null)
        ?? profile.DecisionChain?.Select((person, i) =>
            DraftRules.Text(person.Name, 100, "contact.name", $"/decisionChain/{i}/name", required: true)
            ?? DraftRules.Text(person.Title, 100, "contact.title", $"/decisionChain/{i}/title", required: false)).FirstOrDefault(wrong => wrong is not null);

    /// <summary>The keys of all that a customer is known as: its identities and its contacts' phones, each once.</summary>
    public static ImmutableArray<EntityKey> Keys(string org, CustomerProfile profile) =>
    [
        .. (profile.Identities ?? []).Select(identity => identity.IdentityId is { } id
                ? new EntityKey(EntityKinds.Identity, org, id)
                : IdentityKeys.Of(org, identity.Kind, identity.Value))
            .Concat(profile.Contacts.Select(contact => IdentityKeys.Of(org, IdentityKeys.Phone, contact.Phone)))
            .OfType<EntityKey>().Distinct(),
    ];

    /// <summary>Which identities a change of the profile takes and gives up; another rep is told to all.</summary>
    public static IEnumerable<Effect> IdentityEffects(CustomerState was, CustomerState now, EntityKey self)
    {
        var (before, after) = (was.Profile, now.Profile);
        if (ReferenceEquals(before, after))
        {
            yield break;
        }

        // Whoever takes a duplicate asks for all that either was known as: one of them may have held what the other one named too.
        var merged = was.MergedFrom?.Length != now.MergedFrom?.Length;
        var (had, has) = (Keys(self.Org, before), Keys(self.Org, after));
        foreach (var key in had.Where(key => !has.Contains(key)))
        {
            yield return new(key, $"drop-identity.{key.Id}", new DropIdentity(self.Id));
        }

        foreach (var key in has.Where(key => merged || before.RepId != after.RepId || !had.Contains(key)))
        {
            yield return new(key, $"hold-identity.{key.Id}", new HoldIdentity(self.Id, after.RepId) { FormerIds = now.MergedFrom });
        }
    }

    private static Rejection? Problem(ExternalIdentity identity, string at) =>
        !IdentityKeys.Kinds.Contains(identity.Kind) ? new("identity.kind-unknown", $"{at}/kind")
        : DraftRules.Text(identity.Value, 100, "identity.value", $"{at}/value", required: true)
        ?? (IdentityKeys.Normal(identity.Kind, identity.Value) is null ? new("identity.value-malformed", $"{at}/value") : null);
}
