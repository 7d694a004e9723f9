using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SalesGrains.Accounts;
using SalesGrains.Organizations;

namespace SalesGrains.Tenants;

/// <summary>What holds for every command there is, and for every one there will be.</summary>
public sealed class EveryCommandTests : IAsyncLifetime
{
    /// <summary>Unsafe methods that need no key, each for its reason.</summary>
    private static readonly Dictionary<string, string> WithoutKey = new()
    {
        ["POST /api/v1/session"] = "opens a session, changes no entity",
        ["DELETE /api/v1/session"] = "ends a session, changes no entity",
        ["POST /api/v1/setup"] = "works once by its code",
        ["POST /api/v1/contracts/preview"] = "changes nothing",
        ["POST /api/v1/customers/duplicates"] = "changes nothing",
        ["POST /api/v1/qr/open"] = "says whose code it is, changes nothing",
        ["POST /api/v1/integrations/wecom/{org}/callback"] = "comes from WeCom, whose signed event is its own key",
        ["POST /api/v1/contracts/{id}/files"] = "keeps a file under the hash of its bytes, changes no entity",
        ["POST /api/v1/imports"] = "looks at a file, changes nothing",
    };

    private SalesApp app = null!;
    private Company company = null!;

    private IEnumerable<Operation> Commands =>
        Operation.All(app.Services).Where(operation => operation is { IsApi: true, IsUnsafe: true } && !WithoutKey.ContainsKey(operation.Name));

    public async Task InitializeAsync()
    {
        app = await SalesApp.Start(new());
        company = await Company.Found(app, "OURS", "");
    }

    [Fact]
    public async Task A_command_without_a_key_is_refused_before_anything_happens()
    {
        foreach (var (operation, client) in await Admitted(Commands))
        {
            var answer = await Send(client, operation, null);
            Assert.True((answer.Status, answer.Code) == (400, "idempotency.key-required"), $"{operation.Name}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task An_edit_without_the_version_that_was_seen_is_refused()
    {
        var edits = Commands.Where(operation => operation.Metadata.NeedsIfMatch).ToArray();
        Assert.NotEmpty(edits);
        foreach (var (operation, client) in await Admitted(edits))
        {
            (await Send(client, operation, ApiClient.NewKey())).Refused(428, "version.required", "If-Match");
            (await Send(client, operation, ApiClient.NewKey(), null, ("If-Match", "twelve"))).Refused(400, "version.malformed", "If-Match");
        }
    }

    [Fact]
    public async Task An_edit_of_a_stale_version_is_refused_with_the_current_one()
    {
        foreach (var (operation, client) in await Admitted(Commands.Where(operation => operation.Metadata.NeedsIfMatch)))
        {
            var answer = await Send(client, operation, ApiClient.NewKey(), null, ("If-Match", "\"99\""));
            answer.Refused(412, "version.stale");
            Assert.True(answer.Json["version"]!.GetValue<long>() is > 0 and < 99, operation.Name);
            Assert.Equal($"\"{answer.Json["version"]}\"", answer.Headers["ETag"]);
        }
    }

    [Theory]
    [InlineData("org")]
    [InlineData("role2")]
    [InlineData("frozen")]
    [InlineData("paidAmount")]
    [InlineData("$type")]
    public async Task A_member_that_the_call_does_not_take_is_refused(string member)
    {
        foreach (var (operation, client) in await Admitted(Commands.Where(operation => operation.Metadata.TakesJson)))
        {
            var body = JsonNode.Parse(JsonSerializer.Serialize(SampleBodies.Of(company.Ids)[operation.Name], JsonSerializerOptions.Web))!.AsObject();
            body[member] = "x";
            var answer = await Send(client, operation, ApiClient.NewKey(), body.ToJsonString(), ("If-Match", "\"1\""));
            Assert.True((answer.Status, answer.Code) == (400, "body.unknown-member"), $"{operation.Name}: {answer.Status} {answer.Text}");
            Assert.Equal($"/{member}", answer.Field);
        }
    }

    [Fact]
    public async Task A_text_that_claims_to_be_plain_is_refused()
    {
        foreach (var (operation, client) in await Admitted(Commands.Where(operation => operation.Metadata.TakesJson)))
        {
            var body = new StringContent(JsonSerializer.Serialize(SampleBodies.Of(company.Ids)[operation.Name]), Encoding.UTF8, "text/plain");
            var answer = await Send(client, operation, ApiClient.NewKey(), body, ("If-Match", "\"1\""));
            Assert.True((answer.Status, answer.Code) == (415, "body.not-json"), $"{operation.Name}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public void Only_reviewed_calls_change_something_without_a_key()
    {
        var open = Operation.All(app.Services).Where(operation => operation is { IsApi: true, IsUnsafe: true, Metadata.NeedsKey: false });

        Assert.Equal(WithoutKey.Keys.Order(StringComparer.Ordinal), open.Select(operation => operation.Name).Order(StringComparer.Ordinal));
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private async Task<IReadOnlyList<(Operation Operation, ApiClient Client)>> Admitted(IEnumerable<Operation> operations)
    {
        var clients = new Dictionary<string, ApiClient>();
        foreach (var role in Roles.All)
        {
            clients[role] = await company.Organization.As(role);
        }

        string[] preferred = [Roles.Director, Roles.Finance, Roles.Admin, Roles.Manager];
        return [.. operations.Select(operation => (operation, clients[preferred.First(role => operation.Policies.All(policy => Policies.Admitted[policy].Contains(role)))]))];
    }

    private Task<ApiAnswer> Send(ApiClient client, Operation operation, string? key, object? body = null, params (string, string)[] headers) => client.Send(
        new(operation.Method), company.Ids.Path(operation), body ?? SampleBodies.Of(company.Ids).GetValueOrDefault(operation.Name), key, headers);
}
