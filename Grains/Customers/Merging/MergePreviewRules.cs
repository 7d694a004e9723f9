using SalesGrains.Entities;
using SalesGrains.Money;

namespace SalesGrains.Customers;

/// <summary>What a person looks at before two customers become one (X10). Pure.</summary>
public static class MergePreviewRules
{
    /// <summary>Where both have an answer, and another one: that of the customer that stays holds.</summary>
    public static IEnumerable<(string Field, string Kept, string Dropped)> Conflicts(CustomerProfile loser, CustomerProfile winner)
    {
        (string Field, string? Kept, string? Dropped)[] all =
        [
            ("name", winner.Name, loser.Name),
            ("tier", winner.Tier, loser.Tier),
            ("rep", winner.RepId, loser.RepId),
            ("industry", winner.Industry, loser.Industry),
            ("external-no", winner.ExternalNo, loser.ExternalNo),
            ("credit-code", winner.CreditCode, loser.CreditCode),
            ("annual-purchase", Amount(winner.AnnualPurchaseFen), Amount(loser.AnnualPurchaseFen)),
        ];
        foreach (var (field, kept, dropped) in all)
        {
            // A number stays with the duplicate, whose address leads to the one that stays.
            if (dropped is not null && dropped != kept && (kept is not null || field == "external-no"))
            {
                yield return (field, kept ?? "", dropped);
            }
        }

        var both = MergeFoldRules.Both(winner, loser);
        foreach (var contact in loser.Contacts.Where(contact => !both.Contacts.Any(one => one.Name == contact.Name && one.Phone == contact.Phone)))
        {
            yield return ("contacts", "", contact.Name);
        }

        foreach (var identity in (loser.Identities ?? []).Where(identity => both.Identities?.Any(one => one.Kind == identity.Kind && one.Value == identity.Value) != true))
        {
            yield return ("identities", "", identity.Kind);
        }
    }

    /// <summary>What stands against it, as far as both say; null: nothing.</summary>
    public static Rejection? Refusal(CustomerView loser, CustomerView winner) =>
        loser.MergedInto is { } other ? MergeRules.Merged(other)
        : loser.Id == winner.Id ? new("customer.merge-into-itself", "/into")
        : MergeRules.Objection(winner)
            ?? (loser.Receipts.Any(receipt => receipt.InFlight != "0.00" || (receipt.Reversed && receipt.Applied != "0.00")) ? new("customer.money-on-its-way") : null);

    private static string? Amount(long fen) => fen == 0 ? null : Yuan.Format(fen);
}
