using System.Globalization;
using SalesGrains.Entities;
using SalesGrains.Problems;

namespace SalesGrains.Http;

/// <summary>What every accepted command answers.</summary>
/// <param name="Id">The entity or the new thing.</param>
/// <param name="Version">The entity's version after it.</param>
/// <param name="ViewPending">True when lists may not show it yet.</param>
public sealed record CommandAnswer(string Id, long Version, bool ViewPending);

/// <summary>Outcomes as HTTP results.</summary>
internal static class CommandResults
{
    /// <summary>200, or 201 with a location for something new; a refusal becomes a problem.</summary>
    public static IResult ToHttp(this CommandOutcome outcome, string id, bool viewPending, string? location = null) =>
        outcome.Rejection is { } rejection
            ? Problem.Of(rejection, outcome.Version).ToResult()
            : new Answer(new(id, outcome.Version, viewPending), location);

    private sealed class Answer(CommandAnswer body, string? location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = location is null ? StatusCodes.Status200OK : StatusCodes.Status201Created;
            response.Headers.Location = location;
            response.Headers.ETag = $"\"{body.Version.ToString(CultureInfo.InvariantCulture)}\"";
            return response.WriteAsJsonAsync(body, StrictJson.Options, httpContext.RequestAborted);
        }
    }
}
