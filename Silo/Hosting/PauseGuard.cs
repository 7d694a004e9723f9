using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace SalesGrains.Hosting;

/// <summary>
/// Stands in front of every grain of a silo that is one of several. A silo that was frozen may hold entities that others have taken over:
/// the store refuses what it still wants to write, but what it remembers is old. Until it has looked whether it is a member still it
/// answers nothing; one that is not ends itself soon.
/// </summary>
internal sealed class PauseGuard(IMembershipTable members, ILocalSiloDetails local) : BackgroundService, IIncomingGrainCallFilter
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private readonly Pulse pulse = new(Silences.Pause);

    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context) =>
        context.Grain is IGrainWithStringKey && !pulse.IsSteady(Stopwatch.GetTimestamp())
            ? throw new SiloUnavailableException("The silo stood still and does not know yet whether it was replaced.")
            : context.Invoke();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await pulse.Beat(Stopwatch.GetTimestamp(), IsMember);
            }
            catch (Exception)
            {
                // The store cannot be asked; the next beat asks again.
            }

            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        pulse.End();
    }

    private async Task<bool> IsMember() =>
        (await members.ReadRowAsync(local.SiloAddress, CancellationToken.None)).Members is [var (entry, _)] && entry.Status != SiloStatus.Dead;
}
