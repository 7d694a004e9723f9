using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Customers;

/// <summary>Somebody commented (X18).</summary>
/// <param name="CommentId">Its id.</param>
/// <param name="Text">What they said.</param>
/// <param name="Mentions">The levels whose people are mentioned.</param>
/// <param name="AuthorId">Who may take it back.</param>
public sealed record CommentAdded(string CommentId, string Text, ImmutableArray<string> Mentions, string AuthorId) : CustomerEvent;

/// <summary>Its author took it back: no page shows it any more.</summary>
/// <param name="CommentId">The comment.</param>
public sealed record CommentRemoved(string CommentId) : CustomerEvent;

/// <summary>A comment that can still be taken back; its text stands in the history alone.</summary>
public sealed record CommentMark
{
    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>Who wrote it.</summary>
    public string AuthorId { get; set; } = "";

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
