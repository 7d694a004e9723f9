using SalesGrains.Vendors;
using Xunit.Abstractions;

namespace SalesGrains.Recipients;

/// <summary>
/// K11: 200 nudges at once, with every fault of a channel on in turn. The inbox has all of them; another channel has each within a minute;
/// no robot ever gets more than its vendor allows; people on a channel that nobody else uses notice nothing.
/// </summary>
public sealed class ChannelFaultTests(ITestOutputHelper output)
{
    private const int Reps = 20;
    private const int Nudges = 200;

    private static readonly (string Name, Fault Fault)[] Faults =
    [
        ("dead", new() { Vendor = "wecom", Kind = "reset", Path = "message/send", CarriedOut = false }),
        ("slow", new() { Vendor = "wecom", Kind = "latency", Path = "message/send", Milliseconds = 30_000 }),
        ("500", new() { Vendor = "wecom", Kind = "status", Path = "message/send", Code = "500" }),
        ("429", new() { Vendor = "wecom", Kind = "status", Path = "message/send", Code = "429", RetryAfter = 120 }),
        ("limit", new() { Vendor = "wecom", Kind = "code", Path = "message/send", Code = "45009" }),
        ("html", new() { Vendor = "wecom", Kind = "html", Path = "message/send" }),
        ("cut", new() { Vendor = "wecom", Kind = "truncated", Path = "message/send", CarriedOut = false }),
    ];

    [Fact]
    public async Task Two_hundred_nudges_at_once_reach_everybody_whatever_a_channel_does()
    {
        await using var all = await Reminded.Start();
        // All faults happen on one day; that their texts are many is not what this is about.
        await all.Publish(new() { SmsPerDay = 50 });
        string[] reps = [.. Enumerable.Range(1, Reps).Select(i => $"rep-{i}")];
        for (var i = 0; i < Reps; i++)
        {
            await all.Reach(reps[i], ("wecom-app", $"user-{i}"), ("wecom-robot", "east"), ("sms-aliyun", $"+86138000000{i:00}"));
        }

        var bystanders = new Bystanders(all);
        await bystanders.Reach();
        // The first round shows the way to every part; the second is what the others are compared with.
        await bystanders.Round("first", () => Task.CompletedTask);
        await all.After(180, [.. reps, .. Bystanders.Ids], 30);
        var (usual, usuallyQueued) = await bystanders.Round("none", () => all.Nudges(Enumerable.Range(0, Nudges).Select(i => ($"c-none-{i}", reps[i % Reps]))));
        await all.After(180, [.. reps, .. Bystanders.Ids], 30);
        var had = (long)Nudges + (2 * Bystanders.Ids.Count);
        foreach (var (name, fault) in Faults)
        {
            all.Vendors.World.Faults.Clear();
            all.Vendors.World.Faults.Add(fault);
            var (times, queued) = await bystanders.Round(name, () => all.Nudges(Enumerable.Range(0, Nudges).Select(i => ($"c-{name}-{i}", reps[i % Reps]))));
            await all.Rest(reps);
            Assert.Equal(had += Nudges + Bystanders.Ids.Count, await all.Inbox());
            output.WriteLine(
                $"[measured] K11 {name}: on another channel p50 {Bystanders.At(times, .5):0} ms, p99 {Bystanders.At(times, .99):0} ms; without a fault {Bystanders.At(usual, .5):0} and {Bystanders.At(usual, .99):0}");
            Assert.True(queued <= usuallyQueued, $"{name}: {queued} s in another channel's queue, {usuallyQueued} s without a fault");
            Assert.True(Bystanders.At(times, .5) <= 10 * Bystanders.At(usual, .5), $"{name}: {Bystanders.At(times, .5)} ms");

            await all.After(60, [.. reps, .. Bystanders.Ids]);

            var late = new List<double>();
            foreach (var view in await Task.WhenAll(reps.Select(all.View)))
            {
                foreach (var nudge in view.Nudges.Where(nudge => nudge.Key.StartsWith($"contract/c-{name}-", StringComparison.Ordinal)))
                {
                    var sent = view.Attempts.Where(attempt => attempt.State is "sent" or "delivered" && attempt.Nudges.Contains(nudge.Key))
                        .Select(attempt => (DateTimeOffset?)attempt.StartedAt).Min();
                    Assert.True(sent is not null, $"{name}: {nudge.Key} went nowhere\n{await all.Story(view.Id)}");
                    late.Add((sent.Value - nudge.RaisedAt).TotalSeconds);
                }
            }

            Assert.Equal(Nudges, late.Count);
            Assert.True(late.Max() <= 60, $"{name}: {late.Max()}");
            output.WriteLine($"[measured] K11 {name}: {Nudges} nudges of {Reps} reps, the last on another channel after {late.Max():0} s");

            // What waits for a minute that is over would disturb the next round.
            all.Vendors.World.Faults.Clear();
            await all.After(180, [.. reps, .. Bystanders.Ids], 30);
        }

        var robot = all.Vendors.World.Log.Requests.Where(one => one.Path.EndsWith("webhook/send", StringComparison.Ordinal)).Select(one => one.At).ToList();
        Assert.NotEmpty(robot);
        var densest = robot.Max(at => robot.Count(other => other >= at && other < at.AddMinutes(1)));
        output.WriteLine($"[measured] K11 robot: at most {densest} messages in any minute of {robot.Count}");
        Assert.True(densest <= 15, $"{densest}");
    }

    [Fact]
    public async Task Two_hundred_nudges_for_one_person_are_a_few_messages()
    {
        await using var all = await Reminded.Start();
        await all.Reach("rep-1", ("wecom-robot", "east"));

        await all.Nudges(Enumerable.Range(0, Nudges).Select(i => ($"c-{i}", "rep-1")));
        await all.Rest(["rep-1"]);
        await all.After(20, ["rep-1"]);

        var view = await all.View("rep-1");
        Assert.Equal(Nudges, await all.Inbox());
        Assert.All(view.Nudges, nudge => Assert.Equal("wecom-robot", nudge.ProvenBy));
        Assert.InRange(all.Vendors.World.Log.Deliveries.Count, 2, 15);
        Assert.Contains(all.Vendors.World.Log.Deliveries, one => one.Text.Contains("条提醒待处理", StringComparison.Ordinal));
    }
}
