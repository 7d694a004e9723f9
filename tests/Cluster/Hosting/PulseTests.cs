using System.Diagnostics;

namespace SalesGrains.Hosting;

/// <summary>A silo that stood still answers nothing until it has looked whether it was replaced (K04).</summary>
public sealed class PulseTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);
    private readonly Pulse pulse = new(Limit);
    private bool isMember = true;
    private int looks;

    [Theory]
    [InlineData(3999, true)]
    [InlineData(4000, true)]
    [InlineData(4001, false)]
    [InlineData(20_000, false)]
    public async Task It_is_steady_until_the_last_beat_is_older_than_the_limit(int milliseconds, bool isSteady)
    {
        Assert.True(pulse.IsSteady(At(0)));
        await Beat(10_000);
        Assert.Equal(isSteady, pulse.IsSteady(At(10_000 + milliseconds)));
        Assert.Equal(0, looks);
    }

    [Fact]
    public async Task After_a_pause_it_looks_at_the_second_beat_and_goes_on_as_a_member()
    {
        await Beat(1000);
        await Beat(21_000);
        Assert.Equal((0, false), (looks, pulse.IsSteady(At(21_000))));

        await Beat(21_500);
        Assert.Equal((1, true), (looks, pulse.IsSteady(At(21_500))));

        await Beat(22_000);
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task One_that_was_replaced_never_answers_again()
    {
        await Beat(1000);
        isMember = false;
        for (var at = 21_000; at < 60_000; at += 500)
        {
            await Beat(at);
            Assert.False(pulse.IsSteady(At(at)));
        }
    }

    [Fact]
    public async Task A_look_that_fails_tells_nothing_and_the_next_beat_looks_again()
    {
        await Beat(1000);
        await Beat(21_000);
        await Assert.ThrowsAsync<IOException>(() => pulse.Beat(At(21_500), () => throw new IOException()));
        Assert.False(pulse.IsSteady(At(21_500)));

        await Beat(22_000);
        Assert.True(pulse.IsSteady(At(22_000)));
    }

    private static long At(long milliseconds) => milliseconds * Stopwatch.Frequency / 1000;

    private Task Beat(long milliseconds) => pulse.Beat(At(milliseconds), () =>
    {
        looks++;
        return Task.FromResult(isMember);
    });
}
