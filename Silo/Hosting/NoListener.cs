using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace SalesGrains.Hosting;

/// <summary>
/// For a silo that is alone: it opens no port, so that no other program can reach it and two of them on one machine are not in each
/// other's way.
/// </summary>
internal sealed class NoListener : IConnectionListenerFactory
{
    /// <summary>Puts itself in the place of every listener that the runtime would open. The runtime's have keys; one without is the web server's.</summary>
    public static void Replace(IServiceCollection services)
    {
        foreach (var listener in services.Where(one => one.ServiceType == typeof(IConnectionListenerFactory) && one.IsKeyedService).ToArray())
        {
            services.Remove(listener);
            services.Add(new(typeof(IConnectionListenerFactory), listener.ServiceKey, new NoListener()));
        }
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(new Nobody(endpoint));

    private sealed class Nobody(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> unbound = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint { get; } = endpoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await unbound.Task.WaitAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            unbound.TrySetResult(null);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
