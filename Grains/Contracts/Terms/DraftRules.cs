using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.RuleSets;

namespace SalesGrains.Contracts.Terms;

/// <summary>What may stand in a draft: anything that is not wrong in itself. What is missing is only asked for at signing. Pure.</summary>
public static class DraftRules
{
    private const int MostCount = 3660;
    private const int MostWorkdays = 2600;
    private const int MostMonths = 120;

    /// <summary>Everything that is wrong in itself, in the order of the fields.</summary>
    public static IEnumerable<Rejection> Problems(ContractDraft draft, PaymentRuleSet rules)
    {
        var problems = new[]
        {
            Text(draft.Number, 64, "contract.number", "/number", required: true),
            Text(draft.Title, 200, "contract.title", "/title", required: false),
            Text(draft.CustomerId, 64, "contract.customer", "/customerId", required: true),
            Text(draft.RepId, 64, "contract.rep", "/repId", required: true),
            draft.TotalFen is < 0 or > Yuan.MostFen ? new("money.out-of-range", "/total") : null,
            draft.WarrantyMonths is < 0 or > 240 ? new("contract.warranty-out-of-range", "/warrantyMonths") : null,
            draft.DecisionChain.Length > 20 ? new("contract.decision-chain-too-long", "/decisionChain") : null,
        };
        return problems.OfType<Rejection>().Concat(Terms(draft.Terms, rules));
    }

    /// <summary>Everything that is wrong in itself with terms.</summary>
    public static IEnumerable<Rejection> Terms(ImmutableArray<Term> terms, PaymentRuleSet rules)
    {
        if (terms.Length > rules.MaxTerms)
        {
            yield return new Rejection("terms.too-many", "/terms").With("max", $"{rules.MaxTerms}");
        }

        for (var i = 0; i < terms.Length; i++)
        {
            foreach (var problem in One(terms[i], $"/terms/{i}", rules))
            {
                yield return problem;
            }
        }
    }

    /// <summary>A refusal when a text is missing, too long or has control characters in it.</summary>
    internal static Rejection? Text(string? text, int most, string code, string field, bool required) =>
        string.IsNullOrWhiteSpace(text) ? required ? new($"{code}-missing", field) : null
        : text.Length > most ? new Rejection($"{code}-too-long", field).With("max", $"{most}")
        : text.Any(char.IsControl) ? new($"{code}-malformed", field)
        : null;

    private static IEnumerable<Rejection> One(Term term, string at, PaymentRuleSet rules)
    {
        if (Text(term.Name, 60, "term.name", $"{at}/name", required: false) is { } name)
        {
            yield return name;
        }

        if (term.Kind.Length > 0 && !TermWords.Kinds.Contains(term.Kind))
        {
            yield return new("term.kind-unknown", $"{at}/kind");
        }

        if (term.Owner is { Length: > 0 } owner && !TermWords.Owners.Contains(owner))
        {
            yield return new("term.owner-unknown", $"{at}/owner");
        }

        if (term.Deliverables.Length > 20)
        {
            yield return new("term.deliverables-too-many", $"{at}/deliverables");
        }

        foreach (var problem in Trigger(term.Trigger, $"{at}/trigger", rules, 1).Concat(Offset(term.Offset, $"{at}/offset")).Concat(Amount(term.Amount, $"{at}/amount")))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Rejection> Trigger(TriggerExpr? trigger, string at, PaymentRuleSet rules, int depth)
    {
        if (depth > rules.MaxTriggerDepth)
        {
            return [new Rejection("trigger.too-deep", at).With("max", $"{rules.MaxTriggerDepth}")];
        }

        return trigger switch
        {
            OnDate date => date.On < rules.EarliestDate || date.On > rules.LatestDate ? [new("date.out-of-range", $"{at}/on")] : [],
            OnEvent on => ContractEvents.All.Contains(on.Event) ? [] : [new("trigger.event-unknown", $"{at}/event")],
            AfterEvent after => After(after, $"{at}/after"),
            AllOf all => Parts(all.Of, $"{at}/allOf", rules, depth),
            AnyOf any => Parts(any.Of, $"{at}/anyOf", rules, depth),
            _ => [],
        };
    }

    private static IEnumerable<Rejection> Parts(ImmutableArray<TriggerExpr> parts, string at, PaymentRuleSet rules, int depth) =>
        parts.Length is < 2 or > 12
            ? [new("trigger.parts-out-of-range", at)]
            : parts.SelectMany((part, i) => Trigger(part, $"{at}/{i}", rules, depth + 1));

    private static IEnumerable<Rejection> After(AfterEvent after, string at)
    {
        if (!ContractEvents.All.Contains(after.Event))
        {
            yield return new("trigger.event-unknown", $"{at}/event");
        }

        if (after.Unit is not (TermWords.Workday or TermWords.Day or TermWords.Month))
        {
            yield return new("trigger.unit-unknown", $"{at}/unit");
        }
        else if (after.Count < 1 || after.Count > MostOf(after.Unit))
        {
            yield return new("trigger.count-out-of-range", $"{at}/count");
        }
    }

    private static IEnumerable<Rejection> Offset(Offset? offset, string at)
    {
        if (offset is null)
        {
            yield break;
        }

        if (!TermWords.Units.Contains(offset.Unit))
        {
            yield return new("offset.unit-unknown", $"{at}/unit");
        }
        else if (offset.Count < 0 || offset.Count > MostOf(offset.Unit))
        {
            yield return new("offset.count-out-of-range", $"{at}/count");
        }

        if (offset.DaysAfter is < 0 or > 366 || (offset.DaysAfter != 0 && offset.Unit != TermWords.MonthEnd))
        {
            yield return new("offset.days-after-out-of-range", $"{at}/daysAfter");
        }

        if (offset.Roll is { } roll && !TermWords.Rolls.Contains(roll))
        {
            yield return new("offset.roll-unknown", $"{at}/roll");
        }
    }

    private static int MostOf(string unit) => unit switch
    {
        TermWords.Workday => MostWorkdays,
        TermWords.Day => MostCount,
        _ => MostMonths,
    };

    private static IEnumerable<Rejection> Amount(TermAmount? amount, string at)
    {
        if (amount is null)
        {
            yield break;
        }

        if ((amount.SharePpm is null ? 0 : 1) + (amount.FixedFen is null ? 0 : 1) + (amount.Remainder ? 1 : 0) != 1)
        {
            yield return new("term.amount-ambiguous", at);
        }

        if (amount.SharePpm is < 1 or > Share.Whole)
        {
            yield return new("share.out-of-range", $"{at}/share");
        }

        if (amount.FixedFen is < 1 or > Yuan.MostFen)
        {
            yield return new("money.out-of-range", $"{at}/fixed");
        }
    }
}
