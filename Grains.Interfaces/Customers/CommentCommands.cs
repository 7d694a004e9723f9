using System.Collections.Immutable;

namespace SalesGrains.Customers;

/// <summary>Somebody says something about a customer to those who look after it (评论, X18).</summary>
/// <param name="CommentId">Its id; the same id twice is one.</param>
/// <param name="Text">What, 1–2,000 characters, as plain text.</param>
/// <param name="Mentions">Who is mentioned, along the customer's line: rep, manager, director.</param>
[GenerateSerializer, Immutable, Alias("add-comment")]
public sealed record AddComment(
    [property: Id(0)] string CommentId, [property: Id(1)] string Text, [property: Id(2)] ImmutableArray<string> Mentions) : CustomerCommand;

/// <summary>Takes one's own comment back; the history keeps it.</summary>
/// <param name="CommentId">The comment.</param>
[GenerateSerializer, Immutable, Alias("remove-comment")]
public sealed record RemoveComment([property: Id(0)] string CommentId) : CustomerCommand;
