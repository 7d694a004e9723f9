using SalesGrains.Machine;

namespace SalesGrains.Entities;

/// <summary>The answer of <see cref="SimEntity.OnDue"/>: the facts after it, or a definite error of the entity's own code.</summary>
public sealed record DueReply(SimFacts? Facts, string? Failed = null);

/// <content>What falls due, and what newer rules change.</content>
public sealed partial class SimEntity
{
    /// <summary>Does what is due by then, slice by slice. Null: unknown.</summary>
    public async Task<DueReply?> OnDue(long dueMoment, long clockVersion)
    {
        if (!await Begin(World.Is(Mutant.DueWithoutClock) ? null : clockVersion))
        {
            return null;
        }

        for (var (conflicts, slices) = (0, 0); conflicts < 2;)
        {
            var now = World.Is(Mutant.SiloClockOnly) ? Silo.OrganizationNow
                : Math.Max(Math.Max(Silo.OrganizationNow, dueMoment), _row!.RecordedAt);
            var slice = SimRules.Due(_row!.State, now, World.Is(Mutant.DueWithoutId));
            if (slice.IsEmpty)
            {
                if (!_fresh && !World.Is(Mutant.StaleNothingDue))
                {
                    if (!await Load())
                    {
                        return null;
                    }

                    continue;
                }

                return new(_row.Facts);
            }

            if (World.Faults.PoisonsForAWhile($"{Id} due {slice[0].Node}"))
            {
                return new(null, "fails at what is due");
            }

            var status = await Commit(new(slice) { DueMoment = now, });
            if (status == StoreStatus.Unknown)
            {
                return null;
            }

            if (status == StoreStatus.Ok)
            {
                if (++slices == SimRules.SlicesPerCall || World.Is(Mutant.DueWithoutId))
                {
                    return new(_row.Facts);
                }
            }
            else
            {
                conflicts++;
                if (!await Load())
                {
                    return null;
                }
            }
        }

        return null;
    }

    /// <summary>Newer rules: facts are made again, open moments may move. Null: unknown.</summary>
    public async Task<SimFacts?> Reevaluate()
    {
        if (!await Begin())
        {
            return null;
        }

        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (_row!.Version == 0 || _row.Facts.RulesVersion >= Silo.Organization.RulesVersion)
            {
                return _fresh || await Load() ? _row.Facts : null;
            }

            var status = await Commit(new(SimRules.Reevaluate(_row.State, Silo.Organization.RulesVersion)));
            if (status == StoreStatus.Ok)
            {
                return _row.Facts;
            }

            if (status == StoreStatus.Unknown || !await Load())
            {
                return null;
            }
        }

        return null;
    }
}
