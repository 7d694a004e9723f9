using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SalesGrains.Calendars;
using SalesGrains.Entities;
using SalesGrains.RuleSets;

namespace SalesGrains.Organizations;

/// <summary>A silo's copy of its organisations: read anew every two seconds, and at once where something has changed them.</summary>
public sealed partial class OrganizationDirectory(
    IEntityStore store, ITreeSource trees, IOptions<EntityOptions> options, ILogger<OrganizationDirectory> log)
    : BackgroundService, IOrganizationDirectory
{
    private readonly ConcurrentDictionary<string, OrganizationSnapshot> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> readAt = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyCollection<OrganizationSnapshot> All => [.. known.Values];

    /// <inheritdoc/>
    public OrganizationSnapshot? Peek(string org) => known.GetValueOrDefault(org);

    /// <inheritdoc/>
    public ValueTask<OrganizationSnapshot> Get(string org) =>
        known.TryGetValue(org, out var snapshot) ? ValueTask.FromResult(snapshot) : new(Find(org));

    /// <inheritdoc/>
    public TimeSpan AgeOf(string org) => readAt.TryGetValue(org, out var at) ? Stopwatch.GetElapsedTime(at) : TimeSpan.MaxValue;

    /// <inheritdoc/>
    public async Task Refresh(string org)
    {
        var began = Stopwatch.GetTimestamp();
        if ((await store.ReadOrganizations()).FirstOrDefault(one => one.Org == org) is { } stored)
        {
            await Take(stored, began);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var began = Stopwatch.GetTimestamp();
                foreach (var stored in await store.ReadOrganizations())
                {
                    await Take(stored, began);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                NotRead(log, error);
            }

            await Task.Delay(options.Value.DirectoryEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<OrganizationSnapshot> Find(string org)
    {
        await Refresh(org);
        return Peek(org) ?? throw new KeyNotFoundException($"There is no organisation {org}.");
    }

    /// <summary>Takes in what was read; never an older clock or tree than is known, whichever read ends first.</summary>
    private async Task Take(StoredOrganization stored, long began)
    {
        var tree = Peek(stored.Org)?.Tree ?? OrganizationTree.Empty;
        try
        {
            tree = await trees.Read(stored, tree);
        }
        catch (Exception error)
        {
            NotRead(log, error);
        }

        known.AddOrUpdate(
            stored.Org,
            _ => new(stored, TimeZoneInfo.FindSystemTimeZoneById(stored.Zone), RuleSet.Default, BusinessCalendar.China, tree),
            (_, before) => Newer(before, stored, tree));
        readAt.AddOrUpdate(stored.Org, began, (_, before) => Math.Max(before, began));
    }

    private static OrganizationSnapshot Newer(OrganizationSnapshot before, StoredOrganization stored, OrganizationTree tree)
    {
        var old = stored.Clock.Version < before.Stored.Clock.Version || stored.Generation < before.Stored.Generation;
        var sameTree = tree.Version <= before.Tree.Version;
        return (old || stored == before.Stored) && sameTree ? before : before with
        {
            Stored = old ? before.Stored : stored,
            Tree = sameTree ? before.Tree : tree,
        };
    }

    [LoggerMessage(1, LogLevel.Warning, "The organisations could not be read.")]
    private static partial void NotRead(ILogger log, Exception error);
}
