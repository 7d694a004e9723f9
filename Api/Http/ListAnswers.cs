using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Http;

/// <summary>Pages of the portfolio as HTTP.</summary>
internal static class ListAnswers
{
    /// <summary>The page that the query string asks for.</summary>
    public static ListPage Of(this PageQuery page, Caller caller) =>
        new(page.Take(), page.After, page.Seen() is var (kind, id, version) ? new(new EntityKey(kind, caller.Org, id), version) : null);

    /// <summary>The answer, or 400 with the reason why there is none.</summary>
    public static ListAnswer<T> OrProblem<T>(this ListAnswer<T> answer) => answer.Rejection is { } rejection
        ? throw new Problem(StatusCodes.Status400BadRequest, rejection.Code, rejection.Field, rejection.Values).ToException()
        : answer;
}
