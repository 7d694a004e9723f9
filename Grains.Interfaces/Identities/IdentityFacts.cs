using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Identities;

/// <summary>What lists know of an external identity (C04).</summary>
[GenerateSerializer, Immutable, Alias("identity-facts")]
public sealed record IdentityFacts : EntityFacts
{
    /// <summary>wecom, phone or wechat.</summary>
    [Id(0)] public string IdentityKind { get; set; } = "";

    /// <summary>The value with its middle left out.</summary>
    [Id(1)] public string Masked { get; set; } = "";

    /// <summary>The rep whom its signals name; empty: not known.</summary>
    [Id(2)] public string RepId { get; set; } = "";

    /// <summary>True while signals wait for somebody to say whose they are (未匹配).</summary>
    [Id(3)] public bool IsWaiting { get; set; }

    /// <summary>When the earliest of them happened.</summary>
    [Id(4)] public DateTimeOffset? FirstAt { get; set; }

    /// <summary>When the latest of them happened.</summary>
    [Id(5)] public DateTimeOffset? LastAt { get; set; }

    /// <summary>How many came.</summary>
    [Id(6)] public int Count { get; set; }

    /// <summary>The source of the earliest of them.</summary>
    [Id(7)] public string Source { get; set; } = "";

    /// <summary>When its first contact is missed, or was; null: no clock runs.</summary>
    [Id(8)] public DateTimeOffset? DeadlineAt { get; set; }

    /// <summary>When it was missed; null: it was not.</summary>
    [Id(9)] public DateTimeOffset? MissedAt { get; set; }

    /// <summary>mobile or pc, when the source of the first contact knew.</summary>
    [Id(10)] public string? Device { get; set; }

    /// <summary>Nudges that nobody has acted on yet.</summary>
    [Id(11)] public ImmutableArray<NudgeFacts> Nudges { get; set; } = [];
}
