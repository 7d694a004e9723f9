using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>
/// The push path on a real Kestrel and a real silo, with two organisations. Only signing in is replaced: a header names the person, who is
/// then looked up as always.
/// </summary>
internal sealed class LiveHost : IAsyncDisposable
{
    public const string Org = "acme0001";
    public const string OtherOrg = "zeta0001";
    public const string UserHeader = "X-Person";
    public const string BrowserHeader = "X-Browser";
    public const string ExpiryHeader = "X-Expires-In-Ms";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private LiveHost(Action<BoardPushOptions>? configure)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSingleton<ITreeSource, Trees>();
        builder.AddSalesSilo(new() { Sqlite = new() { Folder = folder.Path } });
        var real = builder.Services.Last(service => service.ServiceType == typeof(IEntityStore));
        builder.Services.Remove(real);
        builder.Services.AddSingleton<IEntityStore>(services => new FaultyEntityStore((IEntityStore)real.ImplementationFactory!(services)));
        builder.Services.AddSingleton<Callers>();
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, NamedPerson>("test", null);
        builder.Services.AddAuthorization(Policies.Add);
        builder.Services.AddLiveBoards(options =>
        {
            options.BeatEvery = TimeSpan.FromMilliseconds(300);
            configure?.Invoke(options);
        });
        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapLiveBoards();
    }

    public Uri Address => new(app.Urls.First());

    public IGrainFactory Grains => app.Services.GetRequiredService<IGrainFactory>();

    public BoardRelay Relay => app.Services.GetRequiredService<BoardRelay>();

    public FaultyEntityStore Store => (FaultyEntityStore)app.Services.GetRequiredService<IEntityStore>();

    public IOrganizationDirectory Directory => app.Services.GetRequiredService<IOrganizationDirectory>();

    /// <summary>Cuts a connection from the server's side.</summary>
    public void Cut(LiveBrowser browser) => Relay.Connections.Single(connection => connection.Hub.GetHttpContext()!.Request.Headers[BrowserHeader] == browser.Id).Hub.Abort();

    public static async Task<LiveHost> Start(Action<BoardPushOptions>? configure = null)
    {
        var host = new LiveHost(configure);
        await host.Store.PutOrganization(new() { Org = Org, Name = "Acme" }, null);
        await host.Store.PutOrganization(new() { Org = OtherOrg, Name = "Zeta" }, null);
        await host.app.StartAsync();
        foreach (var org in (string[])[Org, OtherOrg])
        {
            await host.Send(org, new CreateOrganization("示例公司", new("admin", "管理员", $"admin@{org}", null, Roles.Admin, OrganizationKeys.Root, null)));
            await host.Send(org, new AddUnit("east", "region", "华东", OrganizationKeys.Root));
            await host.Send(org, new AddUnit("west", "region", "华西", OrganizationKeys.Root));
            await host.Send(org, new AddPerson("director", "总监", $"director@{org}", null, Roles.Director, OrganizationKeys.Root, null));
            await host.Send(org, new AddPerson("east-manager", "华东主管", $"east@{org}", null, Roles.Manager, "east", null));
            await host.Send(org, new AddPerson("rep-one", "张三", $"rep1@{org}", null, Roles.Rep, "east", "rep-1"));
        }

        return host;
    }

    /// <summary>A command to an organisation, by its administrator.</summary>
    public async Task Send(string org, OrganizationCommand command)
    {
        var outcome = await Grains.GetGrain<IOrganizationGrain>(OrganizationKeys.Of(org).GrainKey).Execute(new(command, new(new("admin", "管理员", Roles.Admin))));
        Assert.Null(outcome.Rejection);
    }

    public async Task Post(string id, long openFen, long version = 1, string org = Org, string rep = "rep-1") =>
        await PostedContract.Post(Grains, (await Directory.Get(org)).Stored, id, openFen, version, rep);

    /// <summary>A browser of a person, connected.</summary>
    public Task<LiveBrowser> Browse(string person = "director", string org = Org) => LiveBrowser.Open(this, $"{org}|{person}");

    public async ValueTask DisposeAsync()
    {
        Store.Release();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }

    private sealed class Trees(IGrainFactory grains) : ITreeSource
    {
        public Task<OrganizationTree> Read(StoredOrganization organization, OrganizationTree known) =>
            grains.GetGrain<IOrganizationGrain>(OrganizationKeys.Of(organization.Org).GrainKey).Tree();
    }

    private sealed class NamedPerson(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, Callers callers)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers[UserHeader].ToString().Split('|') is not [var org, var id] || await callers.Person(org, id) is not { } person)
            {
                return AuthenticateResult.NoResult();
            }

            var properties = new AuthenticationProperties();
            if (Request.Headers[ExpiryHeader] is [{ } ms])
            {
                properties.ExpiresUtc = TimeProvider.System.GetUtcNow().AddMilliseconds(int.Parse(ms, CultureInfo.InvariantCulture));
            }

            return AuthenticateResult.Success(new(new ClaimsPrincipal(Callers.Principal(org, person, "test")), properties, "test"));
        }
    }
}
