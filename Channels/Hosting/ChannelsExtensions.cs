using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SalesGrains.Channels.Aliyun;
using SalesGrains.Channels.DingTalk;
using SalesGrains.Channels.Feishu;
using SalesGrains.Channels.Http;
using SalesGrains.Channels.Mail;
using SalesGrains.Channels.Tencent;
using SalesGrains.Channels.WebPush;
using SalesGrains.Channels.WeCom;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels;

/// <summary>Registers the channels that have settings.</summary>
public static class ChannelsExtensions
{
    /// <summary>
    /// One <see cref="IChannelSender"/> for each kind of channel that some organisation has settings for; Web Push without any, too, where the
    /// installation can keep a key of its own.
    /// </summary>
    public static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration)
    {
        var options = ChannelOptions.Read(configuration.GetSection(ChannelOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        var makesKeys = services.Any(service => service.ServiceType == typeof(IPushKeyStore));
        services.AddSingleton(options);
        services.AddSingleton(MessageLinks.At(options.PublicAddress));
        services.AddSingleton(provider => new AccessTokens(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DingTalkTasks>();
        services.AddVendor(options, nameof(ChannelSettings.WeCom))
            .AddSender<WeComAppSender>(options.Has(all => all.WeCom is { Secret.Length: > 0 } there ? there : null))
            .AddSender<WeComRobotSender>(options.Has(all => all.WeCom is { Robots.Count: > 0 } there ? there : null));
        services.AddVendor(options, nameof(ChannelSettings.DingTalk))
            .AddSender<DingTalkRobotSender>(options.Has(all => all.DingTalk is { Robots.Count: > 0 } there ? there : null))
            .AddSender<DingTalkWorkSender>(options.Has(all => all.DingTalk is { AppKey.Length: > 0 } there ? there : null));
        services.AddVendor(options, nameof(ChannelSettings.Feishu)).AddSender<FeishuRobotSender>(options.Has(all => all.Feishu));
        services.AddVendor(options, nameof(ChannelSettings.AliyunSms)).AddSender<AliyunSmsSender>(options.Has(all => all.AliyunSms));
        services.AddVendor(options, nameof(ChannelSettings.TencentSms)).AddSender<TencentSmsSender>(options.Has(all => all.TencentSms));
        services.AddSingleton(provider => new PushKeys(options, provider.GetService<IPushKeyStore>()));
        services.AddClient(nameof(ChannelSettings.WebPush), options, AllowedHosts.Of([.. PushKeys.HostsOf(options, makesKeys)]))
            .AddSender<WebPushSender>(makesKeys || options.Has(all => all.WebPush));
        return services.AddSender<MailSender>(options.Has(all => all.Mail));
    }

    private static IServiceCollection AddVendor(this IServiceCollection services, ChannelOptions options, string vendor) =>
        services.AddClient(vendor, options, AllowedHosts.Of(options.AddressesOf(vendor)));

    private static IServiceCollection AddClient(this IServiceCollection services, string name, ChannelOptions options, Func<Uri, bool> isAllowed)
    {
        services.AddHttpClient(name, client =>
            {
                client.Timeout = options.Timeout;
                client.MaxResponseContentBufferSize = VendorHttp.LongestAnswer;
            })
            // Addresses hold secrets; they do not go into the log.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .AddHttpMessageHandler(() => new AllowedHosts(isAllowed));
        return services;
    }

    private static IServiceCollection AddSender<T>(this IServiceCollection services, bool hasSettings) where T : class, IChannelSender =>
        hasSettings ? services.AddSingleton<IChannelSender, T>() : services;
}
