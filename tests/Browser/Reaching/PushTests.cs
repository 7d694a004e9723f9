using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Reaching;

/// <summary>
/// C02: a person subscribes this browser by a tap, the worker shows what is pushed, and the person stops it again. A headless browser has no
/// push service: its subscription is made up here; permission, worker, message and notification are the browser's own.
/// </summary>
[Collection(nameof(Reading))]
public sealed class PushTests(Company company)
{
    private const string Subscription =
        """
        const key = Uint8Array.from(atob('BCVxsr7N/eNgVRqvHtD0zTZsEc6+VV+JvLexhqUzORcxaOzi6+AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4='), (c) => c.charCodeAt(0)).buffer
        let made = null
        PushManager.prototype.getSubscription = async () => made
        PushManager.prototype.subscribe = async (options) => made = { endpoint: 'https://fcm.googleapis.com/fcm/send/browser-test', options, getKey: (name) => (name === 'p256dh' ? key : new Uint8Array(16).buffer), unsubscribe: async () => { made = null; return true } }
        """;

    [Fact]
    public async Task A_tap_subscribes_this_browser_whose_worker_shows_what_is_pushed_and_another_tap_ends_it()
    {
        await FieldBooks.Prepare(company);
        await using var window = await company.Open(FieldBooks.Rep, "/channels");
        var page = window.Page;
        await page.Context.GrantPermissionsAsync(["notifications"]);
        await page.AddInitScriptAsync(Subscription);
        await page.ReloadAsync();
        var panel = page.Locator("[data-push]");
        await Expect(panel).ToHaveAttributeAsync("data-push", "off");
        var cdp = await page.Context.NewCDPSessionAsync(page);
        var registration = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        cdp.Event("ServiceWorker.workerVersionUpdated").OnEvent += (_, said) =>
        {
            if (JsonNode.Parse(said!.Value.GetRawText())!["versions"]!.AsArray().FirstOrDefault(one =>
                one!["scriptURL"]!.GetValue<string>().EndsWith("/push-sw.js", StringComparison.Ordinal) && one["status"]!.GetValue<string>() == "activated") is { } active)
            {
                registration.TrySetResult(active["registrationId"]!.GetValue<string>());
            }
        };
        await cdp.SendAsync("ServiceWorker.enable");

        await panel.GetByRole(AriaRole.Button, new() { Name = "在这个浏览器接收推送" }).ClickAsync();
        await Expect(panel).ToHaveAttributeAsync("data-push", "here");
        await Accessibility.FindsNothing(page);
        await Expect(page.Locator("[data-channel=web-push]")).ToBeVisibleAsync();
        await cdp.SendAsync("ServiceWorker.deliverPushMessage", new()
        {
            ["origin"] = new Uri(page.Url).GetLeftPart(UriPartial.Authority),
            ["registrationId"] = await registration.Task.WaitAsync(Company.Patience),
            ["data"] = """{"title":"付款逾期:苏州恒岳","body":"第二笔","tag":"t","link":"/contracts/k-04","badge":2}""",
        });
        await Wait.Until(
            async () => await page.EvaluateAsync<string>("navigator.serviceWorker.getRegistration('/push/').then((one) => one.getNotifications()).then((all) => all.map((one) => `${one.title} ${one.data.link}`).join())")
                == "付款逾期:苏州恒岳 /contracts/k-04",
            Company.Patience, "the notification that the worker shows");

        await panel.GetByRole(AriaRole.Button, new() { Name = "停止推送" }).ClickAsync();
        await Expect(panel).ToHaveAttributeAsync("data-push", "off");
        await Expect(page.Locator("[data-channel=web-push]")).ToHaveCountAsync(0);
        Assert.Empty(window.Faults);
    }
}
