using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Problems;
using SalesGrains.Sandboxes.Faults;

namespace SalesGrains.Sandboxes;

/// <summary>HTTP for a sandbox's clock (M4). For a production organisation none of it exists.</summary>
internal static class SandboxEndpoints
{
    /// <summary>The longest jump, in days.</summary>
    private const int LongestJump = 366;

    /// <summary>Maps <c>/sandbox</c>.</summary>
    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var sandbox = routes.MapGroup("/sandbox").WithTags("Sandbox");
        sandbox.MapGet("/", Get).RequireAuthorization(Policies.SignedIn);
        sandbox.MapPost("/rate", SetRate).RequireAuthorization(Policies.RunSandbox);
        sandbox.MapPost("/pause", Pause).RequireAuthorization(Policies.RunSandbox);
        sandbox.MapPost("/resume", Resume).RequireAuthorization(Policies.RunSandbox);
        sandbox.MapPost("/next-event", NextEvent).RequireAuthorization(Policies.RunSandbox);
        sandbox.MapPost("/jump", Jump).RequireAuthorization(Policies.RunSandbox);
        sandbox.MapPost("/driver", Drive).RequireAuthorization(Policies.RunSandbox);
        sandbox.MapFaults();
    }

    private static Task<Ok<SandboxBody>> Get(Caller caller) => Answer(Sandbox(caller), one => one.Get());

    private static async Task<Ok<SandboxBody>> SetRate(Call<RateBody> call) =>
        decimal.TryParse(call.Body.Rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate <= ClockRules.MaxRate
            ? await Answer(Sandbox(call.Caller), one => one.SetRate(rate))
            : throw new Problem(StatusCodes.Status422UnprocessableEntity, "clock.rate-out-of-range", "/rate").ToException();

    private static async Task<Ok<SandboxBody>> Pause(Call call) => await Answer(Sandbox(call.Caller), one => one.Pause());

    private static async Task<Ok<SandboxBody>> Resume(Call call) => await Answer(Sandbox(call.Caller), one => one.Resume());

    private static async Task<Ok<SandboxBody>> NextEvent(Call call) =>
        await Answer(Sandbox(call.Caller), one => one.NextEvent(call.Key));

    private static async Task<Ok<SandboxBody>> Jump(Call<JumpBody> call) =>
        call.Body.Days is >= 1 and <= LongestJump
            ? await Answer(Sandbox(call.Caller), one => one.Jump(call.Body.Days, call.Key))
            : throw new Problem(StatusCodes.Status422UnprocessableEntity, "clock.jump-out-of-range", "/days").ToException();

    private static async Task<Ok<SandboxBody>> Drive(Call<DriverBody> call)
    {
        var sandbox = Sandbox(call.Caller);
        await sandbox.Drive(call.Body.Running);
        return await Answer(sandbox, one => one.Get());
    }

    private static ISandboxGrain Sandbox(Caller caller) => caller.Organization.Stored.Sandbox
        ? caller.Grains.Named<ISandboxGrain>(caller.Org + "|clock")
        : throw Problem.NotFound().ToException();

    private static async Task<Ok<SandboxBody>> Answer(ISandboxGrain sandbox, Func<ISandboxGrain, Task<SandboxView>> act)
    {
        var view = await act(sandbox);
        var driver = await sandbox.Driven() == true ? "running" : "stopped";
        return TypedResults.Ok(new SandboxBody(
            view.Now, view.Rate.ToString(CultureInfo.InvariantCulture), view.Paused, view.Jumping, view.NextDueAt, driver, view.Steps));
    }
}

/// <summary>The clock of a sandbox.</summary>
internal sealed record SandboxBody(DateTimeOffset Now, string Rate, bool Paused, bool Jumping, DateTimeOffset? NextDueAt, string Driver, int Events);

/// <summary>Virtual seconds per real second, as a decimal string.</summary>
internal sealed record RateBody(string Rate);

/// <summary>Days to move on.</summary>
internal sealed record JumpBody(int Days);

/// <summary>Whether the made-up people go on working.</summary>
internal sealed record DriverBody(bool Running);
