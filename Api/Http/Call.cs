using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Problems;

namespace SalesGrains.Http;

/// <summary>A command as it came over HTTP: who asks, with which key, having seen which version. Bound as an endpoint's parameter.</summary>
public class Call : IBindableFromHttpContext<Call>
{
    private readonly HttpContext context;
    private readonly string fingerprint;
    private readonly long? seen;

    private protected Call(HttpContext context, ReadOnlySpan<byte> bodyHash)
    {
        this.context = context;
        Caller = Caller.Of(context);
        Key = IdempotencyKeys.Of(context.Request);
        seen = IfMatch.Of(context);
        fingerprint = Fingerprint(context.Request, bodyHash);
    }

    /// <summary>Who asks.</summary>
    public Caller Caller { get; }

    /// <summary>The idempotency key.</summary>
    public string Key { get; }

    /// <summary>What the entity must know of the call.</summary>
    public CommandMeta Meta => new(Caller.Actor, Key, fingerprint, seen);

    /// <summary>Gone when the client hangs up.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>The id of what this call makes: the caller's choice when there is one, else derived from the key.</summary>
    /// <exception cref="ProblemException">The chosen id is malformed.</exception>
    public string NewId(string kind, string? chosen = null) =>
        chosen is null ? DerivedId.Of(Caller.Org, Key, kind)
        : TenantGrains.IsId(chosen) ? chosen
        : throw new Problem(StatusCodes.Status400BadRequest, "id.malformed", "/id").ToException();

    /// <summary>
    /// Sends a command to an entity and answers when it is committed and, within 300 ms, visible in lists.
    /// </summary>
    /// <param name="entity">The entity.</param>
    /// <param name="id">The id to answer with.</param>
    /// <param name="send">The command.</param>
    /// <param name="location">Where the new thing is found, when the command makes one.</param>
    public async Task<IResult> Send<TGrain>(TGrain entity, string id, Func<TGrain, CommandMeta, Task<CommandOutcome>> send, string? location = null)
        where TGrain : IEntityGrain
    {
        var outcome = await send(entity, Meta);
        return outcome.ToHttp(id, await ViewPending(entity, outcome), location);
    }

    /// <summary>True when an accepted command is not yet visible in lists after at most 300 ms. A fault here fails no committed command.</summary>
    public static async Task<bool> ViewPending(IEntityGrain entity, CommandOutcome outcome)
    {
        try
        {
            return outcome.Accepted && !await entity.Viewed(outcome.Version);
        }
        catch (Exception)
        {
            return true;
        }
    }

    /// <summary>Binds a command without a body.</summary>
    public static ValueTask<Call?> BindAsync(HttpContext context, ParameterInfo parameter) => new(new Call(context, default));

    private static string Fingerprint(HttpRequest request, ReadOnlySpan<byte> bodyHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{request.Method}\n{request.Path}\n{request.QueryString}\n")));
        hash.AppendData(bodyHash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>A command with a JSON body.</summary>
/// <typeparam name="T">The body.</typeparam>
public sealed class Call<T> : Call, IBindableFromHttpContext<Call<T>>, IEndpointParameterMetadataProvider
{
    private Call(HttpContext context, T body, ReadOnlySpan<byte> bodyHash)
        : base(context, bodyHash) => Body = body;

    /// <summary>What is asked.</summary>
    public T Body { get; }

    /// <summary>Binds key, version and body, strictly.</summary>
    public static new async ValueTask<Call<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (body, hash) = await StrictBody.Read<T>(context);
        return new(context, body, hash);
    }

    /// <summary>Tells the API document about the body.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

/// <summary>A JSON body of a call that changes nothing and so carries no key: a preview, a sign-in.</summary>
/// <typeparam name="T">The body.</typeparam>
public sealed record Body<T>(T Value) : IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
{
    /// <summary>Binds the body, strictly.</summary>
    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new((await StrictBody.Read<T>(context)).Body);

    /// <summary>Tells the API document about the body.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
