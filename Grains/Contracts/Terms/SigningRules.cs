using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Money;

namespace SalesGrains.Contracts.Terms;

/// <summary>
/// What signing asks of a contract's terms (R01): they cover the total exactly, each has trigger, offset, owner and its deliverables,
/// at most one takes the remainder and is the last, a retention is the last. Pure.
/// </summary>
public static class SigningRules
{
    /// <summary>Everything that signing would refuse besides what is wrong in itself, in the order of the fields.</summary>
    public static IEnumerable<Rejection> Problems(ContractDraft draft)
    {
        if (draft.TotalFen == 0)
        {
            yield return new("contract.total-missing", "/total");
        }

        if (draft.Terms.IsEmpty)
        {
            yield return new("terms.missing", "/terms");
            yield break;
        }

        foreach (var problem in Complete(draft.Terms, draft.WarrantyMonths))
        {
            yield return problem;
        }

        if (draft.TotalFen > 0 && draft.Terms.All(term => term.Amount is not null) && Cover(draft.TotalFen, draft.Terms) is { } cover)
        {
            yield return cover;
        }
    }

    /// <summary>What is missing in terms, and what of them can never happen.</summary>
    public static IEnumerable<Rejection> Complete(ImmutableArray<Term> terms, int? warrantyMonths)
    {
        for (var i = 0; i < terms.Length; i++)
        {
            foreach (var problem in Complete(terms[i], $"/terms/{i}").Concat(Possible(terms[i], $"/terms/{i}/trigger", terms, warrantyMonths)))
            {
                yield return problem;
            }

            if (terms[i].Kind == TermWords.Retention && i < terms.Length - 1)
            {
                yield return new("terms.retention-not-last", $"/terms/{i}/kind");
            }
        }
    }

    /// <summary>Why the amounts do not cover the total, or null when they do to the fen.</summary>
    /// <param name="totalFen">The contract's total.</param>
    /// <param name="terms">Open terms, each with an amount.</param>
    /// <param name="takenFen">What closed nodes have taken of it.</param>
    /// <param name="taken">What closed nodes had agreed, when their amounts still are those shares of this total.</param>
    /// <param name="places">The places of the open terms in what was sent.</param>
    public static Rejection? Cover(
        long totalFen, ImmutableArray<Term> terms, long takenFen = 0, ImmutableArray<TermAmount>? taken = null, ImmutableArray<int>? places = null)
    {
        string At(int i) => $"/terms/{(places is { } known ? known[i] : i)}/amount";
        var amounts = terms.Select(term => term.Amount).ToList();
        var rest = amounts.FindIndex(amount => amount!.Remainder);
        if (rest >= 0 && amounts.FindLastIndex(amount => amount!.Remainder) is var last && last != rest)
        {
            return new("terms.remainder-twice", At(last));
        }

        if (rest >= 0 && rest != amounts.Count - 1)
        {
            return new("terms.remainder-not-last", At(rest));
        }

        if (rest < 0)
        {
            var excess = SplitRules.Excess(totalFen, amounts, takenFen);
            if (excess != 0 && !(taken is { } agreed && SplitRules.Excess(totalFen, [.. amounts, .. agreed]) == 0))
            {
                return NotCovered(totalFen, amounts, takenFen, excess);
            }
        }

        if (SplitRules.Split(totalFen, amounts, takenFen) is not { } split)
        {
            return new Rejection("terms.over-total", "/terms").With("total", Yuan.Format(totalFen));
        }

        var empty = split.IndexOf(0);
        return empty < 0 ? null : new("term.amount-too-small", At(empty));
    }

    private static Rejection NotCovered(long totalFen, List<TermAmount?> amounts, long takenFen, Int128 excess)
    {
        if (takenFen == 0 && amounts.TrueForAll(amount => amount!.SharePpm is not null))
        {
            return new Rejection("terms.shares-not-whole", "/terms").With("sum", Share.Write((int)Math.Min(int.MaxValue, amounts.Sum(a => (long)a!.SharePpm!.Value))));
        }

        // Towards the side that is wrong, so that a difference below a fen is not told as none.
        var fen = (long)(excess / Share.Whole);
        fen = fen == 0 ? Int128.Sign(excess) : fen;
        return new Rejection("terms.total-not-covered", "/terms")
            .With("difference", Yuan.Format(fen)).With("total", Yuan.Format(totalFen));
    }

    private static IEnumerable<Rejection> Complete(Term term, string at)
    {
        if (string.IsNullOrWhiteSpace(term.Name))
        {
            yield return new("term.name-missing", $"{at}/name");
        }

        if (term.Kind.Length == 0)
        {
            yield return new("term.kind-missing", $"{at}/kind");
        }

        if (term.Trigger is null)
        {
            yield return new("term.trigger-missing", $"{at}/trigger");
        }

        if (term.Offset is null)
        {
            yield return new("term.offset-missing", $"{at}/offset");
        }

        if (term.Amount is null)
        {
            yield return new("term.amount-missing", $"{at}/amount");
        }

        if (string.IsNullOrEmpty(term.Owner))
        {
            yield return new("term.owner-missing", $"{at}/owner");
        }

        // Money for an acceptance is paid against its report (R03); other kinds may go without papers.
        if (term.Kind == TermWords.Acceptance && term.Deliverables.IsEmpty)
        {
            yield return new("term.deliverable-missing", $"{at}/deliverables");
        }

        for (var i = 0; i < term.Deliverables.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(term.Deliverables[i].Type))
            {
                yield return new("deliverable.type-missing", $"{at}/deliverables/{i}/type");
            }
        }
    }

    private static IEnumerable<Rejection> Possible(Term term, string at, ImmutableArray<Term> terms, int? warrantyMonths)
    {
        if (term.Trigger is not { } trigger)
        {
            yield break;
        }

        if (TriggerRules.Requires(trigger, ContractEvents.WarrantyEnd) && warrantyMonths is null)
        {
            yield return new("contract.warranty-missing", "/warrantyMonths");
        }

        if (TriggerRules.Requires(trigger, ContractEvents.PrepayReceived))
        {
            if (term.Kind == TermWords.Prepay)
            {
                yield return new("trigger.waits-for-itself", at);
            }
            else if (!terms.Any(other => other.Kind == TermWords.Prepay))
            {
                yield return new("trigger.without-prepay", at);
            }
        }
    }
}
