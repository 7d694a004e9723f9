using SalesGrains.Entities.Accounts;

namespace SalesGrains.Entities;

public sealed class OrganizationGuardTests
{
    [Theory]
    [InlineData(SalesCluster.Org, true)]
    [InlineData(null, true)]
    [InlineData("other001", false)]
    [InlineData("acme000", false)]
    [InlineData("acme00011", false)]
    public async Task A_call_reaches_only_grains_of_its_own_organisation(string? caller, bool reaches)
    {
        await using var accounts = await TestAccounts.Start();
        CallContext.Organization = caller;

        var refused = await Record.ExceptionAsync(() => accounts.Grain("a").Execute(TestAccounts.Command(new OpenAccount(1), "c")));

        CallContext.Clear();
        Assert.Equal(reaches ? null : typeof(OrganizationMismatchException), refused?.GetType());
        Assert.Equal(reaches, (await accounts.View("a")).Exists);
    }
}
