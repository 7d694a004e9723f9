using System.Collections.Immutable;

namespace SalesGrains.Customers.Chains;

/// <summary>
/// Chains of objection, solution and result (问题类型→解决方案→最终结果, P08), read off the moments of a customer in the order they happened.
/// <list type="bullet">
/// <item>An objection opens a chain. The same objection again, before anything was done about it, is the same chain.</item>
/// <item>The solution is the first quotation or tick of something done that follows in another record.</item>
/// <item>The result is what becomes of an opportunity afterwards, of the one that was quoted for if that was said: a stage on or back is the
/// result so far, won or lost is final and closes the chain. Before anything was done only won and lost are a result.</item>
/// <item>The same objection after a solution closes the chain too, as repeated when there was no result yet, and opens the next.</item>
/// </list>
/// What has no final result stays open for one. Pure.
/// </summary>
public static class ChainRules
{
    /// <summary>Chains that boards keep of a customer; older ones stand in its history.</summary>
    public const int MostKept = 12;

    /// <summary>The chains of moments in order, the earliest first.</summary>
    public static ImmutableArray<ChainFacts> Of(ImmutableArray<ChainMark> marks)
    {
        var chains = new List<Chain>();
        foreach (var mark in marks)
        {
            switch (mark.Kind)
            {
                case ChainMark.Objection:
                    Object(chains, mark);
                    break;
                case ChainMark.Solution:
                    Solve(chains, mark);
                    break;
                case ChainMark.Result:
                    End(chains, mark);
                    break;
            }
        }

        return [.. chains.Select(chain => chain.Facts).TakeLast(MostKept)];
    }

    private static void Object(List<Chain> chains, ChainMark mark)
    {
        var open = chains.FindLastIndex(chain => !chain.Closed && chain.Facts.Objection == mark.Code);
        if (open >= 0 && chains[open].Facts.Solution is null)
        {
            chains[open] = chains[open] with { Facts = chains[open].Facts with { Times = chains[open].Facts.Times + 1 } };
            return;
        }

        if (open >= 0)
        {
            var facts = chains[open].Facts;
            chains[open] = chains[open] with
            {
                Closed = true, Facts = facts.Result == ChainResults.Open ? facts with { Result = ChainResults.Repeated, EndedAt = mark.At } : facts,
            };
        }

        chains.Add(new(new(mark.Id, mark.Code, mark.At, 1, null, null, ChainResults.Open, null)));
    }

    private static void Solve(List<Chain> chains, ChainMark mark)
    {
        for (var i = 0; i < chains.Count; i++)
        {
            var (chain, facts) = (chains[i], chains[i].Facts);
            if (!chain.Closed && facts.Solution is null && facts.At < mark.At)
            {
                chains[i] = chain with { Facts = facts with { Solution = mark.Code, SolvedAt = mark.At }, OpportunityId = mark.OpportunityId };
            }
        }
    }

    private static void End(List<Chain> chains, ChainMark mark)
    {
        for (var i = 0; i < chains.Count; i++)
        {
            var (chain, final) = (chains[i], mark.Code is ChainResults.Won or ChainResults.Lost);
            if (!chain.Closed && (final || chain.Facts.Solution is not null) && (chain.OpportunityId is null || chain.OpportunityId == mark.OpportunityId))
            {
                chains[i] = chain with { Closed = final, Facts = chain.Facts with { Result = mark.Code, EndedAt = mark.At } };
            }
        }
    }

    /// <summary>A chain that is being read.</summary>
    private sealed record Chain(ChainFacts Facts, string? OpportunityId = null, bool Closed = false);
}
