using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Phones;

/// <summary>The phone's page (P01, P02, X20): three ticks with one thumb, also without a network, and each is recorded once.</summary>
[Collection(nameof(Writing))]
public sealed class PhoneTests(Company company)
{
    private const string Note = "张总担心接口对接不上，预算80万。周五10点我给张总演示，带报价单。";

    [Fact]
    public async Task A_scanned_code_leads_to_three_ticks_that_outlive_a_lost_network_and_a_reload_and_are_recorded_once()
    {
        var customer = await Customer("ticks");
        await using var window = await company.Open(null, await Scan(customer), Phone);
        await window.Follow(async page =>
        {
            await SignIn(page);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("扫码精工");
            await Tick(page, "已演示产品", "客户提出预算质疑", "约定下周复盘");
            await Accessibility.FindsNothing(page);
            await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");

            await page.Context.SetOfflineAsync(true);
            await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("无网络");
            await Done(page);
            await Expect(page.Locator(".result h2")).ToHaveTextAsync("已存在手机上");
            await page.ReloadAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("扫码精工");
            await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("无网络，照常记录 · 1 条待同步");
            await Expect(page.Locator(".queue li")).ToContainTextAsync("已演示产品 · 客户提出预算质疑 · 约定下周复盘");
            await Accessibility.FindsNothing(page);

            await page.Context.SetOfflineAsync(false);
            await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("全部已同步");
        });
        var recorded = Assert.Single((await company.Sales.Get($"/customers/{customer}/follow-ups"))["items"]!.AsArray())!;
        Assert.Equal(("demo", "budget", "review"), (recorded["done"]!.GetValue<string>(), recorded["said"]!.GetValue<string>(), recorded["next"]!.GetValue<string>()));
        Assert.Equal(Books.Day(company.Today.AddDays(7)), recorded["nextOn"]!.GetValue<string>());
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task The_score_explains_itself_at_once_and_names_the_next_step_in_the_readers_language()
    {
        var customer = await Customer("score");
        await using var window = await company.Open(Company.Manager, $"/m?id={customer}", Phone);
        await window.Follow(async page =>
        {
            await Done(page);
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("至少勾一项");
            await Tick(page, "已梳理需求", "客户认可方案", "再次上门");
            await page.GetByLabel("补充一句").FillAsync(Note);
            await Done(page);
            await Expect(page.Locator(".result h2")).ToHaveTextAsync("已记录");
            await Expect(page.Locator(".points")).ToContainTextAsync("写到了具体的人：张总");
            await Expect(page.Locator(".points")).ToContainTextAsync("写明了要交付的东西：报价单");
            await Expect(page.Locator(".advice")).ToContainTextAsync("还没有商机");
            await Accessibility.FindsNothing(page);
            await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
            await Expect(page.Locator(".points")).ToContainTextAsync("Names a person: 张总");
            await Expect(page.Locator(".advice")).ToContainTextAsync("There is no opportunity yet");
            await page.GetByRole(AriaRole.Button, new() { Name = "Record another" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Product shown" })).ToBeVisibleAsync();
        });
        var quality = (await company.Sales.Get($"/customers/{customer}/follow-ups"))["items"]![0]!["quality"]!;
        Assert.True(quality["total"]!.GetValue<int>() >= 65, quality.ToJsonString());
        Assert.Empty(window.Faults);
    }

    [Fact]
    public async Task An_answer_that_got_lost_after_the_record_was_written_makes_no_second_one()
    {
        var customer = await Customer("lost");
        await using var window = await company.Open(Company.Manager, $"/m?id={customer}", Phone);
        var posts = 0;
        await window.Page.Context.RouteAsync("**/follow-ups", async route =>
        {
            if (route.Request.Method == "POST" && posts++ == 0)
            {
                await route.FetchAsync();
                await route.AbortAsync();
                return;
            }

            await route.ContinueAsync();
        });
        await window.Follow(async page =>
        {
            await Tick(page, "电话沟通");
            await Done(page);
            await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 条待同步");
            await page.GetByRole(AriaRole.Button, new() { Name = "立即发送" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("全部已同步");
        });
        Assert.Equal(2, posts);
        Assert.Single((await company.Sales.Get($"/customers/{customer}/follow-ups"))["items"]!.AsArray());
    }

    [Fact]
    public async Task What_the_server_will_never_take_is_shown_as_refused_until_somebody_deletes_it()
    {
        var customer = await Customer("refused");
        await using var window = await company.Open(Company.Manager, $"/m?id={customer}", Phone);
        await window.Follow(async page =>
        {
            await Tick(page, "电话沟通");
            await page.Context.SetOfflineAsync(true);
            await Done(page);
            await Expect(page.Locator(".result h2")).ToHaveTextAsync("已存在手机上");
            // Meanwhile the customer has gone to another region.
            var version = (await company.Sales.Get($"/customers/{customer}"))["version"]!.GetValue<long>();
            await company.Sales.Put($"/customers/{customer}", new { name = "扫码精工", tier = "B", repId = "rep-chen", contacts = Array.Empty<object>() }, version);
            await page.Context.SetOfflineAsync(false);

            await Expect(page.Locator(".result h2")).ToHaveTextAsync("未被接受");
            await Expect(page.Locator(".queue li .bad")).ToHaveTextAsync(new Regex("^未被接受：.+"));
            await Accessibility.FindsNothing(page);
            await page.GetByRole(AriaRole.Button, new() { Name = "删除" }).ClickAsync();
            await Expect(page.Locator(".queue")).ToHaveCountAsync(0);
        });
    }

    private static Look Phone { get; } = new(390, 844);

    private async Task<string> Customer(string mark)
    {
        var id = $"c-phone-{mark}";
        await company.Sales.Post("/customers", new { id, name = "扫码精工", tier = "B", repId = "rep-li", industry = "制造" });
        return id;
    }

    /// <summary>What a camera reads from the code on the customer's page: the address to open.</summary>
    private async Task<string> Scan(string customer)
    {
        await using var office = await company.Open(Company.Manager, $"/customers/{customer}");
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "二维码" }).ClickAsync();
        var picture = office.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Img);
        await Expect(picture).ToBeVisibleAsync();
        Assert.True(await picture.EvaluateAsync<bool>("(it) => it.decode().then(() => it.naturalWidth > 0)"), "The code is no picture.");
        await Accessibility.FindsNothing(office.Page);
        var svg = await office.Page.EvaluateAsync<string>($"fetch('/api/v1/customers/{customer}/qr').then((answer) => answer.text())");
        return new Uri(PrintedCode.Read(svg)).PathAndQuery;
    }

    private static async Task SignIn(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "登录" })).ToBeVisibleAsync();
        await Accessibility.FindsNothing(page);
        await page.GetByLabel("登录名").FillAsync(Company.Manager);
        await page.GetByLabel("密码").FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).TapAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByLabel("密码").FillAsync(Company.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).TapAsync();
    }

    private static async Task Tick(IPage page, params string[] names)
    {
        foreach (var name in names)
        {
            var tick = page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
            await tick.TapAsync();
            await Expect(tick).ToHaveAttributeAsync("aria-pressed", "true");
        }
    }

    private static Task Done(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "完成", Exact = true }).TapAsync();
}
