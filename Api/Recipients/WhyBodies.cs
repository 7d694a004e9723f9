using SalesGrains.Http;
using SalesGrains.Nudges.Why;

namespace SalesGrains.Recipients;

/// <summary>Why somebody was reminded, or was not (C06).</summary>
/// <param name="Kind">contract, customer or recipient.</param>
/// <param name="Id">Which.</param>
/// <param name="RepId">Whose it is.</param>
/// <param name="NudgeId">The nudge that the answer is about; null: none was raised.</param>
/// <param name="Broken">Its first link that is broken; null: none is.</param>
/// <param name="Fault">What broke it.</param>
/// <param name="Says">The answer in a sentence.</param>
/// <param name="Does">What to do about it; null: nothing.</param>
/// <param name="Links">From the signal to what was done.</param>
/// <param name="Faults">Everything that is wrong with how this person is reached.</param>
/// <param name="NextDueAt">The earliest moment at which the contract or customer must act and has not; null: nothing is due ever.</param>
/// <param name="Fired">False when that moment has passed.</param>
/// <param name="From">A rep: the first day of the period.</param>
/// <param name="To">A rep: its last day.</param>
/// <param name="Count">How many chains there are.</param>
/// <param name="BrokenCount">How many of them are broken.</param>
/// <param name="Chains">A page of them: of a contract or customer the newest first, of a rep the broken ones first.</param>
/// <param name="Next">The cursor of the next page, or null at the end.</param>
internal sealed record WhyBody(
    string Kind, string Id, string RepId, string? NudgeId, string? Broken, string? Fault, string Says, string? Does,
    IReadOnlyList<WhyLinkBody> Links, IReadOnlyList<WhyFaultBody> Faults, DateTimeOffset? NextDueAt, bool Fired, DateOnly? From, DateOnly? To,
    int Count, int BrokenCount, IReadOnlyList<WhyChainBody> Chains, string? Next)
{
    /// <summary>The answer in a language.</summary>
    public static WhyBody Of(WhyCase one, string repId, Period? period, IReadOnlyList<WhyChain> all, WhyPage page, string language)
    {
        var chain = WhyRules.Of(one);
        var (says, does) = WhyTexts.Of(language, chain);
        return new(
            one.Kind, one.Id, repId, chain.NudgeId, chain.Broken, chain.Fault, says, does, WhyLinkBody.Of(chain, language),
            [.. chain.Faults.Select(fault => new WhyFaultBody(fault, WhyTexts.Of(language, fault).Says, WhyTexts.Of(language, fault).Does))],
            one.NextDue, !WhyRules.HasNotFired(one), period?.From, period?.To, all.Count, all.Count(known => known.Broken is not null),
            [.. page.Chains.Select(known => WhyChainBody.Of(known, language))], page.Next);
    }
}

/// <summary>One nudge with its whole chain.</summary>
/// <param name="NudgeId">The nudge; null: what did not fire, or why there is none.</param>
/// <param name="Kind">The kind of the entity that raised it.</param>
/// <param name="EntityId">Its id.</param>
/// <param name="Subject">What it is about, in people's words.</param>
/// <param name="Rule">The rule that raised it.</param>
/// <param name="Level">Who it is for: rep, manager or director.</param>
/// <param name="DueAt">The moment that it is for.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="Broken">The first link that is broken; null: none is.</param>
/// <param name="Fault">What broke it.</param>
/// <param name="Says">What became of it in a sentence.</param>
/// <param name="Does">What to do about it; null: nothing.</param>
/// <param name="Links">From the signal to what was done.</param>
internal sealed record WhyChainBody(
    string? NudgeId, string? Kind, string? EntityId, string? Subject, string? Rule, string? Level, DateTimeOffset? DueAt, DateTimeOffset? RaisedAt,
    string? Broken, string? Fault, string Says, string? Does, IReadOnlyList<WhyLinkBody> Links)
{
    /// <summary>The chain in a language.</summary>
    public static WhyChainBody Of(WhyChain chain, string language)
    {
        var (says, does) = WhyTexts.Of(language, chain);
        var nudge = chain.Nudge;
        return new(
            nudge?.NudgeId, nudge?.Kind, nudge?.EntityId, nudge?.Subject, nudge?.Rule, nudge?.Level, nudge?.DueAt, nudge?.RaisedAt, chain.Broken, chain.Fault,
            says, does, WhyLinkBody.Of(chain, language));
    }
}

/// <summary>A link of the chain.</summary>
/// <param name="Code">signal, identity, raised, queued, sent, delivered, seen or done.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">ok, waiting, broken or skipped.</param>
/// <param name="At">When it happened, or is to.</param>
/// <param name="Fault">What broke it, or what it waits for.</param>
/// <param name="Channels">Each channel with what became of it.</param>
internal sealed record WhyLinkBody(string Code, string Name, string State, DateTimeOffset? At, string? Fault, IReadOnlyList<WhyChannel> Channels)
{
    /// <summary>The links of a chain in a language.</summary>
    public static IReadOnlyList<WhyLinkBody> Of(WhyChain chain, string language) =>
        [.. chain.Links.Select(link => new WhyLinkBody(
            link.Code, WhyTexts.Link(language, link.Code), link.State, link.At, link.Fault, link.Channels.IsDefault ? [] : link.Channels))];
}

/// <summary>Something that is wrong with how a person is reached.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Says">What it is.</param>
/// <param name="Does">What to do about it.</param>
internal sealed record WhyFaultBody(string Code, string Says, string? Does);
