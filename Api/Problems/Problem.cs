using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Problems;

/// <summary>Why a call got no result: a status, a stable code, the field at fault. The sentence is made at the edge, in the caller's language.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable, <c>noun.reason</c>.</param>
/// <param name="Field">JSON pointer into the body, or the name of the query parameter or header at fault.</param>
/// <param name="Values">Named values that the sentence mentions.</param>
public sealed record Problem(int Status, string Code, string? Field = null, ImmutableDictionary<string, string>? Values = null)
{
    /// <summary>Further faults of the same call.</summary>
    public ImmutableArray<Problem> Errors { get; init; } = [];

    /// <summary>The version that is stored now, when a stale one was the reason.</summary>
    public long? Version { get; init; }

    /// <summary>Seconds after which a repeat makes sense.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The same problem with one more value for its sentence.</summary>
    public Problem With(string name, string value) =>
        this with { Values = (Values ?? ImmutableDictionary<string, string>.Empty).SetItem(name, value) };

    /// <summary>A refusal by the rules.</summary>
    public static Problem Of(Rejection rejection, long? version = null) =>
        new(StatusOf(rejection.Code), rejection.Code, rejection.Field, rejection.Values)
        {
            Version = rejection.Code == "version.stale" ? version : null,
        };

    /// <summary>Something that is not there, or that the caller may not know of.</summary>
    public static Problem NotFound(string code = "id.unknown") => new(StatusCodes.Status404NotFound, code);

    /// <summary>The call as the exception that ends it.</summary>
    public ProblemException ToException() => new(this);

    private static int StatusOf(string code) => code switch
    {
        "version.stale" => StatusCodes.Status412PreconditionFailed,
        "clock.jumping" or "clock.stale" => StatusCodes.Status409Conflict,
        _ when code.EndsWith(".not-found", StringComparison.Ordinal) || code == "id.unknown" => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}

/// <summary>Ends a call with a problem from wherever it was found.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    /// <summary>What to answer.</summary>
    public Problem Problem { get; } = problem;
}
