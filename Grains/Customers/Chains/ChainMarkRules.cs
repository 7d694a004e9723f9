using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Customers.Chains;

/// <summary>Keeps the moments of which chains are made (P08), by when they happened, however late they were recorded. Pure.</summary>
internal static class ChainMarkRules
{
    /// <summary>Moments that are kept; older ones stand in the history.</summary>
    private const int MostKept = 60;

    /// <summary>The care with what an event adds to its chains.</summary>
    public static CareState Marked(CareState care, CustomerEvent happened, EventMeta meta)
    {
        var marks = Of(happened, meta).ToList();
        return marks.Count == 0 ? care : care with { Marks = Put(care.Marks ?? [], marks) };
    }

    /// <summary>The moments of two customers that are one (X10).</summary>
    public static ImmutableArray<ChainMark>? Both(ImmutableArray<ChainMark>? ours, ImmutableArray<ChainMark>? theirs) =>
        ours is null ? theirs : theirs is null ? ours : Put(ours.Value, theirs.Value);

    /// <summary>At the same moment what was done comes before what the customer said to it.</summary>
    private static ImmutableArray<ChainMark> Put(ImmutableArray<ChainMark> all, IEnumerable<ChainMark> more) =>
        [.. all.Concat(more).DistinctBy(mark => (mark.Id, mark.Kind, mark.At)).OrderBy(mark => mark.At).ThenBy(mark => mark.Kind == ChainMark.Objection).TakeLast(MostKept)];

    private static IEnumerable<ChainMark> Of(CustomerEvent happened, EventMeta meta) => happened switch
    {
        FollowUpRecorded e => [.. Mark(e.FollowUp.Id, e.FollowUp.OccurredAt, ChainMark.Solution, e.Solution), .. Mark(e.FollowUp.Id, e.FollowUp.OccurredAt, ChainMark.Objection, e.Objection)],
        QuotationRecorded e => Mark(e.QuotationId, e.At, ChainMark.Solution, ChainSolutions.Quotation, e.OpportunityId),
        OpportunityCreated e => Mark(e.OpportunityId, meta.RecordedAt, ChainMark.Result, ChainResults.Advanced, e.OpportunityId),
        OpportunityMoved e => Mark(e.OpportunityId, meta.RecordedAt, ChainMark.Result, IsOn(e) ? ChainResults.Advanced : ChainResults.SetBack, e.OpportunityId),
        OpportunityClosed e => Mark(e.OpportunityId, meta.RecordedAt, ChainMark.Result, e.Outcome == Outcomes.Won ? ChainResults.Won : ChainResults.Lost, e.OpportunityId),
        _ => [],
    };

    private static bool IsOn(OpportunityMoved e) => OpportunityStages.All.IndexOf(e.To) > OpportunityStages.All.IndexOf(e.From);

    private static IEnumerable<ChainMark> Mark(string id, DateTimeOffset at, string kind, string? code, string? opportunityId = null) =>
        code is null ? [] : [new() { Id = id, At = at, Kind = kind, Code = code, OpportunityId = opportunityId }];
}
