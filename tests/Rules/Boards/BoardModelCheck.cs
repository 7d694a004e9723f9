using SalesGrains.Boards.Model;
using Xunit.Abstractions;

namespace SalesGrains.Boards;

/// <summary>
/// I1: a screen shows exactly the owner's table at its (epoch, version). I2: it never goes back. I3: a lost last frame is repaired.
/// </summary>
public class BoardModelCheck(ITestOutputHelper output)
{
    private const int Steps = 500;

    [Fact]
    public void Two_thousand_runs_show_only_what_the_owner_held_never_go_back_and_end_equal()
    {
        var shown = 0L;
        Parallel.For(1, 2001, seed =>
        {
            var run = new BoardModel((ulong)seed, Mutant.None).Run(Steps);
            Interlocked.Add(ref shown, run.Shown);
            Assert.True(run.Fault is null, $"seed {seed}: {run.Fault}");
        });
        output.WriteLine($"[measured] 2000 runs of {Steps} steps, {shown} states shown, 0 wrong");
        Assert.InRange(shown, 50_000, long.MaxValue);
    }

    /// <summary>The checksum would hide that another rule is missing (it asks for the whole table then), so it is off beside most of them.</summary>
    [Theory]
    [InlineData(Mutant.NoFromCheck | Mutant.NoChecksum, "never held")]
    [InlineData(Mutant.NoEpochCheck | Mutant.NoChecksum, "never held")]
    [InlineData(Mutant.NoChecksum, "never held")]
    [InlineData(Mutant.NoTombstones | Mutant.NoChecksum, "never held")]
    [InlineData(Mutant.WholeTableToWhoIsAhead | Mutant.GoesBack, "went back")]
    [InlineData(Mutant.GoesBack, "went back")]
    [InlineData(Mutant.NoHeartbeat, "never show")]
    [InlineData(Mutant.NoSync, "never show")]
    public void A_missing_rule_is_found(Mutant without, string fault)
    {
        for (var seed = 1ul; seed <= 400; seed++)
        {
            if (new BoardModel(seed, without).Run(Steps).Fault is { } found && found.Contains(fault, StringComparison.Ordinal))
            {
                output.WriteLine($"{without}: seed {seed}: {found}");
                return;
            }
        }

        Assert.Fail($"400 seeds did not miss {without}");
    }

    [Fact]
    public void A_run_is_the_same_each_time()
    {
        var (first, second) = (new BoardModel(7, Mutant.NoChecksum).Run(Steps), new BoardModel(7, Mutant.NoChecksum).Run(Steps));
        Assert.Equal((first.Shown, first.Fault), (second.Shown, second.Fault));
    }
}
