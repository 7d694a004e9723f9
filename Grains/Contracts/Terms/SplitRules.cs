using System.Collections.Immutable;
using SalesGrains.Money;

namespace SalesGrains.Contracts.Terms;

/// <summary>
/// Splits a total over payment nodes to the fen (R01). Shares are rounded cumulatively, a(i) = R(T·P(i)) − R(T·P(i−1)): no node is ever
/// negative, none is a fen or more from its exact share, and the sum is exact. Pure.
/// </summary>
public static class SplitRules
{
    /// <summary>The amounts, in fen, or null when an amount is missing or they do not fit into the total.</summary>
    /// <param name="totalFen">The contract's total.</param>
    /// <param name="amounts">Of each node: a share, a fixed amount or the remainder.</param>
    /// <param name="takenFen">What closed nodes have taken of the total.</param>
    public static ImmutableArray<long>? Split(long totalFen, IReadOnlyList<TermAmount?> amounts, long takenFen = 0)
    {
        if (totalFen < 0 || amounts.Any(amount => amount is null) || amounts.Count(amount => amount!.Remainder) > 1)
        {
            return null;
        }

        var fixedFen = amounts.Sum(amount => amount!.FixedFen ?? 0);
        var shares = amounts.Sum(amount => (long)(amount!.SharePpm ?? 0));
        var hasRest = amounts.Any(amount => amount!.Remainder);

        // Without a remainder the shares divide whatever is left, exactly; with one they are of the whole total and it takes the rest.
        var (shared, whole) = hasRest ? (totalFen, Share.Whole) : (totalFen - takenFen - fixedFen, shares);
        var given = hasRest ? Rounded(totalFen, shares, Share.Whole) : shares == 0 ? 0 : shared;
        var rest = totalFen - takenFen - fixedFen - given;
        if (shared < 0 || rest < 0 || (!hasRest && rest != 0))
        {
            return null;
        }

        var split = ImmutableArray.CreateBuilder<long>(amounts.Count);
        long before = 0;
        foreach (var amount in amounts)
        {
            if (amount!.SharePpm is { } ppm)
            {
                split.Add(Rounded(shared, before + ppm, whole) - Rounded(shared, before, whole));
                before += ppm;
            }
            else
            {
                split.Add(amount.Remainder ? rest : amount.FixedFen ?? 0);
            }
        }

        return split.MoveToImmutable();
    }

    /// <summary>
    /// How far shares, fixed amounts and what is taken are from the total, in millionths of a fen: 0 is an exact cover, below 0 something
    /// is missing.
    /// </summary>
    public static Int128 Excess(long totalFen, IEnumerable<TermAmount?> amounts, long takenFen = 0)
    {
        var sum = (Int128)(takenFen - totalFen) * Share.Whole;
        foreach (var amount in amounts)
        {
            sum += ((Int128)totalFen * (amount?.SharePpm ?? 0)) + ((Int128)(amount?.FixedFen ?? 0) * Share.Whole);
        }

        return sum;
    }

    /// <summary>T·n/d, half a fen and more up.</summary>
    private static long Rounded(long totalFen, long numerator, long denominator) =>
        denominator == 0 ? 0 : (long)(((2 * (Int128)totalFen * numerator) + denominator) / (2 * (Int128)denominator));
}
