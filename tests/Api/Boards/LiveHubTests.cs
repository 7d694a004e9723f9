using System.Net;
using System.Net.WebSockets;

namespace SalesGrains.Boards;

/// <summary>Who may come in, what they may watch, and what becomes of those who ask for more (V05, I8).</summary>
public class LiveHubTests(LiveHubTests.Server server) : IClassFixture<LiveHubTests.Server>
{
    [Theory(DisplayName = "I8: what lies outside the caller's place is refused on the server")]
    [InlineData("director", "company", null)]
    [InlineData("director", "region/west", null)]
    [InlineData("east-manager", "region/east", null)]
    [InlineData("east-manager", "company", "scope.forbidden")]
    [InlineData("east-manager", "region/west", "scope.forbidden")]
    [InlineData("east-manager", "region/nowhere", "scope.forbidden")]
    [InlineData("east-manager", "rep/rep-2", "scope.forbidden")]
    [InlineData("rep-one", "rep/rep-1", null)]
    [InlineData("rep-one", "rep/rep-2", "scope.forbidden")]
    [InlineData("rep-one", "region/east", "scope.forbidden")]
    public async Task What_lies_outside_the_callers_place_is_refused(string person, string scope, string? refusal)
    {
        var host = server.Host;
        await using var browser = await host.Browse(person);
        Assert.Equal(refusal, await LiveBrowser.Refused(browser.Watch(scope)));
        if (refusal is not null)
        {
            await Task.Delay(700);
            Assert.Empty(browser.Messages);
        }
    }

    [Fact(DisplayName = "I8: an organisation sees its own rows, whatever it asks for")]
    public async Task An_organisation_sees_its_own_rows()
    {
        var host = server.Host;
        await host.Post("mine", 1_00);
        await host.Post("theirs", 2_00, org: LiveHost.OtherOrg);
        await using var ours = await host.Browse();
        await using var others = await host.Browse(org: LiveHost.OtherOrg);
        await ours.Watch();
        await others.Watch();
        await others.Shows("2.00");
        Assert.Null(others.Cells("n/mine/1"));
        Assert.Null(ours.Cells("n/theirs/1"));
    }

    [Theory]
    [InlineData("payments", "company", "color=red", "board.unknown-filter")]
    [InlineData("payments", "company", "tier=A&tier=B", "board.unknown-filter")]
    [InlineData("payments", "company", "tier=A&status=overdue", "board.filter-not-canonical")]
    [InlineData("payments", "company", "text=%e5%b9%b4", "board.filter-not-canonical")]
    [InlineData("payments", "company", "status=overdue&text=%E5%B9%B4&tier=A", null)]
    [InlineData("payments", "planet/earth", "", "scope.malformed")]
    [InlineData("payments", "region/a|b", "", "scope.malformed")]
    [InlineData("payments", "", "", "scope.malformed")]
    [InlineData("process", "company", "rep=rep-1&tier=A", null)]
    [InlineData("process", "company", "status=overdue", "board.unknown-filter")]
    [InlineData("team", "company", "text=a", "board.unknown-filter")]
    [InlineData("payroll", "company", "", "board.unknown")]
    public async Task What_is_no_topic_is_refused(string board, string scope, string filter, string? refusal)
    {
        var host = server.Host;
        await using var browser = await host.Browse();
        Assert.Equal(refusal, await LiveBrowser.Refused(browser.Call("Watch", board, scope, filter, 0, -1)));
    }

    [Fact]
    public async Task A_role_that_may_not_see_sales_watches_nothing()
    {
        var host = server.Host;
        await using var browser = await host.Browse("admin");
        Assert.Contains("unauthorized", await LiveBrowser.Refused(browser.Watch()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_watches_sixteen_topics_and_no_more()
    {
        var host = server.Host;
        await using var browser = await host.Browse();
        for (var i = 0; i < 16; i++)
        {
            Assert.Null(await LiveBrowser.Refused(browser.Watch(filter: $"text={i}")));
        }

        Assert.Equal("board.too-many-topics", await LiveBrowser.Refused(browser.Watch()));
        Assert.Null(await LiveBrowser.Refused(browser.Watch(filter: "text=3")));
        await browser.Unwatch(filter: "text=3");
        Assert.Null(await LiveBrowser.Refused(browser.Watch()));
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.SwitchingProtocols)]
    [InlineData("same", HttpStatusCode.SwitchingProtocols)]
    [InlineData("https://sales.example.cn", HttpStatusCode.SwitchingProtocols)]
    public async Task Only_our_own_page_may_open_a_socket(string? origin, HttpStatusCode expected)
    {
        var host = server.Host;
        Assert.Equal(expected, await Knock(host, origin == "same" ? host.Address.GetLeftPart(UriPartial.Authority) : origin, $"{LiveHost.Org}|director"));
    }

    [Fact]
    public async Task Another_page_may_not_negotiate_either()
    {
        var host = server.Host;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/live/negotiate?negotiateVersion=1"));
        request.Headers.Add("Origin", "https://evil.example");
        request.Headers.Add(LiveHost.UserHeader, $"{LiveHost.Org}|director");
        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme0001|nobody")]
    [InlineData("nowhere1|director")]
    public async Task Who_is_not_signed_in_does_not_come_in(string? person) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await Knock(server.Host, null, person));

    private static async Task<HttpStatusCode> Knock(LiveHost host, string? origin, string? person)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        if (person is not null)
        {
            socket.Options.SetRequestHeader(LiveHost.UserHeader, person);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = "/live" }.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The answer says why.
        }

        return socket.HttpStatusCode;
    }

    /// <summary>One server for all: none of these tests changes what another one sees.</summary>
    public sealed class Server : IAsyncLifetime
    {
        internal LiveHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await LiveHost.Start(options => options.AllowedOrigins.Add("https://sales.example.cn"));

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
