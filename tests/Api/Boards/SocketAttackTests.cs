using System.Net;
using System.Net.WebSockets;
using System.Text;
using SalesGrains.Organizations;
using SalesGrains.Tenants;
using Xunit.Abstractions;

namespace SalesGrains.Boards;

/// <summary>V05: what no browser of ours sends to the hub. It is refused, ignored, or the end of the connection; it shows nothing and stops nobody.</summary>
public sealed class SocketAttackTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const char End = '\u001e';
    private const string Probe = "\"invocationId\":\"probe\"";
    private const string Alive = """{"type":6}""";
    private const string Handshake = """{"protocol":"json","version":1}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private SalesApp app = null!;
    private Company company = null!;
    private Company theirs = null!;
    private ApiClient manager = null!;

    public async Task InitializeAsync()
    {
        app = await SalesApp.Start(new());
        company = await Company.Found(app, "推送", "");
        theirs = await Company.Found(app, "CANARY9B1C", "their-");
        manager = await company.Organization.As(Roles.Manager);
    }

    [Fact]
    public async Task Whoever_may_not_come_in_is_refused_before_there_is_a_connection()
    {
        using var admin = await company.Organization.As(Roles.Admin);
        var key = (await admin.Post("/api/v1/api-keys", new { name = "ERP", role = "director", unitId = OrganizationKeys.Root })).Expect(201)["key"]!.GetValue<string>();
        var cookie = ("Cookie", manager.CookieHeader);
        (string Attack, HttpStatusCode Status, string Query, (string, string)[] Headers)[] table =
        [
            ("no session", HttpStatusCode.Unauthorized, "", []), ("a made-up cookie", HttpStatusCode.Unauthorized, "", [("Cookie", "sg=CfDJ8x")]),
            ("a key in the address", HttpStatusCode.Unauthorized, $"?access_token={key}", []), ("a wrong key", HttpStatusCode.Unauthorized, "", [("Authorization", $"Bearer {key}x")]),
            ("another site", HttpStatusCode.Forbidden, "", [cookie, ("Origin", "https://evil.example")]), ("a page from a file", HttpStatusCode.Forbidden, "", [cookie, ("Origin", "null")]),
            ("a site that ends like ours", HttpStatusCode.Forbidden, "", [cookie, ("Origin", $"http://evil-{app.Address.Authority}")]),
            ("our host by another scheme", HttpStatusCode.Forbidden, "", [cookie, ("Origin", $"https://{app.Address.Authority}")]),
            ("our host at another port", HttpStatusCode.Forbidden, "", [cookie, ("Origin", "http://127.0.0.1:1")]),
            ("a browser that says so itself", HttpStatusCode.Forbidden, "", [cookie, ("Sec-Fetch-Site", "cross-site")]),
            ("a neighbouring site", HttpStatusCode.Forbidden, "", [cookie, ("Sec-Fetch-Site", "same-site")]),
            ("a connection that is not there", HttpStatusCode.NotFound, "?id=no-such-connection", [cookie]),
        ];
        foreach (var (attack, status, query, headers) in table)
        {
            using var socket = Socket(headers);
            await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
            {
                await socket.ConnectAsync(Address(query), CancellationToken.None);
                Assert.Fail($"{attack}: {socket.HttpStatusCode}");
            });
            Assert.True(socket.HttpStatusCode == status, $"{attack}: {socket.HttpStatusCode}");
        }

        output.WriteLine($"[measured] {table.Length} of {table.Length} attacks on opening a connection refused");
    }

    [Fact]
    public async Task Whatever_is_sent_shows_nothing_and_stops_nobody()
    {
        var attacks = Messages().ToArray();
        await Parallel.ForEachAsync(attacks, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (one, _) =>
        {
            var (heard, closed) = await Send(one.Messages);
            Assert.False(heard.Contains("\"target\":\"f\"", StringComparison.Ordinal), $"{one.Attack}: a frame: {heard}");
            Assert.False(heard.Contains("\"invocationId\":\"a\",\"result\"", StringComparison.Ordinal), $"{one.Attack}: done: {heard}");
            Assert.DoesNotContain("CANARY", heard, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", heard, StringComparison.Ordinal);
            Assert.True(closed || heard.Contains(Probe, StringComparison.Ordinal) || heard.Contains(Alive, StringComparison.Ordinal), $"{one.Attack}: neither closed nor answering: {heard}");
        });

        var (good, _) = await Send([Text(Handshake), Text("""{"type":1,"invocationId":"a","target":"Watch","arguments":["payments","region/east","",0,-1]}""")], "\"target\":\"f\"");
        Assert.Contains("\"target\":\"f\"", good, StringComparison.Ordinal);
        output.WriteLine($"[measured] {attacks.Length} of {attacks.Length} attacks on an open connection shown nothing");
    }

    public async Task DisposeAsync()
    {
        manager.Dispose();
        await app.DisposeAsync();
    }

    private IEnumerable<(string Attack, (byte[] Bytes, WebSocketMessageType Type, bool Ends)[] Messages)> Messages()
    {
        foreach (var hello in new[] { "{}", "x", """{"protocol":"messagepack","version":1}""", """{"protocol":"json","version":99}""", """{"protocol":"json","version":"1"}""", """{"type":6}""", """{"type":1,"invocationId":"a","target":"Watch","arguments":["payments","region/east","",0,-1]}""" })
        {
            yield return ($"begins with {hello}", [Text(hello)]);
        }

        string[] says =
        [
            "x", "{", "[]", "null", "7", "{}", """{"type":null}""", """{"type":"1"}""", """{"type":-1}""", """{"type":99}""", """{"type":1}""", """{"type":2,"invocationId":"a","item":1}""",
            """{"type":3,"invocationId":"a","result":1}""", """{"type":3,"invocationId":"a","error":"x","result":1}""", """{"type":4,"invocationId":"a","target":"Watch","arguments":["payments","region/east","",0,-1]}""",
            """{"type":5,"invocationId":"a"}""", """{"type":7,"error":"x"}""", """{"type":8,"sequenceId":9}""", """{"type":9,"sequenceId":9}""",
        ];
        string[] calls = ["Join", "AddToGroup", "SendAsync", "OnConnectedAsync", "OnDisconnectedAsync", "Dispose", "ToString", "GetType", "Find", "watch ", ""];
        string[] arguments =
        [
            "[]", "[1,2,3,4,5]", "[null,null,null,null,null]", """["payments","region/east","",0]""", """["payments","region/east","",0,-1,1]""", """["payments","region/east","","0","-1"]""",
            """["payments","region/east","",1e99,-1]""", """["payments","region/east","",9223372036854775808,-1]""", """[{"a":1},"region/east","",0,-1]""", """["payroll","region/east","",0,-1]""",
            """["payments","company","",0,-1]""", """["payments","region/west","",0,-1]""", """["payments","region/../west","",0,-1]""", """["payments","region/east|x","",0,-1]""", """["payments","region/their-east","",0,-1]""",
            """["inbox","company","",0,-1]""", $$"""["payments","rep/{{theirs.Ids.Rep}}","",0,-1]""", $$"""["payments","{{theirs.Organization.Org}}|company","",0,-1]""", """["payments","region/east","org=x",0,-1]""", """["payments","region/east","text=%zz",0,-1]""",
            $$"""["payments","region/east","text={{new string('x', 5000)}}",0,-1]""", """["payments\u0000","region/east","",0,-1]""", """["payments","region/east","\ud800",0,-1]""",
        ];
        foreach (var said in says.Concat(calls.Select(target => $$"""{"type":1,"invocationId":"a","target":"{{target}}","arguments":["payments","region/east","",0,-1]}"""))
            .Concat(arguments.Select(list => $$"""{"type":1,"invocationId":"a","target":"Watch","arguments":{{list}}}""")))
        {
            yield return ($"says {said[..Math.Min(said.Length, 200)]}", [Text(Handshake), Text(said)]);
        }

        yield return ("a name twice", [Text(Handshake), Text("""{"type":1,"type":1,"invocationId":"a","target":"Watch","target":"Join","arguments":[]}""")]);
        yield return ("nested without end", [Text(Handshake), Text(new string('[', 9000))]);
        yield return ("too long", [Text(Handshake), Text(new string('x', 40_000))]);
        yield return ("no end", [Text(Handshake), .. Enumerable.Range(0, 30).Select(_ => (Encoding.UTF8.GetBytes(new string('x', 2000)), WebSocketMessageType.Text, false))]);
        yield return ("no text", [Text(Handshake), (new byte[] { 0xC3, 0x28, 0xFF, 0xFE, (byte)End }, WebSocketMessageType.Text, true)]);
        yield return ("bytes", [Text(Handshake), (Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"a","target":"Join","arguments":[]}{{End}}"""), WebSocketMessageType.Binary, true)]);
        yield return ("only ends", [Text(Handshake), Text(new string(End, 500))]);
    }

    /// <summary>Sends, then asks something harmless; answers with all that was heard until the harmless answer, a frame, or the end.</summary>
    private async Task<(string Heard, bool Closed)> Send((byte[] Bytes, WebSocketMessageType Type, bool Ends)[] messages, string? frame = null)
    {
        using var socket = Socket([("Cookie", manager.CookieHeader)]);
        using var patience = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(Address(), patience.Token);
        var heard = new StringBuilder();
        try
        {
            foreach (var (bytes, type, ends) in messages.Append(Text("""{"type":1,"invocationId":"probe","target":"Unwatch","arguments":["payments","region/east","status=overdue"]}""")))
            {
                await socket.SendAsync(bytes, type, ends, patience.Token);
            }

            var buffer = new byte[32 * 1024];
            while (!(frame is null ? Ends(heard.ToString()) : heard.ToString().Contains(frame, StringComparison.Ordinal)))
            {
                var read = await socket.ReceiveAsync(buffer, patience.Token);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    return (heard.ToString(), true);
                }

                heard.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
            }

            return (heard.ToString(), false);
        }
        catch (WebSocketException)
        {
            return (heard.ToString(), true);
        }
        catch (OperationCanceledException)
        {
            return ($"{heard} and then nothing", false);
        }
    }

    // What it does not understand, the hub passes over, and the rest of that connection with it: then the next beat is the end.
    private static bool Ends(string heard) => heard.Contains(Probe, StringComparison.Ordinal) || heard.Contains(Alive, StringComparison.Ordinal);

    private Uri Address(string query = "") => new($"ws://{app.Address.Authority}/live{query}");

    private static ClientWebSocket Socket((string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers)
        {
            socket.Options.SetRequestHeader(name, value);
        }

        return socket;
    }

    private static (byte[] Bytes, WebSocketMessageType Type, bool Ends) Text(string text) => (Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, true);
}
