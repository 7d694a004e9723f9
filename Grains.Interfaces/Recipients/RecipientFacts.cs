using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Recipients;

/// <summary>The facts of a recipient (收件人).</summary>
[GenerateSerializer, Immutable, Alias("recipient-facts")]
public sealed record RecipientFacts : EntityFacts
{
    /// <summary>Nudges that wait for this person.</summary>
    [Id(0)] public int Open { get; set; }

    /// <summary>Sources of first contacts that have produced an event (C09).</summary>
    [Id(1)] public ImmutableArray<string> Sources { get; set; } = [];

    /// <summary>Kinds of channels with an address.</summary>
    [Id(2)] public ImmutableArray<string> Channels { get; set; } = [];
}
