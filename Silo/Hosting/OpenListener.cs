using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SalesGrains.Hosting;

/// <summary>
/// A port that the system gives: it is bound before the silo names itself by it, so that nobody else can take it in between.
/// </summary>
internal sealed class OpenListener : IDisposable
{
    private readonly Socket socket;

    public OpenListener(IPAddress address)
    {
        socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>Makes the runtime listen on this socket instead of opening one. The runtime's listeners have keys; one without is the web server's.</summary>
    public void Use(IServiceCollection services)
    {
        services.AddSingleton(this);
        foreach (var listener in services.Where(one => one.ServiceType == typeof(IConnectionListenerFactory) && one.IsKeyedService).ToArray())
        {
            services.Remove(listener);
            services.AddKeyedSingleton<IConnectionListenerFactory>(listener.ServiceKey, (provider, _) => new SocketTransportFactory(
                Options.Create(new SocketTransportOptions { CreateBoundListenSocket = _ => provider.GetRequiredService<OpenListener>().socket }),
                provider.GetRequiredService<ILoggerFactory>()));
        }
    }

    public void Dispose() => socket.Dispose();
}
