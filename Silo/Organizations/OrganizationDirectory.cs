using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SalesGrains.Calendars;
using SalesGrains.Entities;
using SalesGrains.Entities.Hosting;
using SalesGrains.Entities.Stores;
using SalesGrains.RuleSets;

namespace SalesGrains.Organizations;

/// <summary>A silo's copy of its organisations: read anew every two seconds, and at once in every silo where something has changed them.</summary>
internal sealed partial class OrganizationDirectory(
    IEntityStore store,
    ITreeSource trees,
    IPublicationSource published,
    OrganizationNewsTeller others,
    IOptions<EntityOptions> options,
    ILogger<OrganizationDirectory> log)
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
    public Task Publish(string org) => Task.WhenAll(Refresh(org), others.Tell(org));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var all = await ReadAll();
            await Task.Delay(all ? options.Value.DirectoryEvery : options.Value.DirectoryRetry, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>False when an organisation that this silo does not know yet could not be read: it is tried again soon.</summary>
    private async Task<bool> ReadAll()
    {
        var all = true;
        try
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var stored in await store.ReadOrganizations())
            {
                try
                {
                    await Take(stored, began);
                }
                catch (Exception error)
                {
                    NotRead(log, error);
                    all = all && known.ContainsKey(stored.Org);
                }
            }
        }
        catch (Exception error)
        {
            NotRead(log, error);
        }

        return all;
    }

    private async Task<OrganizationSnapshot> Find(string org)
    {
        await Refresh(org);
        return Peek(org) ?? throw new KeyNotFoundException($"There is no organisation {org}.");
    }

    /// <summary>
    /// Takes in what was read; nothing older than is known, whichever read ends first. Without its rule sets, its calendar and its tree an
    /// organisation is not known: the product's own rules would be worse than no answer, and by an empty tree nobody is where they are.
    /// </summary>
    private async Task Take(StoredOrganization stored, long began)
    {
        var before = Peek(stored.Org) ?? new(
            stored, TimeZoneInfo.FindSystemTimeZoneById(stored.Zone), RuleTimeline.Shipped, BusinessCalendar.China, OrganizationTree.Empty);
        var reading = (Tree: ReadTree(stored, before.Tree), Rules: published.Rules(stored.Org, before.Rules), Calendar: published.Calendar(stored.Org, before.Calendar));
        var read = before with { Stored = stored, Tree = await reading.Tree, Rules = await reading.Rules, Calendar = await reading.Calendar };
        known.AddOrUpdate(stored.Org, read, (_, current) => Newer(current, read));
        readAt.AddOrUpdate(stored.Org, began, (_, current) => Math.Max(current, began));
    }

    private async Task<OrganizationTree> ReadTree(StoredOrganization stored, OrganizationTree before)
    {
        try
        {
            return await trees.Read(stored, before);
        }
        catch (Exception error) when (known.ContainsKey(stored.Org))
        {
            NotRead(log, error);
            return before;
        }
    }

    private static OrganizationSnapshot Newer(OrganizationSnapshot current, OrganizationSnapshot read)
    {
        var old = read.Stored.Clock.Version < current.Stored.Clock.Version || read.Stored.Generation < current.Stored.Generation;
        var newer = current with
        {
            Stored = old || read.Stored == current.Stored ? current.Stored : read.Stored,
            Tree = read.Tree.Version > current.Tree.Version ? read.Tree : current.Tree,
            Rules = read.Rules.Book.Version > current.Rules.Book.Version ? read.Rules : current.Rules,
            Calendar = read.Calendar.Version > current.Calendar.Version ? read.Calendar : current.Calendar,
        };
        return ReferenceEquals(newer.Stored, current.Stored) && ReferenceEquals(newer.Tree, current.Tree)
            && ReferenceEquals(newer.Rules, current.Rules) && ReferenceEquals(newer.Calendar, current.Calendar) ? current : newer;
    }

    [LoggerMessage(1, LogLevel.Warning, "The organisations could not be read.")]
    private static partial void NotRead(ILogger log, Exception error);
}
