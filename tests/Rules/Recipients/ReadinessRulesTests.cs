using System.Collections.Immutable;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>C05, C09: what the numbers of a team's readiness count.</summary>
public sealed class ReadinessRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("wecom-contact call wechat-message", "", true)]
    [InlineData("wecom-contact call", "wechat-message", false)]
    [InlineData("", "wecom-contact call wechat-message", false)]
    public void A_rep_is_ready_when_every_source_has_produced_an_event(string known, string missing, bool ready)
    {
        var view = View(known, []);

        Assert.Equal(ready, ReadinessRules.Counts(ReadinessRules.Ready, view));
        Assert.Equal(!ready, ReadinessRules.Counts(ReadinessRules.NotReady, view));
        Assert.Equal(missing, string.Join(' ', ReadinessRules.Missing(view)));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("green", false)]
    [InlineData("amber", false)]
    [InlineData("red", true)]
    [InlineData("green red", true)]
    public void Channels_fail_when_one_is_red_or_none_leaves_the_house(string lights, bool failing) => Assert.Equal(
        failing, ReadinessRules.Counts(ReadinessRules.Failing, View("", [.. lights.Split(' ', StringSplitOptions.RemoveEmptyEntries)])));

    [Fact]
    public void Nothing_else_is_counted() => Assert.False(ReadinessRules.Counts("all", View("call", ["red"])));

    private static RecipientView View(string known, ImmutableArray<string> lights) => new()
    {
        Ready = RecipientViewRules.IsReady(known.Split(' ')),
        Sources = [.. RecipientRules.Sources.Select(source => new SourceView(source, known.Split(' ').Contains(source) ? At : null))],
        Channels = [.. lights.Select((light, i) => new ChannelView($"channel-{i}", "a", null, light, "why", null, 0, 0, null))],
    };
}
