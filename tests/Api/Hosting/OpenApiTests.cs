using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SalesGrains.Organizations;

namespace SalesGrains.Hosting;

/// <summary>The API's document: complete, and the one that the browser application is built from.</summary>
[Collection(SharedApp.Name)]
public sealed class OpenApiTests(SalesApp app)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_document_is_the_one_checked_in() =>
        await Sources.Compare("Web/openapi.json", (await Document()).ToJsonString(Readable) + "\n", "UPDATE_OPENAPI");

    [Fact]
    public async Task Routes_and_document_name_the_same_operations()
    {
        var document = await Document();
        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}"));
        var routes = Operation.All(app.Services).Where(operation => operation.IsApi).Select(operation => operation.Name);

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_number_is_also_a_string()
    {
        Assert.DoesNotMatch(new Regex("""\[\s*"(integer|number)",\s*"string"|"string",\s*"(integer|number)"\s*\]"""), (await Document()).ToJsonString(Readable));
    }

    [Fact]
    public async Task Every_call_that_changes_something_describes_its_key()
    {
        var document = await Document();
        var lacking = Operation.All(app.Services).Where(operation => operation is { IsApi: true, IsUnsafe: true, Metadata.NeedsKey: true })
            .Where(operation => !Parameters(document, operation).Contains("Idempotency-Key"));
        var withoutVersion = Operation.All(app.Services).Where(operation => operation.Metadata.NeedsIfMatch)
            .Where(operation => !Parameters(document, operation).Contains("If-Match"));

        Assert.Empty(lacking.Concat(withoutVersion).Select(operation => operation.Name));
    }

    [Fact]
    public async Task The_browsable_page_is_there_for_whoever_is_signed_in()
    {
        var organization = await app.Found();
        using var stranger = app.Client();
        using var rep = await organization.As(Roles.Rep);

        (await stranger.Get("/openapi/v1.json")).Refused(401, "session.required");
        var page = await rep.Get("/docs/");
        Assert.Equal(200, page.Status);
        Assert.Contains("SalesGrains", page.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Parameters(JsonNode document, Operation operation)
    {
        var path = document["paths"]![operation.Path] ?? document["paths"]![operation.Path + "/"];
        return path?[operation.Method.ToLowerInvariant()]?["parameters"]?.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()) ?? [];
    }

    private async Task<JsonNode> Document()
    {
        var organization = await app.Found();
        using var client = await organization.As(Roles.Director);
        return (await client.Get("/openapi/v1.json")).Expect(200);
    }
}
