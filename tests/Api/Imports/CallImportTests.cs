using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Organizations;

namespace SalesGrains.Imports.Calls;

/// <summary>C01, C03, C04: a call log as a file, looked at and then imported.</summary>
[Collection(SharedApp.Name)]
public sealed class CallImportTests(SalesApp app)
{
    private const string Header = "对方号码,销售编号,开始时间,通话时长,呼叫方向,通话编号";
    private const string Customers = "13800138000";
    private const string Nobodys = "13900139000";

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Fact]
    public async Task A_log_is_looked_at_and_imported_once_and_what_is_nobodys_waits_in_the_tray()
    {
        var organization = await Found();
        using var director = await organization.As(Roles.Director);
        var customer = (await director.Post(
            "/api/v1/customers", new { name = "苏州恒岳", tier = "A", repId = "rep-1", contacts = new[] { new { name = "王总", title = "总监", phone = Customers } } })).Expect(201).Text("id");
        var identity = $"{organization.Org}|{Identities.IdentityKeys.Of(organization.Org, "phone", Customers)!.Value.Id}";
        await Wait.Until(
            async () => await app.Grains.GetGrain<Identities.IIdentityGrain>(identity).Get() is { HolderId.Length: > 0 }, TimeSpan.FromSeconds(20), "the customer to hold its number");
        var file = Gb18030.GetBytes(Log($"{Customers},S-01,{Minutes(-90)},2:05,呼出,", $"=\"{Nobodys}\",S-01,{Minutes(-60)},65,来电,T-9"));

        var look = (await Look(director, file)).Expect(200);

        Assert.Equal(("GB18030", 2, 2, 0), (look.Text("encoding"), look["rows"]!.GetValue<int>(), look["good"]!.GetValue<int>(), look["bad"]!.GetValue<int>()));
        Assert.Equal(["create 138****8000", "tray 139****9000"], look["preview"]!.AsArray().Select(row => $"{row!.Text("action")} {row!.Text("key")}"));
        Assert.Equal(0, await Waiting(director));
        Assert.Equal((2, 0), Counts((await Commit(director, look, file)).Expect(200)));
        await Wait.Until(async () => await Waiting(director) == 1, TimeSpan.FromSeconds(20), "the number that is nobody's in the tray");
        var grain = app.Grains.GetGrain<ICustomerGrain>($"{organization.Org}|{customer}");
        await Wait.Until(async () => await grain.Get() is { Care.FirstContact.Source: "call" }, TimeSpan.FromSeconds(20), "the call to come to the customer");

        // The same file again, and the next export, which tells of the first call once more.
        Assert.Equal((0, 2), Counts((await Commit(director, look, file)).Expect(200)));
        var next = Encoding.UTF8.GetBytes(Log($"+86 138 0013 8000,S-01,{Minutes(-90)},125,out,", $"{Customers},S-01,{Minutes(-30)},10,,"));
        Assert.Equal((1, 1), Counts((await Commit(director, (await Look(director, next)).Expect(200), next)).Expect(200)));
    }

    [Fact]
    public async Task Ten_faults_are_named_by_row_and_column_and_nothing_is_written()
    {
        var organization = await Found();
        using var director = await organization.As(Roles.Director);
        var at = Minutes(-60);
        var file = Encoding.UTF8.GetBytes(Log(
            $"{Nobodys},S-01,{at},10,,", $",S-01,{at},10,,", $"\"=cmd|'/C calc'!A13800138000\",S-01,{at},10,,", $"1.38E+10,S-01,{at},10,,", $"{Nobodys},S-99,{at},10,,",
            $"{Nobodys},S-01,2026/2/30 9:30,10,,", $"{Nobodys},S-01,{Minutes(60)},10,,", $"{Nobodys},S-01,{at},for ever,,", $"{Nobodys},S-01,{at},10,sideways,",
            $"{Nobodys},S-01,{at},10,,T-1", $"{Customers},S-01,{at},10,,T-1", $"{Nobodys},,{at},10,,"));

        var look = (await Look(director, file)).Expect(200);

        Assert.Equal(
            [
                "3 对方号码 cell.missing", "4 对方号码 cell.not-a-phone", "5 对方号码 cell.scientific-notation", "6 销售编号 cell.unknown-rep", "7 开始时间 cell.not-a-moment",
                "8 开始时间 moment.in-future", "9 通话时长 cell.not-a-duration", "10 呼叫方向 cell.unknown-word", "12 通话编号 cell.repeated", "13 销售编号 cell.missing",
            ],
            look["problems"]!.AsArray().Select(one => $"{one!["row"]} {one.Text("column")} {one.Text("code")}"));
        Assert.All(look["problems"]!.AsArray(), one => Assert.NotEmpty(one!.Text("detail")!));
        (await Commit(director, look, file)).Refused(422, "import.has-problems");
        Assert.Equal(0, await Waiting(director));
    }

    [Fact]
    public async Task A_manager_reports_for_their_own_reps_and_is_told_of_no_other()
    {
        var organization = await Found();
        using var manager = await organization.As(Roles.Manager);

        var look = (await Look(manager, Encoding.UTF8.GetBytes(Log($"{Nobodys},S-02,{Minutes(-5)},10,,")))).Expect(200);

        Assert.Equal(["cell.unknown-rep"], look["problems"]!.AsArray().Select(one => one!.Text("code")));
    }

    [Theory]
    [InlineData("utf-16", 1, "file.unknown-encoding")]
    [InlineData("utf-8", 20_001, "file.too-many-rows")]
    public async Task What_is_no_log_is_refused_as_a_whole(string encoding, int rows, string code)
    {
        var organization = await Found();
        using var director = await organization.As(Roles.Director);
        var of = Encoding.GetEncoding(encoding);
        var row = $"{Nobodys},S-01,{Minutes(-5)},10,,";

        (await Look(director, [.. of.GetPreamble(), .. of.GetBytes(Log([.. Enumerable.Repeat(row, rows)]))])).Refused(422, code);
    }

    [Fact]
    public async Task A_log_of_more_than_twenty_mebibytes_or_another_than_was_looked_at_is_refused()
    {
        var organization = await Found();
        using var director = await organization.As(Roles.Director);
        var file = Encoding.UTF8.GetBytes(Log($"{Nobodys},S-01,{Minutes(-5)},10,,"));
        var look = (await Look(director, file)).Expect(200);

        // The server answers before it has read the whole file: the client asks first whether it may send it.
        var tooLarge = await director.Send(HttpMethod.Post, "/api/v1/imports?kind=calls", Content(new byte[20 * 1024 * 1024 + 1]), null, ("Expect", "100-continue"));
        Assert.Equal(413, tooLarge.Status);
        (await Commit(director, look, [.. file, (byte)' '])).Refused(422, "import.other-file", "importId");
        Assert.Equal(0, await Waiting(director));
    }

    private async Task<TestOrganization> Found()
    {
        var organization = await app.Found();
        using var admin = await organization.As(Roles.Admin);
        (await admin.Post("/api/v1/reps", new { id = "rep-1", name = "张伟", unitId = "east-1", externalNo = "S-01" })).Expect(201);
        (await admin.Post("/api/v1/reps", new { id = "rep-2", name = "李娜", unitId = "west-1", externalNo = "S-02" })).Expect(201);
        await Wait.Until(
            async () => (await admin.Get("/api/v1/reps")).Expect(200)["items"]!.AsArray().Count(rep => rep!["externalNo"] is not null) == 2, TimeSpan.FromSeconds(20), "the reps in the list");
        return organization;
    }

    private string Minutes(int minutes) => app.Time.GetUtcNow().AddMinutes(minutes).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy/M/d H:mm", CultureInfo.InvariantCulture);

    private static string Log(params string[] rows) => string.Join("\r\n", rows.Prepend(Header));

    private static Task<ApiAnswer> Look(ApiClient client, byte[] file) => client.Send(HttpMethod.Post, "/api/v1/imports?kind=calls", Content(file), null);

    private static Task<ApiAnswer> Commit(ApiClient client, JsonNode look, byte[] file) =>
        client.Post($"/api/v1/imports/{look.Text("importId")}/commit?kind=calls", Content(file));

    private static ByteArrayContent Content(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };

    private static async Task<int> Waiting(ApiClient client) => (await client.Get("/api/v1/unmatched")).Expect(200)["items"]!.AsArray().Count;

    private static (int Created, int Same) Counts(JsonNode done) => (done["created"]!.GetValue<int>(), done["same"]!.GetValue<int>());
}
