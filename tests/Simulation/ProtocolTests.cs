using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using SalesGrains.Machine;
using Xunit.Abstractions;

namespace SalesGrains;

/// <summary>
/// The entity protocol under a seeded simulator (K09). SIM_SEED=n replays one run and tells its story; SIM_SEEDS=n changes how many;
/// SIM_MUTANT=name runs a broken protocol instead.
/// </summary>
public sealed class ProtocolTests(ITestOutputHelper output)
{
    public static TheoryData<Mutant> Mutants => [.. Enum.GetValues<Mutant>().Where(m => m != Mutant.None)];

    [Fact]
    public void The_protocol_keeps_its_promises_under_every_seed()
    {
        var mutant = Enum.Parse<Mutant>(Environment.GetEnvironmentVariable("SIM_MUTANT") ?? nameof(Mutant.None));
        if (Number("SIM_SEED") is { } one)
        {
            var replay = Scenario.Run((ulong)one, mutant, output.WriteLine);
            Assert.True(replay.Violation is null, $"seed {one}: {replay.Violation}");
            return;
        }

        var seeds = Number("SIM_SEEDS") ?? 20_000;
        var watch = Stopwatch.StartNew();
        var (steps, crashes, commands, time) = (0L, 0L, 0L, 0L);
        var violations = new ConcurrentBag<RunResult>();
        Parallel.For(0, seeds, (seed, loop) =>
        {
            var run = Scenario.Run((ulong)seed, mutant);
            Interlocked.Add(ref steps, run.Steps);
            Interlocked.Add(ref crashes, run.Crashes);
            Interlocked.Add(ref commands, run.Commands);
            Interlocked.Add(ref time, run.Time);
            if (run.Violation is not null)
            {
                violations.Add(run);
                if (mutant == Mutant.None)
                {
                    loop.Stop();
                }
            }
        });
        output.WriteLine($"{seeds} seeds, {steps} steps, {crashes} crashes, {commands} commands, {time / 3_600_000.0:F1} simulated hours in {watch.Elapsed.TotalSeconds:F1} s, {watch.Elapsed.TotalMicroseconds / Math.Max(1, steps):F2} µs a step, {violations.Count} violations");
        Assert.True(violations.IsEmpty, string.Join('\n', violations.Select(v => $"seed {v.Seed}: {v.Violation}")));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_protocol_without_this_sentence_is_found_out_within_four_hundred_seeds(Mutant mutant)
    {
        var sentence = typeof(Mutant).GetField(mutant.ToString())!.GetCustomAttribute<BreaksAttribute>()!.Sentence;
        for (var seed = 0UL; seed < 400; seed++)
        {
            if (Scenario.Run(seed, mutant).Violation is { } violation)
            {
                output.WriteLine($"{mutant}: \"{sentence}\" found out by seed {seed}: {violation.Split('\n')[0]}");
                return;
            }
        }

        Assert.Fail($"{mutant} lives: \"{sentence}\"");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2_026)]
    [InlineData(77_777)]
    public void The_same_seed_gives_the_same_run(int seed)
    {
        var (first, second) = (Scenario.Run((ulong)seed), Scenario.Run((ulong)seed));
        output.WriteLine($"{first}");
        Assert.Equal(first, second);
        Assert.NotEqual(first.Trace, Scenario.Run((ulong)seed + 1).Trace);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
