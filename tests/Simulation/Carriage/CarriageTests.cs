using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using SalesGrains.Carriage.Machine;
using SalesGrains.Machine;
using Xunit.Abstractions;

namespace SalesGrains.Carriage;

/// <summary>
/// How nudges are carried to people (K11, K12) and how the clock of a first contact runs (C01), by the product's rules under a seeded
/// simulator. CARRIAGE_SEED=n replays one run and tells its story; CARRIAGE_SEEDS=n changes how many; CARRIAGE_OMISSION=name takes a
/// sentence away.
/// </summary>
public sealed class CarriageTests(ITestOutputHelper output)
{
    public static TheoryData<Omission> Omissions => [.. Enum.GetValues<Omission>().Where(one => one != Omission.None)];

    [Fact]
    public void Nudges_reach_people_and_first_contacts_are_kept_under_every_seed()
    {
        var omission = Enum.Parse<Omission>(Environment.GetEnvironmentVariable("CARRIAGE_OMISSION") ?? nameof(Omission.None));
        if (Number("CARRIAGE_SEED") is { } one)
        {
            var replay = CarriageScenario.Run((ulong)one, omission, output.WriteLine);
            Assert.True(replay.Violation is null, $"seed {one}: {replay.Violation}");
            return;
        }

        var seeds = Number("CARRIAGE_SEEDS") ?? 1_500;
        var watch = Stopwatch.StartNew();
        var (steps, crashes, commits, messages) = (0L, 0L, 0L, 0L);
        var violations = new ConcurrentBag<CarriageResult>();
        Parallel.For(0, seeds, seed =>
        {
            var run = CarriageScenario.Run((ulong)seed, omission);
            Interlocked.Add(ref steps, run.Steps);
            Interlocked.Add(ref crashes, run.Crashes);
            Interlocked.Add(ref commits, run.Commits);
            Interlocked.Add(ref messages, run.Messages);
            if (run.Violation is not null)
            {
                violations.Add(run);
            }
        });
        output.WriteLine($"{seeds} seeds, {steps} steps, {crashes} crashes, {commits} commits, {messages} messages in {watch.Elapsed.TotalSeconds:F1} s, {watch.Elapsed.TotalMicroseconds / Math.Max(1, commits):F1} µs a commit, {violations.Count} violations");
        Assert.True(violations.IsEmpty, string.Join('\n', violations.OrderBy(run => run.Seed).Take(30).Select(run => $"seed {run.Seed}: {run.Violation}")));
    }

    [Theory]
    [MemberData(nameof(Omissions))]
    public void Without_this_sentence_they_are_found_out_within_three_hundred_seeds(Omission omission)
    {
        var sentence = typeof(Omission).GetField(omission.ToString())!.GetCustomAttribute<BreaksAttribute>()!.Sentence;
        for (var seed = 0UL; seed < 300; seed++)
        {
            if (CarriageScenario.Run(seed, omission).Violation is { } violation)
            {
                output.WriteLine($"{omission}: \"{sentence}\" found out by seed {seed}: {violation.Split('\n')[0]}");
                return;
            }
        }

        Assert.Fail($"{omission} lives: \"{sentence}\"");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2_026)]
    public void The_same_seed_gives_the_same_run(int seed)
    {
        var (first, second) = (CarriageScenario.Run((ulong)seed), CarriageScenario.Run((ulong)seed));
        output.WriteLine($"{first}");
        Assert.Equal(first, second);
        Assert.NotEqual(first.Trace, CarriageScenario.Run((ulong)seed + 1).Trace);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
