using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Sandboxes.Faults;

/// <summary>HTTP for the five faults as switches of a sandbox (M5). For a production organisation none of it exists.</summary>
internal static class FaultEndpoints
{
    /// <summary>Maps <c>/sandbox/faults</c>.</summary>
    public static void MapFaults(this RouteGroupBuilder sandbox)
    {
        sandbox.MapGet("/faults", Get).RequireAuthorization(Policies.RunSandbox);
        sandbox.MapPut("/faults/{fault}", Set).RequireAuthorization(Policies.RunSandbox).Produces<FaultsBody>();
    }

    private static async Task<Ok<FaultsBody>> Get(Caller caller, SandboxFaults faults) => TypedResults.Ok(await faults.Of(InSandbox(caller)));

    private static async Task<Ok<FaultsBody>> Set(string fault, Call<SwitchBody> call, SandboxFaults faults)
    {
        InSandbox(call.Caller);
        await faults.Set(call, fault, call.Body.On);
        return TypedResults.Ok(await faults.Of(call.Caller));
    }

    private static Caller InSandbox(Caller caller) => caller.Organization.Stored.Sandbox ? caller : throw Problem.NotFound().ToException();
}

/// <summary>A switch.</summary>
/// <param name="On">Whether it is to be on.</param>
internal sealed record SwitchBody(bool On);

/// <summary>The faults of a sandbox.</summary>
/// <param name="Phones">Where the messages of imitated channels arrive; null: none are imitated.</param>
/// <param name="Faults">All five.</param>
internal sealed record FaultsBody(Uri? Phones, IReadOnlyList<FaultBody> Faults);

/// <summary>A fault.</summary>
/// <param name="Fault">Its code, as the page that answers "why was nobody reminded?" names it.</param>
/// <param name="On">The rep's world has it.</param>
/// <param name="Available">It can be switched: the sandbox has reps enough, and the installation the channels.</param>
/// <param name="RepId">Whom it befalls.</param>
/// <param name="RepName">Their name.</param>
/// <param name="CustomerId">The customer that shows what it does; null: it has not been switched yet.</param>
internal sealed record FaultBody(string Fault, bool On, bool Available, string? RepId, string? RepName, string? CustomerId);
