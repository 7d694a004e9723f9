using SalesGrains.Vendors;

namespace SalesGrains.Recipients;

/// <summary>K12: a silo is killed between the vendor's taking a message and the mark that it was sent.</summary>
public sealed class SiloKillTests
{
    [Theory]
    [InlineData("wecom-app", "lijing", "wecom", "message/send", true)]
    [InlineData("wecom-app", "lijing", "wecom", "message/send", false)]
    [InlineData("sms-aliyun", "+8613800000001", "aliyun", "", true)]
    [InlineData("sms-aliyun", "+8613800000001", "aliyun", "", false)]
    public Task A_kill_between_sending_and_marking_loses_nothing_and_doubles_nothing(string channel, string address, string vendor, string path, bool carriedOut) =>
        Kill(1, channel, address, vendor, path, carriedOut);

    [Theory, Trait("Tier", "Full")]
    [InlineData(155, "wecom-app", "lijing", "wecom", "message/send")]
    [InlineData(45, "sms-aliyun", "+8613800000001", "aliyun", "")]
    public Task Two_hundred_kills_lose_nothing_and_double_nothing(int times, string channel, string address, string vendor, string path) =>
        Kill(times, channel, address, vendor, path, carriedOut: true);

    private static async Task Kill(int times, string channel, string address, string vendor, string path, bool carriedOut)
    {
        await using var all = await Reminded.Start();
        await all.Publish(new() { SmsPerDay = 50 });
        await all.Reach("rep-1", (channel, address));
        for (var i = 0; i < times; i++)
        {
            all.Vendors.World.Faults.Clear();
            all.Vendors.World.Faults.Add(new() { Vendor = vendor, Kind = "hang", Path = path, CarriedOut = carriedOut, Times = 1 });
            var (asked, arrived) = (all.Vendors.World.Log.Requests.Count, all.Vendors.World.Log.Deliveries.Count);
            await all.Nudge($"c-{i}", "rep-1");
            await SalesCluster.Eventually(
                async () => all.Vendors.World.Log.Requests.Skip(asked).Any(one => one.Vendor == vendor && one.Path.Contains(path, StringComparison.Ordinal))
                    && (await all.View("rep-1")).Attempts.Any(attempt => attempt.State == AttemptStates.Started),
                "the message to be under way");

            await all.KillAndRestart();
            var killed = all.Clock.GetUtcNow();
            await all.After(31, ["rep-1"], 31);
            if (!carriedOut && channel == "sms-aliyun")
            {
                // Nobody knows of it, so it is sent again, but only when the first one would have come.
                Assert.Equal(arrived, all.Vendors.World.Log.Deliveries.Count);
                await all.After(9 * 60, ["rep-1"], 60);
                Assert.Equal(arrived, all.Vendors.World.Log.Deliveries.Count);
                await all.After(120, ["rep-1"], 30);
                Assert.True(all.Vendors.World.Log.Deliveries[^1].At >= killed.AddMinutes(10));
            }

            var nudge = (await all.View("rep-1")).Nudges.Single(one => one.Key.StartsWith($"contract/c-{i}/", StringComparison.Ordinal));
            Assert.Equal(channel, nudge.ProvenBy);
            Assert.Equal(arrived + 1, all.Vendors.World.Log.Deliveries.Count);
        }
    }
}
