using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Lists;

namespace SalesGrains.Portfolios;

/// <summary>The tray of what nobody has matched.</summary>
public sealed class UnmatchedListTests
{
    private readonly RandomCompany company = new(new(1));
    private readonly PortfolioIndex index = new();

    [Theory]
    [InlineData("rep/r1", "a c")]
    [InlineData("team/t1", "a c")]
    [InlineData("company", "b a c")]
    [InlineData("region/west", "")]
    public void It_shows_what_names_the_scopes_reps_and_the_company_what_names_none(string scope, string ids)
    {
        Fold("a", "r1", 2);
        Fold("b", "", 1);
        Fold("c", "r1", 3);

        var page = PageOf(scope);

        Assert.Equal(ids, string.Join(' ', page.Items.Select(item => item.Id)));
        Assert.Equal(page.Items.Length, page.Count);
    }

    [Fact]
    public void What_was_matched_is_gone_and_comes_back_when_it_was_given_up()
    {
        Fold("a", "r1", 1);
        Fold("a", "r1", 1, version: 2, waiting: false);
        Assert.Empty(PageOf("company").Items);
        Fold("a", "r1", 1, version: 1);
        Assert.Empty(PageOf("company").Items);

        Fold("a", "r1", 5, version: 3);

        Assert.Equal(5, Assert.Single(PageOf("company").Items).FirstAt!.Value.Hour);
    }

    [Fact]
    public void An_earlier_signal_moves_it_up_without_a_second_row()
    {
        Fold("a", "r1", 9);
        Fold("b", "r1", 5);
        Fold("a", "r1", 1, version: 2);

        Assert.Equal(["a", "b"], PageOf("company").Items.Select(item => item.Id));
    }

    [Fact]
    public void Pages_go_on_behind_a_place()
    {
        for (var i = 0; i < 7; i++)
        {
            Fold($"i{i}", "r1", i / 2);
        }

        var (seen, after) = (new List<string>(), (PageKey?)null);
        ShardPage<UnmatchedItem> page;
        do
        {
            page = PageOf("company", new(3, after));
            seen.AddRange(page.Items.Select(item => item.Id));
            after = page.Items[^1].Place;
        }
        while (page.More);

        Assert.Equal(["i0", "i1", "i2", "i3", "i4", "i5", "i6"], seen);
    }

    private ShardPage<UnmatchedItem> PageOf(string scope, PageRequest? page = null) =>
        UnmatchedLists.Unmatched(index, new(BoardScope.Parse(scope)!), page ?? new(10), company.Moment);

    private void Fold(string id, string rep, int hour, long version = 1, bool waiting = true) => index.Fold(new IdentityFacts
    {
        Key = new(EntityKinds.Identity, RandomCompany.Org, id),
        Version = version,
        IdentityKind = "phone",
        Masked = "138****0001",
        RepId = rep,
        IsWaiting = waiting,
        FirstAt = waiting ? new(2026, 3, 2, hour, 0, 0, TimeSpan.Zero) : null,
        Count = 1,
    });
}
