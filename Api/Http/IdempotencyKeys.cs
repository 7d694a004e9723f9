using SalesGrains.Problems;

namespace SalesGrains.Http;

/// <summary>The <c>Idempotency-Key</c> header: 1–255 printable ASCII characters, required on every call that changes something.</summary>
internal static class IdempotencyKeys
{
    /// <summary>The header's name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Lets an endpoint with an unsafe method go without a key, because it changes no entity.</summary>
    public static TBuilder WithoutIdempotencyKey<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new NoIdempotencyKey());

    /// <summary>The key of a request.</summary>
    /// <exception cref="ProblemException">Missing or malformed.</exception>
    public static string Of(HttpRequest request)
    {
        var values = request.Headers[Header];
        if (values.Count == 0)
        {
            throw new Problem(StatusCodes.Status400BadRequest, "idempotency.key-required", Header).ToException();
        }

        return values is [{ Length: >= 1 and <= 255 } key] && key.All(c => c is >= ' ' and <= '~')
            ? key
            : throw new Problem(StatusCodes.Status400BadRequest, "idempotency.key-malformed", Header).ToException();
    }

    /// <summary>Refuses an unsafe call without a key before its endpoint runs, so that no endpoint can forget to.</summary>
    public static Task Require(HttpContext context, RequestDelegate next)
    {
        if (IsUnsafe(context.Request) && context.GetEndpoint() is { } endpoint
            && endpoint.Metadata.GetMetadata<NeedsIdempotencyKey>() is not null
            && endpoint.Metadata.GetMetadata<NoIdempotencyKey>() is null)
        {
            Of(context.Request);
        }

        return next(context);
    }

    /// <summary>True for methods that may change something.</summary>
    public static bool IsUnsafe(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
}

/// <summary>Endpoints of the API: their unsafe calls need a key.</summary>
internal sealed class NeedsIdempotencyKey;

/// <summary>An unsafe method that changes no entity.</summary>
internal sealed class NoIdempotencyKey;
