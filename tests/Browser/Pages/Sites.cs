using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Pages;

/// <summary>The pages that people see most, and how to know that one has arrived.</summary>
public static class Sites
{
    public static readonly string[] All = ["sign-in", "board", "contracts", "contract-form", "contract", "phone", "import", "system"];

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
            "phone" => ("/m?id=c-hengyue", ".tick"),
            "import" => ("/import", ".columns"),
            "system" => ("/system", "[data-trigger]"),
            _ => throw new ArgumentOutOfRangeException(nameof(site)),
        };
        var window = await company.Open(site switch { "sign-in" => null, "system" => "admin", _ => Company.Director }, path, look);
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
        try
        {
            await company.Sales.Get("/contracts/k-70");
        }
        catch (InvalidOperationException)
        {
            var like = Books.Contracts[1];
            await company.Sales.Post("/contracts", Books.Draft(like with { Id = "k-70", Number = "HT-2026-0070", Title = "无尘车间二期" }, company.Today));
            foreach (var (amount, ago) in new[] { ("500000.00", 12), ("186000.00", 3) })
            {
                await company.Cashier.Post("/customers/c-mingde/receipts", new { amount, receivedOn = Books.Day(company.Today.AddDays(-ago)), contractId = "k-04", nodeNo = 1, method = "bank" });
            }
        }
    }
}
