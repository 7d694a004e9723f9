using Orleans.Concurrency;

namespace SalesGrains.Sandboxes;

/// <summary>
/// Moves the clock of one sandbox (沙盘): rate, pause, and jumps that step through every due moment in order (M4). Key: <c>{org}|clock</c>.
/// </summary>
[Alias("sandbox")]
public interface ISandboxGrain : IGrainWithStringKey
{
    /// <summary>Where the clock is.</summary>
    [Alias("get")] Task<SandboxView> Get();

    /// <summary>Sets virtual seconds per real second, 0 to 86,400; 0 is a pause.</summary>
    [Alias("set-rate")] Task<SandboxView> SetRate(decimal rate);

    /// <summary>Stands still; the rate is kept for <see cref="Resume"/>.</summary>
    [Alias("pause")] Task<SandboxView> Pause();

    /// <summary>Goes on at the rate it had.</summary>
    [Alias("resume")] Task<SandboxView> Resume();

    /// <summary>Moves on by whole days, through every due moment in between, in order of moment and key, one at a time.</summary>
    [Alias("jump"), ResponseTimeout("00:10:00")] Task<SandboxView> Jump(int days, string key);

    /// <summary>Moves on to the next due moment and does what is due.</summary>
    [Alias("next-event"), ResponseTimeout("00:01:00")] Task<SandboxView> NextEvent(string key);

    /// <summary>Writes down where the clock is.</summary>
    [Alias("checkpoint")] Task Checkpoint();

    /// <summary>Lets the made-up people go on working, or not; whichever silo they are run by.</summary>
    [AlwaysInterleave, Alias("drive")] Task Drive(bool running);

    /// <summary>Whether the made-up people go on working; null while nobody has said so.</summary>
    [AlwaysInterleave, Alias("driven")] Task<bool?> Driven();

    /// <summary>Goes on from the last checkpoint, after the program was off.</summary>
    [Alias("wake")] Task<SandboxView> Wake();
}

/// <summary>The clock of a sandbox.</summary>
/// <param name="Now">Virtual time.</param>
/// <param name="Rate">Virtual seconds per real second.</param>
/// <param name="Paused">True while it stands still.</param>
/// <param name="Jumping">True while a jump is under way.</param>
/// <param name="NextDueAt">The next due moment, or null.</param>
/// <param name="Steps">How many due moments the last call stepped through.</param>
[GenerateSerializer, Immutable, Alias("sandbox-view")]
public sealed record SandboxView(
    [property: Id(0)] DateTimeOffset Now,
    [property: Id(1)] decimal Rate,
    [property: Id(2)] bool Paused,
    [property: Id(3)] bool Jumping,
    [property: Id(4)] DateTimeOffset? NextDueAt,
    [property: Id(5)] int Steps);
