using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Recipients;

/// <summary>HTTP for how people are reached (C05, C07, C09, X16): their own, a unit's by its leaders, everybody's by administrators.</summary>
internal static class RecipientEndpoints
{
    /// <summary>Maps <c>/recipients</c>.</summary>
    public static void MapRecipients(this IEndpointRouteBuilder routes)
    {
        var recipients = routes.MapGroup("/recipients").WithTags("Recipients").RequireAuthorization(Policies.SignedIn);
        recipients.MapGet("/{id}", Get);
        recipients.MapPut("/{id}", Set).ProducesCommand();
        recipients.MapPost("/{id}/test", Test).ProducesCommand();
        recipients.MapPost("/{id}/devices", Report).ProducesCommand();
    }

    private static async Task<Ok<RecipientBody>> Get(string id, Caller caller) => TypedResults.Ok(RecipientBody.Of(await (await caller.Recipient(id)).Get()));

    private static Task<IResult> Set(string id, Call<ReachBody> call) => Send(id, call, call.Body.ToCommand());

    private static Task<IResult> Test(string id, Call call) => Send(id, call, new TestChannels(call.NewId("channel-test")));

    private static Task<IResult> Report(string id, Call<DeviceBody> call) => Send(id, call, new ReportDevice(new()
    {
        Id = call.Body.Id ?? "",
        Kind = call.Body.Kind ?? "",
        Permission = call.Body.Permission ?? "",
        Vendor = call.Body.Vendor.OrNull(),
        Contacts = call.Body.Contacts.OrNull(),
    }));

    private static async Task<IResult> Send(string id, Call call, RecipientCommand command) => await call.Send(
        await call.Caller.Recipient(id), command is TestChannels test ? test.TestId : id, (recipient, meta) => recipient.Execute(new(command, meta)));

    /// <summary>A recipient that the caller may look at and change.</summary>
    /// <exception cref="ProblemException">404: it is not there, or not theirs, which is the same to this caller.</exception>
    private static async Task<IRecipientGrain> Recipient(this Caller caller, string id) =>
        TenantGrains.IsId(id) && await caller.Confirms(() => IsThere(caller, id) && IsTheirs(caller, id))
            ? caller.Grains.Entity<IRecipientGrain>(id)
            : throw Problem.NotFound("recipient.not-found").ToException();

    private static bool IsThere(Caller caller, string id) => caller.Organization.Tree.Reps.ContainsKey(id) || caller.Organization.Tree.Units.ContainsKey(id);

    private static bool IsTheirs(Caller caller, string id) =>
        caller.Role == Roles.Admin || caller.RepId == id || (caller.Role is Roles.Manager or Roles.Director && (caller.Scope.Id ?? OrganizationKeys.Root) == id);
}
