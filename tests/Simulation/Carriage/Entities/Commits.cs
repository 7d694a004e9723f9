using SalesGrains.Entities;

namespace SalesGrains.Carriage.Entities;

/// <summary>How a commit is built: events folded, effects numbered, the next moment computed.</summary>
public static class Commits
{
    public static CarriedCommit Build(IKind kind, CarriedEntity row, Verdict verdict, DecisionContext context, LaneItem? took)
    {
        var recordedAt = context.Now > row.RecordedAt ? context.Now : row.RecordedAt.AddTicks(1);
        var (state, version, numbers) = (row.State, row.Version + 1, row.Numbers);
        var (events, effects) = (new List<Happened>(), new List<LaneItem>());
        foreach (var happened in verdict.Rejection is null ? verdict.Events : [])
        {
            var meta = new EventMeta($"{row.Key}|{version}.{events.Count + 1}", recordedAt, recordedAt, context.Actor);
            var after = kind.Evolve(state, happened, meta);
            foreach (var effect in kind.Effects(state, after, happened, row.Key))
            {
                var to = effect.To.ToString();
                var number = numbers.GetValueOrDefault(to) + 1;
                numbers = numbers.SetItem(to, number);
                effects.Add(new(row.Key, effect.To, number, $"{meta.Id}.{effect.Name}", effect.Body, recordedAt));
            }

            events.Add(new(state, happened, after, meta));
            state = after;
        }

        return new(
            row,
            row with
            {
                State = state,
                Version = version,
                RecordedAt = recordedAt,
                Numbers = numbers,
                Taken = took is null ? row.Taken : row.Taken.SetItem(took.Source.ToString(), took.Number),
                NextDue = kind.Due(state, context with { Now = recordedAt, Version = version }).Min(item => (DateTimeOffset?)item.At),
            },
            events,
            effects,
            took);
    }
}
