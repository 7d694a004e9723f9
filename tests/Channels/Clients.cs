using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SalesGrains.Nudges.Channels;
using SalesGrains.Vendors;

namespace SalesGrains.Channels;

/// <summary>The production clients of all channels in front of the imitated vendors, on one clock.</summary>
internal sealed class Clients : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Clients(FakeVendors vendors, FakeTimeProvider clock, ServiceProvider services) => (Vendors, Clock, this.services) = (vendors, clock, services);

    public FakeVendors Vendors { get; }

    public FakeTimeProvider Clock { get; }

    public IReadOnlyList<Delivery> Arrived => Vendors.World.Log.Deliveries;

    /// <param name="timeout">How long a client waits for an answer.</param>
    /// <param name="changed">Settings other than the vendors' own.</param>
    public static async Task<Clients> Start(TimeSpan? timeout = null, params (string Name, string Value)[] changed)
    {
        var clock = new FakeTimeProvider(new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero));
        var vendors = await FakeVendors.Start(time: clock);
        var settings = vendors.Settings().ToDictionary(one => one.Key, one => (string?)one.Value);
        settings["Channels:Timeout"] = (timeout ?? TimeSpan.FromSeconds(5)).ToString();
        foreach (var (name, value) in changed)
        {
            settings[name] = value;
        }

        return new(vendors, clock, new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddChannels(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider());
    }

    /// <summary>The production client of a channel.</summary>
    public IChannelSender Of(string channel) => services.GetServices<IChannelSender>().Single(one => one.Channel == channel);

    /// <summary>Sends a message over a channel.</summary>
    public Task<SendResult> Send(string channel, string? address = null, string id = "m1", string text = "第二笔 2026-03-09 到期") =>
        Of(channel).Send(Message(channel, address, id, text), CancellationToken.None);

    /// <summary>Asks what became of a message.</summary>
    public Task<SendResult?> Ask(string channel, string? address = null, string id = "m1") =>
        Of(channel).Ask(Message(channel, address, id, ""), CancellationToken.None);

    /// <summary>An address that exists.</summary>
    public string Somebody(string channel) => channel switch
    {
        ChannelKinds.WeComApp or ChannelKinds.DingTalkWork => "zhangwei",
        ChannelKinds.SmsAliyun or ChannelKinds.SmsTencent => "+8613800000001",
        ChannelKinds.WebPush => Vendors.Push.Subscribe(Vendors.Address, "phone"),
        ChannelKinds.Mail => "zhangwei@example.com",
        _ => "east",
    };

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Vendors.DisposeAsync();
    }

    private ChannelMessage Message(string channel, string? address, string id, string text) =>
        new("acme0001", id, address ?? Somebody(channel), "回款提醒 HT-2026-0131", text, "https://crm.example.com/contracts/1", 3);
}
