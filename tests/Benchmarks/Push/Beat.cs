using System.Diagnostics;

namespace SalesGrains.Benchmarks.Push;

/// <summary>Does something so many times a second; what is late is made up for, so that a busy machine gets as many as a quiet one.</summary>
internal static class Beat
{
    /// <summary>Runs for so many seconds without waiting for what is begun; answers when all of it is done.</summary>
    public static async Task Run(double perSecond, double seconds, Func<int, Task> each)
    {
        var begun = new List<Task>();
        await InTurn(perSecond, seconds, i =>
        {
            begun.Add(each(i));
            return Task.CompletedTask;
        });
        await Task.WhenAll(begun);
    }

    /// <summary>Runs for so many seconds, one after the other.</summary>
    public static async Task InTurn(double perSecond, double seconds, Func<int, Task> each)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < perSecond * seconds; i++)
        {
            var wait = TimeSpan.FromSeconds(i / perSecond) - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }

            await each(i);
        }
    }
}
