using SalesGrains.Boards;
using SalesGrains.Portfolios.Process;
using SalesGrains.Portfolios.Rows;
using SalesGrains.Portfolios.Teams;

namespace SalesGrains.Portfolios.Boards;

/// <summary>
/// What a shard tells one board: its numbers, kept by adding and taking away, and its most urgent rows, if it shows any, kept in a bounded
/// set that is filled anew only when it runs short. Each answer is numbered; a change of the moment folds everything anew.
/// </summary>
public abstract class BoardFeed
{
    /// <summary>The feed of a topic.</summary>
    public static BoardFeed Of(BoardTopic topic, PortfolioIndex index, PortfolioMoment moment) => topic.Board switch
    {
        BoardTopic.Inbox => new RowFeed<NudgeRow>(index, moment, at => new InboxRows(topic, at)),
        BoardTopic.Process => new TallyFeed(index, moment, at => new ProcessTally(topic, at)),
        BoardTopic.Team => new TallyFeed(index, moment, at => new TeamTally(topic, at)) { TurnsByTheHour = true },
        BoardTopic.Payments => new RowFeed<NodeRow>(index, moment, at => new PaymentRows(topic, at)),
        _ => new RowFeed<DutyRow>(index, moment, at => new DutyRows(topic, at)) { TurnsByTheHour = true },
    };

    /// <summary>True when its rows turn at moments of their own, too, not only at the flips that all have.</summary>
    public bool TurnsByTheHour { get; private init; }

    /// <summary>The number of the last answer.</summary>
    public abstract long Number { get; }

    /// <summary>True when there may be something to tell.</summary>
    public abstract bool IsStale { get; }

    /// <summary>An entity changed in the index.</summary>
    public abstract void Fold(EntityRow? old, EntityRow? next);

    /// <summary>Time, rules or tree have changed what rows mean.</summary>
    public abstract void MoveTo(PortfolioMoment moment);

    /// <summary>What has changed since the last answer, or null when nothing has.</summary>
    public abstract BoardPartial? Change(string shard, long epoch);

    /// <summary>Everything, as of the last answer.</summary>
    public abstract BoardPartial Whole(string shard, long epoch);
}
