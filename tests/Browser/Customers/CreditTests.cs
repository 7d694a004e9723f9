using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Customers;

/// <summary>Money that came in without saying what for waits at the customer until somebody puts it on a contract.</summary>
[Collection(nameof(Writing))]
public sealed class CreditTests(Company company)
{
    private const string Id = "k-81";

    [Fact]
    public async Task A_receipt_without_a_contract_is_credit_until_it_is_allocated_to_one()
    {
        var contract = Books.Contracts[10] with { Id = Id, Number = "HT-2026-0081" };
        await company.Sales.Post("/contracts", Books.Draft(contract, company.Today));
        await company.Sales.Post($"/contracts/{Id}/sign", new { signedOn = Books.Day(company.Today) });

        await using var window = await company.Open(Company.Manager, $"/customers/{contract.CustomerId}");
        await window.Follow(Allocate);
        var stored = await company.Sales.Get($"/contracts/{Id}");
        Assert.Equal("5000.00", stored["paid"]!.GetValue<string>());
        Assert.Empty(window.Faults);
    }

    private static async Task Allocate(IPage page)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        var credit = page.Locator(".panel", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "客户余额" }) });
        await page.GetByRole(AriaRole.Button, new() { Name = "登记收款" }).ClickAsync();
        await dialog.GetByLabel("金额（元）").FillAsync("0.5万");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "登记收款" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator(".receipts li").First).ToContainTextAsync("未分配 5,000.00");
        await Expect(credit).ToContainTextAsync("5,000.00");

        await credit.GetByRole(AriaRole.Button, new() { Name = "分配余额" }).ClickAsync();
        await Expect(dialog.GetByLabel("金额（元）")).ToHaveValueAsync("5,000.00");
        await dialog.GetByLabel("合同", new() { Exact = true }).SelectOptionAsync(Id);
        await Accessibility.FindsNothing(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "分配余额" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator(".receipts li").First).ToContainTextAsync("已分配 5,000.00");
        await Expect(credit).ToContainTextAsync("0.00");
        await Expect(credit.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }
}
