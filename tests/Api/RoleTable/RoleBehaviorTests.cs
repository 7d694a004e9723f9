using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using SalesGrains.Accounts;
using SalesGrains.Organizations;
using SalesGrains.Tenants;

namespace SalesGrains.RoleTable;

/// <summary>V02: the table of roles is not only declared: every role asks for every operation, over HTTP and over the hub.</summary>
public sealed class RoleBehaviorTests : IAsyncLifetime
{
    private SalesApp app = null!;
    private Company company = null!;

    public async Task InitializeAsync()
    {
        app = await SalesApp.Start(new());
        company = await Company.Found(app, "角色", "");
        await company.Organization.Add(new("victim", "可改之人", $"victim@{company.Organization.Org}", null, Roles.Finance, OrganizationKeys.Root, null));
    }

    [Fact]
    public async Task Every_operation_refuses_the_roles_that_the_table_leaves_out_and_no_other()
    {
        var ids = company.Ids with { Person = "victim" };
        var operations = Operation.All(app.Services).Where(one => one.IsApi && !one.Anonymous).ToArray();
        var wrong = new List<string>();
        foreach (var role in Roles.All)
        {
            using var client = await company.Organization.As(role);
            foreach (var operation in operations)
            {
                var query = operation.Path.StartsWith("/api/v1/imports", StringComparison.Ordinal) ? "?kind=customers" : "";
                (string, string)[] headers = operation.Metadata.NeedsIfMatch ? [("If-Match", "\"1\"")] : [];
                var answer = await client.Send(
                    new(operation.Method), ids.Path(operation) + query, SampleBodies.Of(ids).GetValueOrDefault(operation.Name), operation.IsUnsafe ? ApiClient.NewKey() : null, headers);
                var admitted = operation.Policies.All(policy => Policies.Admitted[policy].Contains(role));
                if (answer.Status == 401 || (answer.Status == 403 && answer.Code == "role.forbidden") == admitted)
                {
                    wrong.Add($"{role} {operation.Name}: {answer.Status} {answer.Text}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(operations.Length > 50, $"only {operations.Length} operations");
    }

    [Fact]
    public async Task Every_hub_method_refuses_the_roles_that_the_table_leaves_out_and_no_other()
    {
        var methods = Operation.All(app.Services).Where(one => one.Name.StartsWith("HUB ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(methods);
        foreach (var role in Roles.All)
        {
            using var client = await company.Organization.As(role);
            await using var hub = new HubConnectionBuilder().WithUrl(new Uri(app.Address, "/live"), options =>
            {
                options.SkipNegotiation = true;
                options.Transports = HttpTransportType.WebSockets;
                options.Headers["Cookie"] = client.CookieHeader;
            }).Build();
            await hub.StartAsync();
            var scope = (await client.Get("/api/v1/session")).Expect(200)["scope"]!.GetValue<string>();
            foreach (var method in methods)
            {
                object[] arguments = method.Name.EndsWith(".Watch", StringComparison.Ordinal) ? ["payments", scope, "", 0L, -1L] : ["payments", scope, ""];
                var refused = false;
                try
                {
                    await hub.InvokeCoreAsync(method.Name[(method.Name.LastIndexOf('.') + 1)..], arguments);
                }
                catch (HubException refusal) when (refusal.Message.Contains("unauthorized", StringComparison.Ordinal))
                {
                    refused = true;
                }

                Assert.True(refused != method.Policies.Concat(method.OfHub).All(policy => Policies.Admitted[policy].Contains(role)), $"{role} {method.Name}: refused {refused}");
            }
        }
    }

    public async Task DisposeAsync() => await app.DisposeAsync();
}
