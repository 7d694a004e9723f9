using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace SalesGrains.Boards;

/// <summary>Wires the push path.</summary>
public static class LiveBoards
{
    private const int Tcp = 6;
    private const int NotSentLowWater = 25;
    private const int KeptUnsent = 16 * 1024;

    /// <summary>The hub, the relay and the sockets' settings.</summary>
    public static IServiceCollection AddLiveBoards(this IServiceCollection services, Action<BoardPushOptions>? configure = null)
    {
        services.AddOptions<BoardPushOptions>();
        services.Configure(configure ?? (_ => { }));
        services.AddSingleton<BoardRelay>().AddHostedService(provider => provider.GetRequiredService<BoardRelay>());
        services.AddSingleton<HubLifetimeManager<LiveHub>, LiveLifetime>().AddSingleton<LiveCallLimit>();
        services.AddSignalR()
            .AddHubOptions<LiveHub>(hub =>
            {
                hub.KeepAliveInterval = TimeSpan.FromSeconds(10);
                hub.MaximumReceiveMessageSize = 32 * 1024;
                hub.AddFilter<LiveCallLimit>();
            })
            .AddJsonProtocol(json => json.PayloadSerializerOptions.Converters.Add(new FrameRowJson()));

        // What the kernel holds back for a slow reader is old when it arrives; so little is given to it before it has sent the rest.
        return services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endpoint =>
        {
            var listener = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            if (OperatingSystem.IsLinux())
            {
                listener.SetRawSocketOption(Tcp, NotSentLowWater, BitConverter.GetBytes(KeptUnsent));
            }

            return listener;
        });
    }

    /// <summary>The hub at <c>/live</c>.</summary>
    public static HubEndpointConventionBuilder MapLiveBoards(this IEndpointRouteBuilder app)
    {
        var allowed = app.ServiceProvider.GetRequiredService<IOptions<BoardPushOptions>>().Value.AllowedOrigins;
        var hub = app.MapHub<LiveHub>("/live", connection =>
        {
            connection.Transports = HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents;
            connection.TransportMaxBufferSize = KeptUnsent;
            connection.ApplicationMaxBufferSize = 64 * 1024;
            connection.CloseOnAuthenticationExpiration = true;
            connection.AllowStatefulReconnects = false;
        });

        // Browsers send cookies along with a WebSocket whatever page opens it: the page must be ours.
        hub.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => IsOurs(context.Request, allowed) ? next(context) : Refuse(context);
        });
        return hub;
    }

    private static bool IsOurs(HttpRequest request, IList<string> allowed) =>
        request.Headers.Origin is not [{ } origin]
            ? request.Headers.Origin.Count == 0
            : string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
                || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase);

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Each connection's pipe rents a block of 4 KB; a thousand at once overflow the shared pool's default of 32 per core and size, and
    /// then each message allocates one. The pool reads this once, before it is first used.
    /// </summary>
    [ModuleInitializer]
    internal static void WidenArrayPool()
    {
        const string Name = "DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION";
        if (Environment.GetEnvironmentVariable(Name) is null)
        {
            Environment.SetEnvironmentVariable(Name, "4096");
        }
    }
}
