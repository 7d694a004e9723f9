using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Problems;

namespace SalesGrains.Boards;

/// <summary>A board for a caller that does not watch it: the same rows and totals as the first frame that a browser gets.</summary>
internal static class BoardSnapshots
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Waits until all of it is there.</summary>
    public static async Task<Ok<BoardBody>> Of(Caller caller, BoardTopic topic, TimeProvider time)
    {
        var board = caller.Grains.Named<IBoardGrain>(topic.GrainKey);
        for (var began = time.GetTimestamp(); ; await Task.Delay(10))
        {
            var read = await board.Read();
            if (read is { IsComplete: true, Frame: { } frame })
            {
                return TypedResults.Ok(BoardBody.Of(frame, read.AgeMs));
            }

            if (time.GetElapsedTime(began) > Patience)
            {
                throw new Problem(StatusCodes.Status503ServiceUnavailable, "board.not-complete") { RetryAfter = 1 }.ToException();
            }
        }
    }
}
