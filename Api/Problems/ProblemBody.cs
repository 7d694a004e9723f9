using System.Text.Json.Serialization;

namespace SalesGrains.Problems;

/// <summary>A problem as RFC 9457 has it, with a stable code and the field at fault.</summary>
public sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Code,
    string Detail,
    string TraceId)
{
    /// <summary>JSON pointer into the request's body, or the name of a query parameter or header.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>All faults, when there are several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemError>? Errors { get; init; }

    /// <summary>The version that is stored now, when a stale one was the reason.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Version { get; init; }
}

/// <summary>One of several faults of a call.</summary>
public sealed record ProblemError(string Code, string? Field, string Detail);
