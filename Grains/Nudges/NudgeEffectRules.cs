using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Nudges;

/// <summary>
/// What the recipient of an entity's nudges is told of them (C02, M5), by what a change made of them: the same function for contracts,
/// customers and reps. Pure.
/// </summary>
public static class NudgeEffectRules
{
    /// <summary>
    /// Raised or released: it is sent. Acted on, resolved, discarded: it is withdrawn. Seen: the ladder stops. Another rep: those that are open
    /// are withdrawn from the one and sent to the other.
    /// </summary>
    /// <param name="self">The entity that raised them.</param>
    /// <param name="before">Whose nudges they were, and which; null before there was anybody.</param>
    /// <param name="after">Whose they are now.</param>
    public static IEnumerable<Effect> Of(EntityKey self, NudgeSubject? before, NudgeSubject after)
    {
        if (before is not null && before.Nudges == after.Nudges && before.RepId == after.RepId)
        {
            yield break;
        }

        var moved = before is not null && before.RepId != after.RepId;
        foreach (var old in before?.Nudges ?? [])
        {
            if (old.IsOpen && (moved || after.Find(old.Id) is not { IsOpen: true } now || IsOther(old, now)))
            {
                yield return new(Recipient(self, before!.RepId), $"withdraw-nudge.{old.Id}", new WithdrawNudge(KeyOf(self, old), Why(after.Find(old.Id))));
            }
        }

        foreach (var nudge in after.Nudges.Where(nudge => nudge.IsOpen && after.RepId.Length > 0))
        {
            var old = before?.Find(nudge.Id);
            if (old is not { IsOpen: true } || moved || IsOther(old, nudge) || old.ReleasedAt != nudge.ReleasedAt)
            {
                yield return new(Recipient(self, after.RepId), $"send-nudge.{nudge.Id}", Send(self, after, nudge));
            }
            else if (old.SeenAt is null && nudge.SeenAt is { } at)
            {
                yield return new(Recipient(self, after.RepId), $"nudge-opened.{nudge.Id}", new NudgeOpened(KeyOf(self, nudge), at));
            }
        }
    }

    /// <summary><c>{kind}/{id}/{nudgeId}</c>: one nudge, however often it is sent.</summary>
    public static string KeyOf(EntityKey self, Nudge nudge) => $"{self.Kind}/{self.Id}/{nudge.Id}";

    private static EntityKey Recipient(EntityKey self, string repId) => new(EntityKinds.Recipient, self.Org, repId);

    private static bool IsOther(Nudge old, Nudge now) => old.RaisedAt != now.RaisedAt;

    private static string Why(Nudge? now) => now switch
    {
        { ActedAt: not null } => "acted",
        { DiscardedAt: not null } => "discarded",
        _ => "resolved",
    };

    private static SendNudge Send(EntityKey self, NudgeSubject subject, Nudge nudge)
    {
        var (detail, amount) = subject.Part(nudge);
        return new()
        {
            NudgeKey = KeyOf(self, nudge),
            Rule = nudge.Rule,
            Level = nudge.Level,
            Strong = nudge.Strong,
            Subject = subject.Name,
            CustomerName = subject.CustomerName,
            Detail = nudge.Detail ?? detail,
            AmountFen = amount,
            Command = nudge.Command,
            DueMoment = nudge.DueMoment ?? nudge.RaisedAt,
            DeadlineAt = nudge.DeadlineAt ?? new DateTimeOffset(nudge.Deadline.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero),
            RaisedAt = nudge.RaisedAt,
            ReleasedAt = nudge.ReleasedAt,
        };
    }
}

/// <summary>Whose nudges an entity has raised, and about what.</summary>
/// <param name="RepId">The rep whose recipient is told; empty: nobody is.</param>
/// <param name="Name">What people call it: a contract's number, a customer's name.</param>
/// <param name="CustomerName">The customer's name.</param>
/// <param name="Nudges">The nudges that it keeps.</param>
public sealed record NudgeSubject(string RepId, string Name, string CustomerName, ImmutableArray<Nudge> Nudges)
{
    /// <summary>Which part a nudge is about and how much money, in fen; nothing unless said otherwise.</summary>
    public Func<Nudge, (string? Detail, long AmountFen)> Part { get; init; } = static _ => (null, 0);

    /// <summary>The nudge with this id, or null.</summary>
    public Nudge? Find(string id) => Nudges.FirstOrDefault(nudge => nudge.Id == id);
}
