using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Contracts;

/// <summary>What signing would refuse is said while it is typed, where it is, in the reader's language.</summary>
[Collection(nameof(Writing))]
public sealed class RefusedTermsTests(Company company)
{
    [Theory]
    [InlineData("zh-CN", "k-61", "各节点比例合计为 90%", "签约", "确认签约")]
    [InlineData("en-US", "k-62", "The shares come to 90%", "Sign", "Sign")]
    public async Task Shares_of_ninety_percent_are_refused_in_the_form_and_at_signing(string locale, string id, string detail, string sign, string submit)
    {
        var contract = Books.Contracts[0] with { Id = id, Number = $"HT-{id}" };
        await company.Sales.Post("/contracts", Books.Draft(contract with { Nodes = [.. contract.Nodes.Select((node, i) => i == 1 ? node with { Percent = 50 } : node)] }, company.Today));

        await using var window = await company.Open(Company.Manager, $"/contracts/{id}/edit", new(Locale: locale));
        await Expect(window.Page.Locator(".terms .error-text")).ToContainTextAsync(detail);
        await Expect(window.Page.Locator(".preview")).ToContainTextAsync(detail);

        await window.Page.GotoAsync($"/contracts/{id}");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = sign, Exact = true }).ClickAsync();
        var dialog = window.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = submit, Exact = true }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync(detail);
        Assert.Equal("draft", (await company.Sales.Get($"/contracts/{id}"))["stage"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("zh-CN", "看不懂这个比例")]
    [InlineData("en-US", "33.3333")]
    public async Task A_share_that_cannot_be_read_is_told_at_its_field(string locale, string words)
    {
        await using var window = await company.Open(Company.Manager, "/contracts/new", new(Locale: locale));
        await window.Page.Locator(".select.template").SelectOptionAsync("50-50");
        var field = window.Page.Locator(".term").First.Locator(".amount-line .input").First;
        await field.FillAsync("49.99999");
        await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        var described = await field.GetAttributeAsync("aria-describedby");
        await Expect(window.Page.Locator($"#{described}")).ToContainTextAsync(words);
    }
}
