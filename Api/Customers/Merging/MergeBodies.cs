using SalesGrains.Money;
using SalesGrains.Organizations;

namespace SalesGrains.Customers;

/// <summary>Who is looked for. Nothing of it is kept.</summary>
/// <param name="Name">The name as typed.</param>
/// <param name="CreditCode">The unified social credit code.</param>
/// <param name="Phones">Phone numbers of people there.</param>
/// <param name="Identities">What it is known as outside this system.</param>
internal sealed record DuplicateSearch(
    string? Name = null, string? CreditCode = null, IReadOnlyList<string>? Phones = null, IReadOnlyList<IdentityBody>? Identities = null);

/// <summary>Customers that may be the same.</summary>
internal sealed record DuplicatesBody(IReadOnlyList<DuplicateRow> Items);

/// <summary>A customer that may be the same.</summary>
/// <param name="Id">Its id; null: it is another's, and not to be opened.</param>
/// <param name="Name">Its name.</param>
/// <param name="RepName">Whose it is.</param>
/// <param name="Alike">In which ways: code, identity, name, name-like.</param>
internal sealed record DuplicateRow(string? Id, string Name, string RepName, IReadOnlyList<string> Alike);

/// <summary>Into which customer it is merged.</summary>
internal sealed record MergeBody(string? Into);

/// <summary>What a merge would do.</summary>
/// <param name="Into">The customer that stays.</param>
/// <param name="IntoName">Its name.</param>
/// <param name="Version">The version of the duplicate, to be sent as <c>If-Match</c>.</param>
/// <param name="Contacts">People who go over.</param>
/// <param name="Identities">External identities that go over.</param>
/// <param name="Contracts">Contracts that go over.</param>
/// <param name="Opportunities">Opportunities that go over.</param>
/// <param name="FollowUps">Follow-ups that go over.</param>
/// <param name="Receipts">Receipts that go over.</param>
/// <param name="Credit">Credit that goes over, in yuan.</param>
/// <param name="Conflicts">Where both have an answer: that of the customer that stays holds.</param>
/// <param name="Refusal">The code of what stands against it now, or null.</param>
internal sealed record MergePreview(
    string Into, string IntoName, long Version, int Contacts, int Identities, int Contracts, int Opportunities, int FollowUps, int Receipts, string Credit,
    IReadOnlyList<MergeConflict> Conflicts, string? Refusal)
{
    /// <summary>What merging one into the other would do.</summary>
    public static MergePreview Of(CustomerView loser, CustomerView winner, OrganizationTree tree) => new(
        winner.Id, winner.Profile.Name, loser.Version, loser.Profile.Contacts.Length, loser.Profile.Identities?.Length ?? 0, loser.Contracts.Length,
        loser.Care.Opportunities.Length, loser.Care.FollowUps.Length, loser.Receipts.Length, loser.Credit,
        [.. MergePreviewRules.Conflicts(loser.Profile, winner.Profile).Select(one => one.Field == "rep"
            ? new MergeConflict(one.Field, tree.RepName(one.Kept), tree.RepName(one.Dropped))
            : new MergeConflict(one.Field, one.Kept, one.Dropped))],
        MergePreviewRules.Refusal(loser, winner)?.Code);
}

/// <summary>Both have an answer.</summary>
/// <param name="Field">name, tier, rep, industry, external-no, credit-code, annual-purchase, contacts or identities.</param>
/// <param name="Kept">What holds.</param>
/// <param name="Dropped">What is left behind, in the duplicate's history.</param>
internal sealed record MergeConflict(string Field, string Kept, string Dropped);
