using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains;

/// <summary>
/// A store in front of a real one that fails as stores fail. Each call asks the plan what is to happen to it; without a plan nothing does.
/// </summary>
public sealed class FaultyEntityStore(IEntityStore inner) : IEntityStore
{
    private readonly ConcurrentQueue<(StoreCall Call, StoreFault Fault)> injected = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<StoreFault>> script = new();
    private TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long calls;

    /// <summary>Decides the fault of each call that the script says nothing about.</summary>
    public Func<StoreCall, StoreFault> Plan { get; set; } = static _ => StoreFault.None;

    /// <summary>How long a throttled call is held back.</summary>
    public TimeSpan ThrottleDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Faults so far, in order.</summary>
    public IReadOnlyCollection<(StoreCall Call, StoreFault Fault)> Injected => injected;

    /// <summary>Completes when a call begins to hang for the first time since the last <see cref="Release"/>.</summary>
    public Task Hanging => hanging.Task;

    private TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The next calls of an operation (a method's name of <see cref="IEntityStore"/>) meet these faults, in this order.</summary>
    public void Next(string operation, params ReadOnlySpan<StoreFault> faults)
    {
        var queue = script.GetOrAdd(operation, _ => new());
        foreach (var fault in faults)
        {
            queue.Enqueue(fault);
        }
    }

    /// <summary>Lets hanging calls go on.</summary>
    public void Release()
    {
        hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref release, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>
    /// A plan that depends on the seed and the call's number only: one of <paramref name="faults"/> in one of <paramref name="oneIn"/> writes.
    /// </summary>
    public static Func<StoreCall, StoreFault> Seeded(ulong seed, int oneIn, params StoreFault[] faults) => call =>
    {
        // SplitMix64 of seed and number.
        var z = seed + (ulong)call.Number * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        z ^= z >> 31;
        return call.Operation is nameof(Commit) or nameof(AdvanceLanes) && z % (ulong)oneIn == 0
            ? faults[(int)(z / (ulong)oneIn % (ulong)faults.Length)]
            : StoreFault.None;
    };

    public Task<StoredEntity?> Load(EntityKey key) => Run(key, () => inner.Load(key));

    public Task<string> Commit(EntityCommit commit) => Run(commit.Key, () => inner.Commit(commit));

    public Task<StoredCommand?> FindCommand(EntityKey key, string commandKey) => Run(key, () => inner.FindCommand(key, commandKey));

    public Task<ImmutableArray<StoredCommit>> ReadCommits(EntityKey key, long afterVersion, int take) =>
        Run(key, () => inner.ReadCommits(key, afterVersion, take));

    public Task<LaneAdvanced> AdvanceLanes(LaneAdvance advance) => Run(advance.Key, () => inner.AdvanceLanes(advance));

    public IAsyncEnumerable<EntityFacts> ScanFacts(string org, int partition, CancellationToken cancellation = default) =>
        Stream(inner.ScanFacts(org, partition, cancellation), nameof(ScanFacts));

    public IAsyncEnumerable<FactsHead> ScanHeads(string org, int partition, CancellationToken cancellation = default) =>
        Stream(inner.ScanHeads(org, partition, cancellation), nameof(ScanHeads));

    public Task<ImmutableArray<PendingMark>> ReadPending(int take) => Run(null, () => inner.ReadPending(take));

    public Task<ImmutableArray<StoredOrganization>> ReadOrganizations() => Run(null, inner.ReadOrganizations);

    public Task<string> PutOrganization(StoredOrganization organization, string? expectedEtag) =>
        Run(null, () => inner.PutOrganization(organization, expectedEtag));

    public Task<long> NextCounter(string name) => Run(null, () => inner.NextCounter(name));

    public Task PutDeadLetter(DeadLetter letter) => Run(letter.Target, () => Done(inner.PutDeadLetter(letter)));

    public Task<ImmutableArray<DeadLetter>> ReadDeadLetters(string org) => Run(null, () => inner.ReadDeadLetters(org));

    public Task CloseDeadLetter(string org, string id) => Run(null, () => Done(inner.CloseDeadLetter(org, id)));

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    private async IAsyncEnumerable<T> Stream<T>(IAsyncEnumerable<T> items, string operation)
    {
        await Run(null, () => Task.FromResult(true), operation);
        await foreach (var item in items)
        {
            yield return item;
        }
    }

    private async Task<T> Run<T>(EntityKey? key, Func<Task<T>> call, [CallerMemberName] string operation = "")
    {
        var about = new StoreCall(Interlocked.Increment(ref calls), operation, key);
        var fault = script.TryGetValue(operation, out var queue) && queue.TryDequeue(out var next) ? next : Plan(about);
        if (fault != StoreFault.None)
        {
            injected.Enqueue((about, fault));
        }

        switch (fault)
        {
            case StoreFault.FailBefore:
                throw new StoreOutcomeUnknownException($"Planned: {about} failed before it took place.");
            case StoreFault.RefuseEtag:
                throw new EtagConflictException($"Planned: {about} met another version for a moment.");
            case StoreFault.HangBefore:
                await Hang();
                break;
            case StoreFault.Throttle:
                await Task.Delay(ThrottleDelay);
                break;
        }

        var result = await call();
        switch (fault)
        {
            case StoreFault.FailAfter:
                throw new StoreOutcomeUnknownException($"Planned: {about} failed after it took place.");
            case StoreFault.StealEtag:
                throw new EtagConflictException($"Planned: a twin did {about} first.");
            case StoreFault.HangAfter:
                await Hang();
                break;
        }

        return result;
    }

    private Task Hang()
    {
        var until = Volatile.Read(ref release).Task;
        hanging.TrySetResult();
        return until;
    }
}

/// <summary>A call of the store's port.</summary>
/// <param name="Number">1, 2, 3 … over all operations.</param>
/// <param name="Operation">The method's name.</param>
/// <param name="Key">The entity it is about, if it is about one.</param>
public readonly record struct StoreCall(long Number, string Operation, EntityKey? Key);

/// <summary>What happens to a call.</summary>
public enum StoreFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It does not take place; the caller is told "unknown".</summary>
    FailBefore,

    /// <summary>It takes place; the caller is told "unknown".</summary>
    FailAfter,

    /// <summary>It waits for <see cref="FaultyEntityStore.Release"/>, then takes place.</summary>
    HangBefore,

    /// <summary>It takes place, the answer waits for <see cref="FaultyEntityStore.Release"/>.</summary>
    HangAfter,

    /// <summary>It is held back for a while.</summary>
    Throttle,

    /// <summary>A second activation that decided the same writes it first: the caller gets an etag conflict, the data is there.</summary>
    StealEtag,

    /// <summary>An etag conflict although nothing was written; the same write succeeds after a reload.</summary>
    RefuseEtag,
}
