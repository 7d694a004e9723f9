using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Http;

namespace SalesGrains;

/// <summary>One thing that can be asked of the program, over HTTP or over the hub, as the program itself declares it.</summary>
/// <param name="Name"><c>GET /api/v1/session</c>, <c>/live Watch</c>.</param>
/// <param name="Policies">The policies it names, innermost last.</param>
/// <param name="Anonymous">True when it lets anybody in.</param>
public sealed record Operation(string Name, IReadOnlyList<string> Policies, bool Anonymous)
{
    /// <summary>GET, POST …</summary>
    public string Method => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>The path with its parameters.</summary>
    public string Path => Name[(Method.Length + 1)..];

    /// <summary>The endpoint's own declarations.</summary>
    public EndpointMetadata Metadata { get; init; } = new(false, false, false);

    /// <summary>True for an operation under <c>/api/v1</c>.</summary>
    public bool IsApi => Path.StartsWith("/api/v1/", StringComparison.Ordinal);

    /// <summary>True when it may change something.</summary>
    public bool IsUnsafe => Method is "POST" or "PUT" or "DELETE" or "PATCH";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Operation> All(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(Of).Concat(HubMethods())
            .DistinctBy(operation => operation.Name).OrderBy(operation => operation.Path, StringComparer.Ordinal).ThenBy(operation => operation.Method, StringComparer.Ordinal),
    ];

    private static IEnumerable<Operation> Of(RouteEndpoint endpoint)
    {
        var path = "/" + Regex.Replace(endpoint.RoutePattern.RawText!.Trim('/'), @":[^}]+\}", "}");
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"];
        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().ToArray();
        var anonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var metadata = new EndpointMetadata(
            endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/json") == true,
            endpoint.Metadata.GetMetadata<NeedsIdempotencyKey>() is not null && endpoint.Metadata.GetMetadata<NoIdempotencyKey>() is null,
            endpoint.Metadata.GetMetadata<NeedsVersion>() is not null);
        return methods.Select(method => new Operation($"{method} {path}", policies, anonymous) { Metadata = metadata });
    }

    private static IEnumerable<Operation> HubMethods() =>
        from hub in typeof(SalesGrains.Hosting.SalesApi).Assembly.GetTypes()
        where typeof(Hub).IsAssignableFrom(hub) && !hub.IsAbstract
        let ofHub = hub.GetCustomAttributes<AuthorizeAttribute>().Select(data => data.Policy)
        from method in hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where !method.IsSpecialName && method.GetBaseDefinition().DeclaringType == hub
        let own = method.GetCustomAttributes<AuthorizeAttribute>().Select(data => data.Policy)
        select new Operation($"HUB {hub.Name}.{method.Name}", [.. own.OfType<string>()], false) { OfHub = [.. ofHub.OfType<string>()] };

    /// <summary>What the whole hub demands besides.</summary>
    public IReadOnlyList<string> OfHub { get; init; } = [];
}

/// <summary>What an endpoint declares besides its policy.</summary>
/// <param name="TakesJson">It has a JSON body.</param>
/// <param name="NeedsKey">It needs an Idempotency-Key when its method is unsafe.</param>
/// <param name="NeedsIfMatch">It needs If-Match.</param>
public sealed record EndpointMetadata(bool TakesJson, bool NeedsKey, bool NeedsIfMatch);
