using System.Diagnostics;

namespace SalesGrains;

/// <summary>Waits for something to become true, and says what it waited for when it does not.</summary>
public static class Wait
{
    /// <summary>Asks again and again until the answer is yes; an exception counts as no.</summary>
    public static async Task Until(Func<Task<bool>> condition, TimeSpan patience, string what)
    {
        var began = Stopwatch.GetTimestamp();
        Exception? last = null;
        while (Stopwatch.GetElapsedTime(began) < patience)
        {
            try
            {
                if (await condition())
                {
                    return;
                }

                last = null;
            }
            catch (Exception error) when (error is not OperationCanceledException || error is TaskCanceledException)
            {
                last = error;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"Waited {patience.TotalSeconds:0} s in vain for {what}.", last);
    }

    /// <inheritdoc cref="Until(Func{Task{bool}}, TimeSpan, string)"/>
    public static Task Until(Func<bool> condition, TimeSpan patience, string what) => Until(() => Task.FromResult(condition()), patience, what);
}
