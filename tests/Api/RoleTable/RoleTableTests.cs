using System.Text;
using SalesGrains.Accounts;
using SalesGrains.Organizations;

namespace SalesGrains.RoleTable;

/// <summary>V02: every endpoint and hub method says who may use it, and the table of it is checked in.</summary>
[Collection(SharedApp.Name)]
public sealed class RoleTableTests(SalesApp app)
{
    /// <summary>What anybody may ask without signing in, each for its reason.</summary>
    private static readonly Dictionary<string, string> Reviewed = new()
    {
        ["POST /api/v1/session"] = "signs in",
        ["DELETE /api/v1/session"] = "signs out; harmless without a session",
        ["GET /api/v1/setup"] = "tells a fresh installation's page to ask for an administrator",
        ["POST /api/v1/setup"] = "from this machine, with the printed code",
        ["GET /problems"] = "what codes mean",
        ["GET /problems/{code}"] = "what a code means",
        ["GET /docs/scalar.js"] = "the browsable page's own script",
        ["GET /docs/scalar.aspnetcore.js"] = "the browsable page's own script",
        ["GET /docs/favicon.svg"] = "the browsable page's own picture",
        ["GET /m"] = "the phone's page; who it works for signs in there",
        ["HEAD /m"] = "the phone's page",
        ["GET /api/v1/integrations/wecom/{org}/callback"] = "WeCom proves itself by its signature",
        ["POST /api/v1/integrations/wecom/{org}/callback"] = "WeCom proves itself by its signature and its cipher",
        ["ANY /health/live"] = "for whoever supervises the process",
        ["ANY /health/ready"] = "for whoever supervises the process",
        ["ANY /metrics"] = "for this machine, asked directly, and whoever has the environment's token; not there for others",
    };

    private IReadOnlyList<Operation> Operations => Operation.All(app.Services);

    [Fact]
    public void Every_operation_names_a_policy_or_stands_on_the_reviewed_list()
    {
        var open = Operations
            .Where(operation => operation.Anonymous || operation.Policies.Count == 0)
            .Where(operation => !Reviewed.ContainsKey(operation.Name) && !IsFile(operation));

        Assert.Empty(open.Select(operation => operation.Name));
    }

    [Fact]
    public void The_reviewed_list_names_only_what_is_there()
    {
        var names = Operations.Where(operation => operation.Anonymous).Select(operation => operation.Name).ToHashSet();

        Assert.Empty(Reviewed.Keys.Except(names));
    }

    [Fact]
    public void Every_named_policy_exists()
    {
        var named = Operations.SelectMany(operation => operation.Policies.Concat(operation.OfHub)).Distinct();

        Assert.Empty(named.Except(Policies.Admitted.Keys));
    }

    [Fact]
    public Task The_table_of_roles_and_operations_is_the_one_checked_in() =>
        Sources.Compare("tests/Api/roles.md", Table(), "UPDATE_ROLES");

    private string Table()
    {
        var roles = Roles.All;
        var table = new StringBuilder()
            .AppendLine("# Who may do what")
            .AppendLine()
            .AppendLine("Made from the endpoints and hub methods themselves; a test compares it. Whose rows is a second question: a caller's place in the tree.")
            .AppendLine()
            .AppendLine($"| operation | policy | {string.Join(" | ", roles)} |")
            .AppendLine($"| --- | --- |{string.Concat(roles.Select(_ => " :-: |"))}");
        foreach (var operation in Operations.Where(operation => !IsFile(operation)))
        {
            var policies = operation.Policies.Concat(operation.OfHub).Distinct().ToArray();
            var cells = roles.Select(role => operation.Anonymous || policies.All(policy => Policies.Admitted[policy].Contains(role)) ? "✓" : "");
            table.AppendLine($"| `{operation.Name}` | {(operation.Anonymous ? "anybody" : string.Join(" + ", policies))} | {string.Join(" | ", cells)} |");
        }

        return table.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>The browser application's files and the page that answers its addresses; they hold no data.</summary>
    private static bool IsFile(Operation operation) =>
        operation.Method is "GET" or "HEAD" && !operation.IsApi
        && (operation.Path.StartsWith("/{*", StringComparison.Ordinal) || Path.HasExtension(operation.Path) || operation.Path.StartsWith("/assets/", StringComparison.Ordinal))
        && !operation.Path.StartsWith("/openapi", StringComparison.Ordinal) && !operation.Path.StartsWith("/docs", StringComparison.Ordinal);
}
