using Microsoft.Playwright;
using SalesGrains.Browsing;
using static Microsoft.Playwright.Assertions;

namespace SalesGrains.Contracts;

/// <summary>Two people edit the same draft: the second is told, sees both versions, and decides.</summary>
[Collection(nameof(Writing))]
public sealed class ConflictTests(Company company)
{
    [Theory]
    [InlineData("k-51", "用我的覆盖", "我写的名称")]
    [InlineData("k-52", "放弃我的，载入现在的", "别人先写的名称")]
    public async Task The_second_of_two_edits_is_told_with_both_versions_and_overwrites_nothing_unasked(string id, string choice, string kept)
    {
        await company.Sales.Post("/contracts", Books.Draft(Books.Contracts[0] with { Id = id, Number = $"HT-{id}" }, company.Today));
        await using var first = await company.Open(Company.Manager, $"/contracts/{id}/edit");
        await using var second = await company.Open(Company.OtherManager, $"/contracts/{id}/edit");
        await second.Page.Locator("input[name=title]").FillAsync("我写的名称");

        await first.Page.Locator("input[name=title]").FillAsync("别人先写的名称");
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await Expect(first.Page.Locator("h1")).ToHaveTextAsync("别人先写的名称");

        await second.Page.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        var dialog = second.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("有人先改了这份内容");
        await Expect(dialog).ToContainTextAsync("别人先写的名称");
        await Expect(dialog).ToContainTextAsync("我写的名称");
        Assert.Equal("别人先写的名称", await Title());

        await dialog.GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();
        await Expect(dialog).Not.ToBeVisibleAsync();
        if (kept == "我写的名称")
        {
            await Expect(second.Page.Locator("h1")).ToHaveTextAsync(kept);
        }
        else
        {
            await Expect(second.Page.Locator("input[name=title]")).ToHaveValueAsync(kept);
        }

        Assert.Equal(kept, await Title());
        Assert.Empty(second.Faults);

        async Task<string> Title() => (await company.Sales.Get($"/contracts/{id}"))["title"]!.GetValue<string>();
    }
}
