using System.IO.MemoryMappedFiles;

namespace SalesGrains;

/// <summary>
/// The machine's clock, moved by what a file in a data folder says: another process can set it forward and back while this one runs. As
/// on a machine whose clock is set, durations and timers go on as before.
/// </summary>
public sealed class FileClock : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor ticks;

    /// <summary>The clock of a data folder.</summary>
    public FileClock(string folder)
    {
        Directory.CreateDirectory(folder);
        var stream = new FileStream(Path.Combine(folder, "clock.offset"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        file = MemoryMappedFile.CreateFromFile(stream, null, sizeof(long), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        ticks = file.CreateViewAccessor();
    }

    /// <summary>How far it is ahead of the machine's clock; every process that has it sees a change at once.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(ticks.ReadInt64(0));
        set => ticks.Write(0, value.Ticks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>Sets it.</summary>
    public void Set(DateTimeOffset now) => Offset = now - System.GetUtcNow();

    /// <inheritdoc/>
    public void Dispose()
    {
        ticks.Dispose();
        file.Dispose();
    }
}
