using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using Orleans.Storage;
using SalesGrains.Backups;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Conformance;

/// <summary>
/// One engine on data of one test's own, which it deletes in the end. All that the conformance suite knows of an engine; an engine joins
/// the suite by one such fixture and a class of one line for each part of the suite.
/// </summary>
public abstract class EngineFixture : IAsyncDisposable
{
    /// <summary>The reminder table's loading window.</summary>
    public static readonly TimeSpan ReminderWindow = TimeSpan.FromMinutes(10);

    /// <summary>The engine's clock.</summary>
    public FakeTimeProvider Time { get; } = new(StoreSamples.Start);

    /// <summary>The store's port of the open engine.</summary>
    public abstract IEntityStore Store { get; }

    /// <summary>The document storage of the open engine.</summary>
    public abstract IGrainStorage Documents { get; }

    /// <summary>The reminder table of the open engine, started, with <see cref="ReminderWindow"/>.</summary>
    public abstract IReminderTable Reminders { get; }

    /// <summary>How exactly the reminder table keeps an instant; what is finer is cut off.</summary>
    public virtual TimeSpan InstantsKept => TimeSpan.FromTicks(1);

    /// <summary>The longest document that the engine takes, in bytes; a longer one is refused.</summary>
    public virtual int LongestDocument => int.MaxValue;

    /// <summary>The membership table, for engines that several silos can share.</summary>
    /// <param name="clusterId">The cluster that it is asked about; one store may hold several.</param>
    public virtual IMembershipTable Membership(string clusterId) => throw new NotSupportedException("This engine serves one silo.");

    /// <summary>Makes the place of this test's data, without a store in it.</summary>
    public virtual Task Prepare() => Task.CompletedTask;

    /// <summary>An instant as the reminder table gives it back.</summary>
    public DateTime Kept(DateTime instant) => instant.AddTicks(-(instant.Ticks % InstantsKept.Ticks));

    /// <summary>Opens the engine on this test's data, empty the first time, as the program does at its start.</summary>
    public abstract Task Open();

    /// <summary>Closes it as an orderly stop does.</summary>
    public abstract Task Close();

    /// <summary>Runs one write that meets a failure of the connection or the disk, and gives back what the caller was told.</summary>
    public abstract Task<T> Fail<T>(WriteFault fault, Func<Task<T>> write);

    /// <summary>Makes the engine take writes far more slowly than they come, until what is returned is disposed of.</summary>
    public abstract Task<IAsyncDisposable> Throttle();

    /// <summary>The schema that this program writes, counted from 1.</summary>
    public abstract int NewestSchema { get; }

    /// <summary>Puts a store as a released schema wrote it (see <c>golden</c>) in the place of this test's data, and opens it.</summary>
    public abstract Task OpenReleased(int schema);

    /// <summary>Marks the data of the closed engine as written by a later schema.</summary>
    public abstract Task Stamp(int schema);

    /// <summary>The tables of the open engine in words, for comparing two stores.</summary>
    public abstract Task<string> Tables();

    /// <summary>Backup and restore of this test's data, open or not.</summary>
    public abstract StoreBackup Backup { get; }

    /// <summary>True for an engine that numbers rows and counts etags itself, so that a restore can keep them.</summary>
    public virtual bool KeepsNumbers => true;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
