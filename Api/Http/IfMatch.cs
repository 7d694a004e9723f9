using System.Globalization;
using SalesGrains.Problems;

namespace SalesGrains.Http;

/// <summary>The <c>If-Match</c> header: the version that a person saw before they edited.</summary>
internal static class IfMatch
{
    /// <summary>Makes an endpoint refuse calls without <c>If-Match</c> (428).</summary>
    public static TBuilder RequireVersion<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new NeedsVersion());

    /// <summary>The version, or null where none is needed.</summary>
    /// <exception cref="ProblemException">Missing where it is needed, or malformed.</exception>
    public static long? Of(HttpContext context)
    {
        var needed = context.GetEndpoint()?.Metadata.GetMetadata<NeedsVersion>() is not null;
        if (!needed)
        {
            return null;
        }

        var values = context.Request.Headers.IfMatch;
        if (values.Count == 0)
        {
            throw new Problem(StatusCodes.Status428PreconditionRequired, "version.required", "If-Match").ToException();
        }

        return values is [{ Length: > 2 } text] && text[0] == '"' && text[^1] == '"'
            && long.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new Problem(StatusCodes.Status400BadRequest, "version.malformed", "If-Match").ToException();
    }
}

/// <summary>An edit of terms or a profile: it carries the version that the person saw.</summary>
internal sealed class NeedsVersion;
