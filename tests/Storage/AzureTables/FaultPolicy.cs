using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using SalesGrains.Conformance;

namespace SalesGrains.AzureTables;

/// <summary>Stands between the program and the account: passes everything on, or makes writes fail as a network or a busy account does.</summary>
internal sealed class FaultPolicy : HttpPipelinePolicy
{
    private TaskCompletionSource? cut;
    private WriteFault fault;
    private int writes;

    /// <summary>How long each write is held back.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Every so manieth write is refused because the account is busy; 0: none.</summary>
    public int BusyEach { get; set; }

    /// <summary>The next write is never answered.</summary>
    public bool HangNext { get; set; }

    /// <summary>Writes that were tried so far.</summary>
    public int Writes => Volatile.Read(ref writes);

    /// <summary>Cuts the connection of the next write, before the account gets it, or after it has answered.</summary>
    public void CutNext(WriteFault where)
    {
        fault = where;
        cut = new();
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Method == RequestMethod.Get || message.Request.Uri.Path.EndsWith("/Tables", StringComparison.Ordinal))
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }

        var number = Interlocked.Increment(ref writes);
        await Task.Delay(Delay, message.CancellationToken);
        if (HangNext)
        {
            HangNext = false;
            await Task.Delay(Timeout.Infinite, message.CancellationToken);
        }

        if (BusyEach > 0 && number % BusyEach == 0)
        {
            throw new RequestFailedException(503, "The server is busy.", "ServerBusy", null);
        }

        var cuts = Interlocked.Exchange(ref cut, null) is not null;
        if (cuts && fault == WriteFault.Before)
        {
            throw new IOException("The connection was cut.");
        }

        await ProcessNextAsync(message, pipeline);
        if (cuts)
        {
            throw new IOException("The connection was cut.");
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
}
