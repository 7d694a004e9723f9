using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SalesGrains.Browsing;

/// <summary>A wire between browser and program that can be cut: every connection through it ends at once, as when a network goes away.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> ends = new();
    private readonly int target;
    private readonly Task listening;

    public Wire(Uri address)
    {
        target = address.Port;
        listener.Start();
        listening = Listen();
    }

    /// <summary>Where the browser finds the program.</summary>
    public Uri Address => new($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Connections open now.</summary>
    public int Open => ends.Count / 2;

    /// <summary>Ends every connection with a reset.</summary>
    public void Cut()
    {
        foreach (var end in ends.Keys)
        {
            Close(end);
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        Cut();
        await listening;
    }

    private async Task Listen()
    {
        while (true)
        {
            TcpClient near;
            try
            {
                near = await listener.AcceptTcpClientAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = Join(near);
        }
    }

    private async Task Join(TcpClient near)
    {
        var far = new TcpClient();
        ends[near] = ends[far] = true;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception gone) when (gone is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Nobody at the other end, or cut: both ends close below.
        }
        finally
        {
            Close(near);
            Close(far);
        }
    }

    private void Close(TcpClient end)
    {
        ends.TryRemove(end, out _);
        try
        {
            end.LingerState = new(true, 0);
        }
        catch (Exception closed) when (closed is ObjectDisposedException or SocketException or NullReferenceException)
        {
            // Closed before.
        }

        end.Dispose();
    }
}
