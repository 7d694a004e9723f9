using System.Collections.Immutable;
using System.Text.Json;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.RuleSets;

namespace SalesGrains.Contracts.Terms;

/// <summary>
/// What an amendment (补充协议) makes of a signed contract. Settled nodes stay as they are and count with their amounts; open ones go on
/// under the term that keeps them, with what was paid; what is paid over a smaller amount is released, the latest first. Pure.
/// </summary>
public static class AmendmentRules
{
    /// <summary>The amendment as an event, or the first thing that is wrong with it.</summary>
    public static Decision<ContractEvent> Amend(ContractState contract, AmendContract command, PaymentRuleSet rules)
    {
        if (Wrong(contract, command, rules) is { } wrong)
        {
            return wrong;
        }

        var closed = contract.Nodes.Where(node => node.IsSettled).ToImmutableArray();
        var isOpen = command.Terms.Select(term => !closed.Any(node => node.No == term.KeepNo)).ToImmutableArray();
        var places = Enumerable.Range(0, command.Terms.Length).Where(i => isOpen[i]).ToImmutableArray();
        var open = places.Select(i => command.Terms[i].Term).ToImmutableArray();
        var takenFen = closed.Sum(node => node.AmountFen);
        if (takenFen > command.TotalFen)
        {
            return new Rejection("amendment.total-below-closed", "/total").With("closed", Yuan.Format(takenFen));
        }

        if (SigningRules.Cover(command.TotalFen, open, takenFen, Agreed(closed, command.TotalFen), places) is { } cover)
        {
            return cover;
        }

        var amounts = SplitRules.Split(command.TotalFen, [.. open.Select(term => term.Amount)], takenFen)!.Value;
        var next = contract.Nodes.Max(node => node.No) + 1;
        var nodes = ImmutableArray.CreateBuilder<AgreedNode>();
        nodes.AddRange(closed.Where(node => !command.Terms.Any(term => term.KeepNo == node.No)).Select(Unchanged));
        var split = 0;
        for (var i = 0; i < command.Terms.Length; i++)
        {
            var (term, keep) = command.Terms[i];
            nodes.Add(isOpen[i]
                ? new AgreedNode { No = keep ?? next++, Term = term, AmountFen = amounts[split++] }
                : Unchanged(contract.Node(keep!.Value)!));
        }

        var stand = nodes.ToImmutable();
        var takenOut = contract.Nodes.Where(node => !node.Cancelled && !stand.Any(now => now.No == node.No)).Select(node => node.No).ToImmutableArray();
        return new ContractAmended(command.Reason, command.EffectiveOn, command.TotalFen, stand, takenOut, Released(contract, stand));
    }

    private static Rejection? Wrong(ContractState contract, AmendContract command, PaymentRuleSet rules)
    {
        if (DraftRules.Text(command.Reason, 500, "amendment.reason", "/reason", required: true) is { } reason)
        {
            return reason;
        }

        if (command.EffectiveOn < rules.EarliestDate || command.EffectiveOn > rules.LatestDate)
        {
            return new("date.out-of-range", "/effectiveOn");
        }

        if (command.TotalFen is < 0 or > Yuan.MostFen)
        {
            return new("money.out-of-range", "/total");
        }

        var terms = command.Terms.Select(term => term.Term).ToImmutableArray();
        if (terms.IsEmpty)
        {
            return new("terms.missing", "/terms");
        }

        return DraftRules.Terms(terms, rules).FirstOrDefault()
            ?? Kept(contract, command.Terms)
            ?? SigningRules.Complete(terms, contract.Header.WarrantyMonths).FirstOrDefault();
    }

    private static Rejection? Kept(ContractState contract, ImmutableArray<AmendedTerm> terms)
    {
        var seen = new HashSet<int>();
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i].KeepNo is not { } no)
            {
                continue;
            }

            if (contract.Node(no) is not { Cancelled: false } node)
            {
                return new Rejection("amendment.node-unknown", $"/terms/{i}/keepNo").With("node", $"{no}");
            }

            if (!seen.Add(no))
            {
                return new Rejection("amendment.node-twice", $"/terms/{i}/keepNo").With("node", $"{no}");
            }

            if (node.IsSettled && !IsUnchanged(node, terms[i].Term))
            {
                return new Rejection("amendment.node-closed", $"/terms/{i}").With("node", $"{no}");
            }
        }

        return null;
    }

    /// <summary>A settled node may be listed with the amount it has, or as it was agreed.</summary>
    private static bool IsUnchanged(PaymentNode node, Term term) =>
        Text(term) == Text(node.Term) || Text(term) == Text(node.Term with { Amount = TermAmount.Fixed(node.AmountFen) });

    // A roll that is not named is the next business day.
    private static string Text(Term term) => JsonSerializer.Serialize(
        term with { Unknown = null, Offset = term.Offset is { Roll: null } plain ? plain with { Roll = TermWords.RollNext } : term.Offset },
        ContractJson.Stored.Term);

    private static AgreedNode Unchanged(PaymentNode node) => new() { No = node.No, Term = node.Term, AmountFen = node.AmountFen };

    /// <summary>What closed nodes had agreed, while their amounts still are those shares of the total to the fen.</summary>
    private static ImmutableArray<TermAmount> Agreed(ImmutableArray<PaymentNode> closed, long totalFen) =>
    [
        .. closed.Select(node => node.Term.Amount is { SharePpm: { } ppm } share
            && Int128.Abs(((Int128)node.AmountFen * Share.Whole) - ((Int128)totalFen * ppm)) < Share.Whole
                ? share : TermAmount.Fixed(node.AmountFen)),
    ];

    private static ImmutableArray<PaymentPart> Released(ContractState contract, ImmutableArray<AgreedNode> stand)
    {
        var released = ImmutableArray.CreateBuilder<PaymentPart>();
        foreach (var node in contract.Nodes.Where(node => !node.Cancelled))
        {
            var over = node.PaidFen - (stand.FirstOrDefault(now => now.No == node.No)?.AmountFen ?? 0);
            foreach (var payment in node.Payments.Reverse())
            {
                var part = Math.Min(over, payment.AmountFen);
                if (part > 0)
                {
                    released.Add(new() { No = node.No, AllocationId = payment.AllocationId, ReceiptId = payment.ReceiptId, AmountFen = part });
                    over -= part;
                }
            }
        }

        return released.ToImmutable();
    }
}
