using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Demo;
using SalesGrains.Http;
using SalesGrains.Problems;

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
    }

    private static async Task<Ok<SandboxBody>> Get(Caller caller, DemoDriver driver) => Answer(await Sandbox(caller).Get(), driver);

    private static async Task<Ok<SandboxBody>> SetRate(Call<RateBody> call, DemoDriver driver) =>
        decimal.TryParse(call.Body.Rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate <= ClockRules.MaxRate
            ? Answer(await Sandbox(call.Caller).SetRate(rate), driver)
            : throw new Problem(StatusCodes.Status422UnprocessableEntity, "clock.rate-out-of-range", "/rate").ToException();

    private static async Task<Ok<SandboxBody>> Pause(Call call, DemoDriver driver) => Answer(await Sandbox(call.Caller).Pause(), driver);

    private static async Task<Ok<SandboxBody>> Resume(Call call, DemoDriver driver) => Answer(await Sandbox(call.Caller).Resume(), driver);

    private static async Task<Ok<SandboxBody>> NextEvent(Call call, DemoDriver driver) =>
        Answer(await Sandbox(call.Caller).NextEvent(call.Key), driver);

    private static async Task<Ok<SandboxBody>> Jump(Call<JumpBody> call, DemoDriver driver) =>
        call.Body.Days is >= 1 and <= LongestJump
            ? Answer(await Sandbox(call.Caller).Jump(call.Body.Days, call.Key), driver)
            : throw new Problem(StatusCodes.Status422UnprocessableEntity, "clock.jump-out-of-range", "/days").ToException();

    private static async Task<Ok<SandboxBody>> Drive(Call<DriverBody> call, DemoDriver driver)
    {
        var sandbox = Sandbox(call.Caller);
        driver.Runs = call.Body.Running;
        return Answer(await sandbox.Get(), driver);
    }

    private static ISandboxGrain Sandbox(Caller caller) => caller.Organization.Stored.Sandbox
        ? caller.Grains.Named<ISandboxGrain>(caller.Org + "|clock")
        : throw Problem.NotFound().ToException();

    private static Ok<SandboxBody> Answer(SandboxView view, DemoDriver driver) => TypedResults.Ok(new SandboxBody(
        view.Now, view.Rate.ToString(CultureInfo.InvariantCulture), view.Paused, view.Jumping, view.NextDueAt, driver.Runs ? "running" : "stopped", view.Steps));
}

/// <summary>The clock of a sandbox.</summary>
internal sealed record SandboxBody(DateTimeOffset Now, string Rate, bool Paused, bool Jumping, DateTimeOffset? NextDueAt, string Driver, int Events);

/// <summary>Virtual seconds per real second, as a decimal string.</summary>
internal sealed record RateBody(string Rate);

/// <summary>Days to move on.</summary>
internal sealed record JumpBody(int Days);

/// <summary>Whether the made-up people go on working.</summary>
internal sealed record DriverBody(bool Running);
