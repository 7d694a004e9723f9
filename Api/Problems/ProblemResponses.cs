using System.Net.Sockets;
using Orleans.Runtime;
using Orleans.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Problems;

/// <summary>
/// Turns whatever ends a call without a result into a problem, in one place: refusals, malformed requests, unknown outcomes, faults,
/// and the bare status codes of routing and authorization.
/// </summary>
internal sealed partial class ProblemResponses(RequestDelegate next, ILogger<ProblemResponses> log)
{
    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Clear();
            await ProblemWriter.Write(context, ProblemOf(fault, context.Request));
            return;
        }

        var response = context.Response;
        if (!response.HasStarted && response.StatusCode >= 400 && response.ContentType is null && response.ContentLength is null
            && OfStatus(response.StatusCode) is { } bare)
        {
            await ProblemWriter.Write(context, bare);
        }
    }

    private Problem ProblemOf(Exception fault, HttpRequest request)
    {
        switch (fault)
        {
            case ProblemException known:
                return known.Problem;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new(StatusCodes.Status413PayloadTooLarge, "body.too-large");
            case BadHttpRequestException bad:
                return OfStatus(bad.StatusCode) ?? new(bad.StatusCode, "request.malformed");
            // While a cluster is upgraded one silo may not know what the other says or has written: the next try may come to a newer one.
            case OutcomeUnknownException or NewerRecordException or SerializerException or TypeLoadException:
                LogUnknown(request.Method, request.Path, fault);
                return new(StatusCodes.Status503ServiceUnavailable, "outcome.unknown") { RetryAfter = 1 };
            // Whatever the runtime says of a call that did not come back, the call may have been heard; so it is with a connection that broke.
            // A call that waited for a dead silo until it was too old to be placed elsewhere comes back as canceled, though nobody did.
            case TimeoutException or OrleansException or IOException or SocketException or OperationCanceledException:
                LogUnknown(request.Method, request.Path, fault);
                return new(StatusCodes.Status503ServiceUnavailable, HttpMethods.IsGet(request.Method) ? "server.busy" : "outcome.unknown")
                {
                    RetryAfter = 1,
                };
            default:
                LogFault(request.Method, request.Path, fault);
                return new(StatusCodes.Status500InternalServerError, "server.fault");
        }
    }

    private static Problem? OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "request.malformed"),
        StatusCodes.Status401Unauthorized => new(status, "session.required"),
        StatusCodes.Status403Forbidden => new(status, "role.forbidden"),
        StatusCodes.Status404NotFound => new(status, "route.unknown"),
        StatusCodes.Status405MethodNotAllowed => new(status, "method.not-allowed"),
        StatusCodes.Status415UnsupportedMediaType => new(status, "body.not-json"),
        StatusCodes.Status503ServiceUnavailable => new(status, "server.busy") { RetryAfter = 1 },
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "The outcome of {Method} {Path} is unknown")]
    private partial void LogUnknown(string method, string path, Exception fault);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFault(string method, string path, Exception fault);
}
