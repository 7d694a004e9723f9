using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Problems;
using SalesGrains.Uploads;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>HTTP for signed acceptances (R06–R08) and the end of a freeze (X19). The scan is uploaded first, then it is said who signed it.</summary>
internal static class AcceptanceEndpoints
{
    /// <summary>Maps what is below <c>/contracts/{id}</c>.</summary>
    public static void MapAcceptances(this RouteGroupBuilder contracts)
    {
        contracts.MapPost("/{id}/acceptances", Record).RequireAuthorization(Policies.RecordEvents).ProducesCommand();
        contracts.MapPost("/{id}/delegates", Name).RequireAuthorization(Policies.NameDelegates).ProducesCommand();
        contracts.MapPost("/{id}/holds/{hold}/release-requests", Request).RequireAuthorization(Policies.RequestReleases).ProducesCommand();
        contracts.MapPost("/{id}/holds/{hold}/release-decisions", Decide).RequireAuthorization(Policies.DecideReleases).ProducesCommand();
        contracts.MapScans();
    }

    private static async Task<IResult> Record(string id, Call<NewAcceptance> call, IFileStore files)
    {
        await call.Caller.Contract(id);
        var (sha256, name) = (call.Body.File?.Sha256 ?? "", call.Body.File?.Name);
        var bytes = ScanEndpoints.IsHash(sha256) ? await files.Get(new(call.Caller.Org, EntityKinds.Contract, id, sha256)) : null;
        if (bytes is null)
        {
            throw new Problem(StatusCodes.Status422UnprocessableEntity, "acceptance.file", "/file/sha256").ToException();
        }

        // Read once more: the name that it is to have now decides with the content what it is.
        var reading = UploadRules.Read(bytes, name, bytes.LongLength);
        if (reading.Rejection is { } refused)
        {
            throw Problem.Of(refused with { Field = "/file/name" }).ToException();
        }

        return await Send(call, id, new RecordAcceptance(
            call.Body.Event ?? "", call.Body.SignedOn, call.Body.SignerName ?? "", call.Body.SignerTitle ?? "",
            new(sha256, name!, reading.Type!, bytes.LongLength)));
    }

    private static Task<IResult> Name(string id, Call<NewDelegate> call) =>
        Send(call, id, new NameDelegate(call.Body.Name ?? "", call.Body.From, call.Body.Until, call.Body.Reason ?? ""));

    private static Task<IResult> Request(string id, string hold, Call<ReleaseRequest> call) => Send(call, id, new RequestRelease(hold, call.Body.Reason ?? ""));

    private static Task<IResult> Decide(string id, string hold, Call<ReleaseDecision> call) =>
        Send(call, id, new DecideRelease(hold, call.Body.Approved, call.Body.Note));

    private static async Task<IResult> Send(Call call, string id, ContractCommand command)
    {
        await call.Caller.Contract(id);
        return await call.Send(call.Caller.Grains.Entity<IContractGrain>(id), id, (contract, meta) => contract.Execute(new(command, meta)));
    }
}
