using System.Globalization;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Pages;

/// <summary>The pages that people see most, and how to know that one has arrived.</summary>
public static class Sites
{
    public static readonly string[] All =
    [
        "sign-in", "board", "contracts", "contract-form", "contract", "customer", "customers", "pool", "phone", "exceptions", "first-contacts", "team", "process", "spot-checks", "chains",
        "today", "day-list", "readiness", "unmatched", "channels", "why", "import", "system",
    ];

    /// <summary>Opens a page and waits until everything on it is there.</summary>
    public static async Task<Window> Open(Company company, string site, Look look)
    {
        var (path, ready) = site switch
        {
            "sign-in" => ("/sign-in", "input[name=password]"),
            "board" => ("/payments", "[data-slot]"),
            "wall" => ("/payments?wall=1&theme=dark", "[data-slot]"),
            "contracts" => ("/contracts", "[data-key]"),
            "contract-form" => ("/contracts/k-70/edit", ".preview .preview-nodes .num:not(:text('—'))"),
            "contract" => ("/contracts/k-04", ".checklist"),
            "customer" => ("/customers/c-mingde", ".follow-ups [data-follow-up]"),
            "customers" => ("/customers", "[data-key]"),
            "pool" => ("/pool", "[data-key]"),
            "first-contacts" => ("/first-contacts", ".contact-cards [data-key]"),
            "team" => ("/team", "[data-rep]"),
            "process" => ("/process", "[data-rep]"),
            "spot-checks" => ("/spot-checks", ".spot-record [data-spot=ticks]"),
            "chains" => ("/chains", "[data-chain]"),
            "exceptions" => ("/exceptions", "[data-slot]"),
            "today" => ("/today", "[data-duty]"),
            "day-list" => ("/today/list?bucket=payment", "dialog [data-duty]"),
            "readiness" => ("/team?ready=not-ready", "dialog [data-rep]"),
            "phone" => ("/m?id=c-hengyue", ".tick"),
            "unmatched" => ("/unmatched", "[data-identity]"),
            "channels" => ("/channels?id=rep-li", "[data-source]"),
            "why" => ("/why?kind=contract&id=k-04", "[data-link=done]"),
            "import" => ("/import", ".columns"),
            "system" => ("/system", "[data-trigger]"),
            _ => throw new ArgumentOutOfRangeException(nameof(site)),
        };
        var window = await company.Open(site switch { "sign-in" => null, "system" or "channels" => "admin", "today" or "day-list" => FieldBooks.Rep, _ => Company.Director }, path, look);
        await Expect(window.Page.Locator(ready).First).ToBeVisibleAsync();
        if (await window.State.CountAsync() > 0)
        {
            await Expect(window.State).ToHaveAttributeAsync("data-state", "live");
        }

        await Expect(window.Page.Locator(".skeleton")).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".toast.bad")).ToHaveCountAsync(0);
        await window.Page.EvaluateAsync("document.fonts.ready");
        return window;
    }

    /// <summary>A draft for the form to show, and a contract that has been paid in part; made once.</summary>
    public static async Task Prepare(Company company)
    {
        await Planted.Letters(company);
        await FieldBooks.Prepare(company);
        try
        {
            await company.Sales.Get("/contracts/k-70");
        }
        catch (InvalidOperationException)
        {
            await Signals.Call(company, "site-1", "13800138000", "rep-li", 21.4);
            await Signals.Call(company, "site-2", "13911112222", "rep-wang", 9);
            await Signals.Call(company, "site-3", "13722223333", "rep-zhao", 1.2);
            var like = Books.Contracts[1];
            await company.Sales.Post("/contracts", Books.Draft(like with { Id = "k-70", Number = "HT-2026-0070", Title = "无尘车间二期" }, company.Today));
            await Care(company);
            foreach (var (id, name, tier, reason) in new[] { ("c-pool-1", "常熟瑞安包装有限公司", "B", "采购计划推迟到明年"), ("c-pool-2", "昆山致远机电有限公司", "C", "联系人离职") })
            {
                await company.Sales.Post("/customers", new { id, name, tier, repId = "rep-li", industry = "制造" });
                await company.Sales.Post($"/customers/{id}/release", new { reason });
            }

            foreach (var (amount, ago) in new[] { ("500000.00", 12), ("186000.00", 3) })
            {
                await company.Cashier.Post("/customers/c-mingde/receipts", new { amount, receivedOn = Books.Day(company.Today.AddDays(-ago)), contractId = "k-04", nodeNo = 1, method = "bank" });
            }
        }
    }

    /// <summary>A customer in whose care something happened: a contact, two opportunities, two follow-ups.</summary>
    private static async Task Care(Company company)
    {
        const string customer = "/customers/c-mingde";
        var now = DateTimeOffset.Parse((await company.Sales.Get("/session"))["clock"]!["now"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        await company.Sales.Post($"{customer}/contacts", new { at = now.AddHours(-21), channel = "visit", note = "展会上交换了名片" });
        await company.Sales.Post($"{customer}/opportunities", new { id = "o-1", title = "检修平台二期", amount = "860000.00", expectedOn = Books.Day(company.Today.AddDays(40)), stage = "proposal" });
        await company.Sales.Post($"{customer}/opportunities", new { id = "o-2", title = "备件年度框架" });
        await company.Sales.Post($"{customer}/opportunities/o-2/close", new { outcome = "lost", reason = "客户选择自有备件库" });
        await company.Sales.Post($"{customer}/follow-ups", new { occurredAt = now.AddHours(-5), done = "demo", said = "interested", next = "visit-again" });
        var note = "张总担心接口对接不上，预算80万。周五10点我给张总演示，带报价单。";
        await company.Sales.Post($"{customer}/follow-ups", new { occurredAt = now.AddMinutes(-30), done = "quoted", said = "budget", next = "review", nextOn = Books.Day(company.Today.AddDays(7)), note });
    }
}
