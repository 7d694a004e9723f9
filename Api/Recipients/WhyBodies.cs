using SalesGrains.Nudges.Why;

namespace SalesGrains.Recipients;

/// <summary>Why somebody was reminded, or was not (C06).</summary>
/// <param name="Kind">contract, customer or recipient.</param>
/// <param name="Id">Which.</param>
/// <param name="RepId">Whose it is.</param>
/// <param name="NudgeId">The nudge that it is about; null: none was raised.</param>
/// <param name="Broken">The first link that is broken; null: none is.</param>
/// <param name="Fault">What broke it.</param>
/// <param name="Says">The answer in a sentence.</param>
/// <param name="Does">What to do about it; null: nothing.</param>
/// <param name="Links">From the signal to what was done.</param>
/// <param name="Faults">Everything that is wrong with how this person is reached.</param>
internal sealed record WhyBody(
    string Kind, string Id, string RepId, string? NudgeId, string? Broken, string? Fault, string Says, string? Does,
    IReadOnlyList<WhyLinkBody> Links, IReadOnlyList<WhyFaultBody> Faults)
{
    /// <summary>The chain in a language.</summary>
    public static WhyBody Of(WhyCase one, string repId, WhyChain chain, string language)
    {
        var (says, does) = WhyTexts.Of(language, chain.Fault ?? (chain.NudgeId is null ? "none" : "fine"));
        return new(
            one.Kind, one.Id, repId, chain.NudgeId, chain.Broken, chain.Fault, says, does,
            [.. chain.Links.Select(link => new WhyLinkBody(link.Code, WhyTexts.Link(language, link.Code), link.State, link.At, link.Fault, link.Channels.IsDefault ? [] : link.Channels))],
            [.. chain.Faults.Select(fault => new WhyFaultBody(fault, WhyTexts.Of(language, fault).Says, WhyTexts.Of(language, fault).Does))]);
    }
}

/// <summary>A link of the chain.</summary>
/// <param name="Code">signal, identity, raised, queued, sent, delivered, seen or done.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">ok, waiting, broken or skipped.</param>
/// <param name="At">When it happened, or is to.</param>
/// <param name="Fault">What broke it, or what it waits for.</param>
/// <param name="Channels">Each channel with what became of it.</param>
internal sealed record WhyLinkBody(string Code, string Name, string State, DateTimeOffset? At, string? Fault, IReadOnlyList<WhyChannel> Channels);

/// <summary>Something that is wrong with how a person is reached.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Says">What it is.</param>
/// <param name="Does">What to do about it.</param>
internal sealed record WhyFaultBody(string Code, string Says, string? Does);
