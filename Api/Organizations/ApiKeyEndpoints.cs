using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Organizations;

/// <summary>HTTP for API keys.</summary>
internal static class ApiKeyEndpoints
{
    /// <summary>Maps <c>/api-keys</c>.</summary>
    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api-keys").WithTags("API keys").RequireAuthorization(Policies.Administer);
        keys.MapGet("/", List);
        keys.MapPost("/", Issue).Produces<IssuedKey>(StatusCodes.Status201Created);
        keys.MapDelete("/{id}", Revoke).ProducesCommand();
    }

    private static async Task<Ok<ItemPage<ApiKeyBody>>> List(Caller caller)
    {
        var view = await caller.Organization().View() ?? throw Problem.NotFound().ToException();
        var used = await Task.WhenAll(view.ApiKeys.Select(key => caller.Grains.Entity<IKeyUseGrain>(key.Id).LastUsed()));
        return TypedResults.Ok(new ItemPage<ApiKeyBody>(
            [.. view.ApiKeys.Zip(used, (key, at) => new ApiKeyBody(key.Id, key.Name, key.Role, key.UnitId, key.IssuedAt, key.IssuedBy, key.Active, at))], null));
    }

    /// <summary>The key is in this answer and nowhere else: a repeat makes no second one and cannot show the first again.</summary>
    private static async Task<IResult> Issue(Call<NewApiKey> call)
    {
        var id = call.NewId("api-key");
        var (key, hash) = ApiKeys.New(call.Caller.Org, id);
        var outcome = await call.Caller.Organization()
            .Execute(new(new IssueApiKey(id, call.Body.Name, hash, call.Body.Role, call.Body.UnitId), call.Meta));
        return outcome.Accepted
            ? TypedResults.Created($"/api/v1/api-keys/{id}", new IssuedKey(id, outcome.Version, outcome.Repeated ? null : key))
            : outcome.ToHttp(id, viewPending: false);
    }

    private static Task<IResult> Revoke(string id, Call call) => call.Send(id, new RevokeApiKey(id));
}

/// <summary>An API key as administrators see it; its last use is known to the minute.</summary>
internal sealed record ApiKeyBody(string Id, string Name, string Role, string UnitId, DateTimeOffset IssuedAt, string IssuedBy, bool Active, DateTimeOffset? LastUsedAt);

/// <summary>A key to issue.</summary>
internal sealed record NewApiKey(string Name, string Role, string UnitId);

/// <summary>An issued key.</summary>
/// <param name="Id">Key id.</param>
/// <param name="Version">The organisation's version after it.</param>
/// <param name="Key">The key itself, once; null when a repeat asks again.</param>
internal sealed record IssuedKey(string Id, long Version, string? Key);
