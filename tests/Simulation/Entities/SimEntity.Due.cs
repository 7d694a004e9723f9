using System.Collections.Immutable;
using SalesGrains.Machine;

namespace SalesGrains.Entities;

/// <summary>The answer of <see cref="SimEntity.OnDue"/>: the facts after it, and a definite error of the entity's own code, if there was one.</summary>
public sealed record SimDueReply(SimFacts Facts, string? Failed = null);

/// <content>What falls due, and what newer rules change.</content>
public sealed partial class SimEntity
{
    /// <summary>
    /// Does what is due by then, slice by slice; what fails is left out and told. Asked to, it gives up what fails and was due by
    /// that moment, if its version is still the one that failed. Null: unknown.
    /// </summary>
    public async Task<SimDueReply?> OnDue(long dueMoment, long clockVersion, long? giveUpAt = null)
    {
        if (!await Begin(World.Is(Mutant.DueWithoutClock) ? null : clockVersion))
        {
            return null;
        }

        var failed = new HashSet<SimMoment>();
        for (var (conflicts, slices) = (0, 0); conflicts < 2;)
        {
            var now = World.Is(Mutant.SiloClockOnly) ? Silo.OrganizationNow
                : Math.Max(Math.Max(Silo.OrganizationNow, dueMoment), _row!.RecordedAt);
            var slice = SimRules.Due(
                _row!.State, now, moment => failed.Contains(moment) || _row.Lanes.GivenUp.Contains(moment), World.Is(Mutant.DueWithoutId));
            if (slice.FirstOrDefault(e => World.Faults.Poisons($"{Id} due {e.Node}")) is { } poisoned)
            {
                failed.Add(new(poisoned.Node, poisoned.At));
                continue;
            }

            if (slice.IsEmpty && !_fresh && !World.Is(Mutant.StaleNothingDue))
            {
                if (!await Load())
                {
                    return null;
                }

                failed.Clear();
                continue;
            }

            if (slice.IsEmpty && failed.Count == 0)
            {
                return new(_row.Facts);
            }

            if (slice.IsEmpty)
            {
                World.Checker.DueFailed(Id, failed);
                return giveUpAt == _row.Version ? await GiveUp([.. failed.Where(moment => moment.DueAt <= dueMoment)]) : new(_row.Facts, "fails at what is due");
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
                // What failed is what failed of the state before.
                conflicts++;
                failed.Clear();
                if (!await Load())
                {
                    return null;
                }
            }
        }

        return null;
    }

    /// <summary>The dead letters first: once it is given up, nobody else will tell of it.</summary>
    private async Task<SimDueReply?> GiveUp(ImmutableHashSet<SimMoment> moments)
    {
        async Task<bool> Bury() => (await World.Store.PutDueLetters(Life, Id, moments)).Status == StoreStatus.Ok;

        if (!World.Is(Mutant.GivenUpBeforeLetter) && !await Bury())
        {
            return null;
        }

        var status = await Commit(new([]) { GivenUp = moments });
        if (status != StoreStatus.Ok)
        {
            _ = status == StoreStatus.Unknown || await Load();
            return null;
        }

        return !World.Is(Mutant.GivenUpBeforeLetter) || await Bury() ? new(_row!.Facts) : null;
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
