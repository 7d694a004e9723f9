using SalesGrains.Nudges.Why;

namespace SalesGrains.Recipients;

/// <summary>M5, C06: the five faults by which companies lose reminders, each injected, each named, with the link that it broke.</summary>
public sealed class WhyTests
{
    [Theory]
    [InlineData("notifications-off", "contract", "delivered")]
    [InlineData("computers-only", "contract", "delivered")]
    [InlineData("inbox-only", "contract", "sent")]
    [InlineData("wecom-unmapped", "customer", "identity")]
    [InlineData("contacts-permission-missing", "customer", "signal")]
    public async Task The_fault_is_named(string fault, string kind, string link)
    {
        await using var all = await Reminded.Start();
        await all.Reach("rep-1", fault switch
        {
            "inbox-only" => [],
            "computers-only" => [("mail", "li@example.com")],
            _ => [("wecom-app", "lijing")],
        });
        await all.Report("rep-1", fault == "notifications-off" ? "denied" : "granted", fault == "contacts-permission-missing" ? "denied" : "granted");
        await all.Nudge("c-1", "rep-1");
        await all.After(2, ["rep-1"], 1);

        var chain = WhyRules.Of(new()
        {
            Kind = kind, Id = kind == "customer" ? "cust-1" : "c-1", Now = all.Clock.GetUtcNow(), Recipient = await all.View("rep-1"),
            HasWeComIdentity = fault != "wecom-unmapped",
        });

        Assert.Equal((link, fault), (chain.Broken, chain.Fault));
        Assert.Equal(fault, Assert.Single(chain.Faults));
    }
}
