using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Nudges;

/// <summary>The nudges that an entity keeps, whatever its kind: raised, seen, acted on, resolved. Pure.</summary>
public static class NudgeListRules
{
    // Closed nudges are kept for a while so that a late "seen" is not an error.
    private const int MostClosed = 20;

    /// <summary>The nudges after one more was raised.</summary>
    /// <param name="nudges">Those of before.</param>
    /// <param name="raised">The new one; its id is there once afterwards.</param>
    /// <param name="isFollowed">Which open ones have had their turn by it.</param>
    public static ImmutableArray<Nudge> Raise(ImmutableArray<Nudge> nudges, Nudge raised, Func<Nudge, bool> isFollowed) => Trim(
    [
        .. nudges.Where(nudge => nudge.Id != raised.Id)
            .Select(nudge => nudge.IsOpen && isFollowed(nudge) ? nudge with { ResolvedAt = raised.RaisedAt } : nudge),
        raised,
    ]);

    /// <summary>The nudges after what some were about has gone.</summary>
    public static ImmutableArray<Nudge> Resolve(ImmutableArray<Nudge> nudges, Func<Nudge, bool> which, DateTimeOffset at) =>
        nudges.Any(nudge => nudge.IsOpen && which(nudge))
            ? Trim([.. nudges.Select(nudge => nudge.IsOpen && which(nudge) ? nudge with { ResolvedAt = at } : nudge)])
            : nudges;

    /// <summary>The nudges after somebody's word on one.</summary>
    /// <param name="nudges">Those of before.</param>
    /// <param name="id">The one.</param>
    /// <param name="mark">See <see cref="NudgeMarks"/>.</param>
    /// <param name="at">When.</param>
    public static ImmutableArray<Nudge> Mark(ImmutableArray<Nudge> nudges, string id, string mark, DateTimeOffset at) =>
    [
        .. nudges.Select(nudge => nudge.Id != id ? nudge : mark switch
        {
            NudgeMarks.Seen => nudge with { SeenAt = nudge.SeenAt ?? at },
            NudgeMarks.Acted => nudge with { ActedAt = at, SeenAt = nudge.SeenAt ?? at },
            NudgeMarks.Released => nudge with { ReleasedAt = at },
            NudgeMarks.Discarded => nudge with { DiscardedAt = at },
            _ => nudge,
        }),
    ];

    /// <summary>The nudges after somebody else has them to read: what is open is seen by nobody.</summary>
    public static ImmutableArray<Nudge> Unseen(ImmutableArray<Nudge> nudges) =>
        nudges.Any(nudge => nudge is { IsOpen: true, SeenAt: not null }) ? [.. nudges.Select(nudge => nudge.IsOpen ? nudge with { SeenAt = null } : nudge)] : nudges;

    /// <summary>
    /// True when a word on a nudge changes anything. What is seen or closed already stays as it is; only what is held is released or
    /// discarded: what is not has been already, or has its reader.
    /// </summary>
    /// <param name="nudges">The entity's nudges.</param>
    /// <param name="id">The one.</param>
    /// <param name="mark">See <see cref="NudgeMarks"/>.</param>
    /// <param name="context">The decision's context.</param>
    /// <param name="refused">There is no such nudge, or no such word.</param>
    public static bool Changes(ImmutableArray<Nudge> nudges, string id, string mark, DecisionContext context, out Rejection? refused)
    {
        var nudge = nudges.FirstOrDefault(nudge => nudge.Id == id);
        refused = nudge is null ? new("nudge.not-found") : null;
        return nudge is not null && mark switch
        {
            NudgeMarks.Seen => nudge.SeenAt is null,
            NudgeMarks.Acted => nudge.IsOpen,
            _ => nudge.IsOpen && HoldRules.IsHeld(nudge.DueMoment ?? nudge.RaisedAt, nudge.ReleasedAt, context.RestoredAt),
        };
    }

    /// <summary>Those that nobody has acted on, as inboxes show them.</summary>
    public static ImmutableArray<NudgeFacts> Open(ImmutableArray<Nudge> nudges) =>
    [
        .. nudges.Where(nudge => nudge.IsOpen).Select(nudge => new NudgeFacts(
            nudge.Id, nudge.Rule, nudge.NodeNo, nudge.RaisedAt, nudge.Level, nudge.Deadline, nudge.Command, nudge.SeenAt, nudge.DueMoment,
            nudge.ReleasedAt, nudge.DeadlineAt, nudge.Strong, nudge.Detail)),
    ];

    private static ImmutableArray<Nudge> Trim(ImmutableArray<Nudge> nudges)
    {
        var over = nudges.Count(nudge => !nudge.IsOpen) - MostClosed;
        return over <= 0 ? nudges : [.. nudges.Where(nudge => nudge.IsOpen || over-- <= 0)];
    }
}
