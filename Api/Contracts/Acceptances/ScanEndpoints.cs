using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Problems;
using SalesGrains.Uploads;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>
/// HTTP for scans (R03, R06). What is uploaded is read whole before it is kept; what is kept is given out as an attachment that no browser
/// runs, and only by a contract that names it, to who may see that contract.
/// </summary>
internal static class ScanEndpoints
{
    // Above the largest that any rule set allows, so that a file a little too large is told so in words.
    private const long LargestBody = 11L * 1024 * 1024;

    /// <summary>The header with the file's name, percent-encoded: names of people do not belong into addresses.</summary>
    public const string NameHeader = "X-File-Name";

    /// <summary>Maps what is below <c>/contracts/{id}/files</c>.</summary>
    public static void MapScans(this RouteGroupBuilder contracts)
    {
        contracts.MapPost("/{id}/files", Upload).RequireAuthorization(Policies.RecordEvents).WithoutIdempotencyKey()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody)).Accepts<IFormFile>("application/octet-stream");
        contracts.MapGet("/{id}/files/{sha256}", Download).RequireAuthorization(Policies.ReadSales);
    }

    /// <summary>True for what a file can be kept under.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static async Task<Ok<UploadedFile>> Upload(string id, Caller caller, HttpContext context, IFileStore files)
    {
        await caller.Contract(id);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.ToArray();
        var name = Uri.UnescapeDataString(context.Request.Headers[NameHeader].ToString());
        var reading = UploadRules.Read(bytes, name, caller.Rules.Acceptance.MaxFileMiB * 1024L * 1024);
        if (reading.Rejection is { } refused)
        {
            throw Problem.Of(refused).ToException();
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await files.Put(new(caller.Org, EntityKinds.Contract, id, sha256), bytes);
        return TypedResults.Ok(new UploadedFile(sha256, name, reading.Type!, bytes.LongLength));
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> Download(string id, string sha256, Caller caller, HttpContext context, IFileStore files)
    {
        var contract = await caller.Contract(id);
        var kept = contract.Acceptances.Items.FirstOrDefault(one => one.File.Sha256 == sha256)?.File
            ?? throw Problem.NotFound("upload.not-found").ToException();
        var bytes = await files.Get(new(caller.Org, EntityKinds.Contract, id, sha256)) ?? throw Problem.NotFound("upload.not-found").ToException();
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers[HeaderNames.CacheControl] = "private, no-store";
        return TypedResults.File(bytes, kept.Type switch { "pdf" => "application/pdf", "png" => "image/png", _ => "image/jpeg" }, kept.Name);
    }
}
