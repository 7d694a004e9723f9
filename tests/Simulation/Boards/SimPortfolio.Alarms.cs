using SalesGrains.Entities;
using SalesGrains.Machine;
using SalesGrains.Portfolios.Alarms;

namespace SalesGrains.Boards;

/// <content>Alarms: what is due is woken, what older rules made is re-evaluated; a failing row backs off alone.</content>
public sealed partial class SimPortfolio
{
    private const int InFlight = 4;

    private readonly Dictionary<int, (long Until, int Tries)> _backoff = [];
    private readonly HashSet<int> _calling = [];

    /// <summary>Definite errors at the moment that is next, as long as nothing else happens to the entity.</summary>
    private readonly Dictionary<int, int> _dueFailures = [];

    private int _reevaluatedFor = 1;

    private async Task Alarms()
    {
        while (!_old)
        {
            if (_loaded)
            {
                var active = Silo.Organization.RulesVersion;
                foreach (var facts in _rows.Values.OrderBy(f => f.NextDue ?? long.MaxValue).ThenBy(f => f.Entity).ToArray())
                {
                    Wake(facts, World.Is(Mutant.ReevaluateOnce) && active == _reevaluatedFor ? 0 : active);
                }

                _reevaluatedFor = active;
            }

            await World.Delay(Life, 150);
        }
    }

    private void Wake(SimFacts facts, int rules)
    {
        var due = facts.NextDue <= Silo.Clock && !World.Faults.Sandbox;
        var older = facts.RulesVersion < rules && !World.Is(Mutant.ReevaluateSkipped);
        if ((due || older) && _calling.Count < InFlight && !_calling.Contains(facts.Entity)
            && (!_backoff.TryGetValue(facts.Entity, out var wait) || wait.Until <= World.Now))
        {
            _calling.Add(facts.Entity);
            World.Start(() => due ? OnDue(facts) : Reevaluate(facts));
        }
    }

    private async Task OnDue(SimFacts facts)
    {
        var due = facts.NextDue!.Value;
        var hopeless = _dueFailures.GetValueOrDefault(facts.Entity) >= AlarmQueue.MaxFailures && !World.Is(Mutant.DueNeverGivenUp);
        var reply = await World.Network.Call<SimEntity, SimDueReply>(
            Life, Address.Entity(facts.Entity), e => e.OnDue(due, 0, hopeless ? facts.Version : null));
        _calling.Remove(facts.Entity);
        if (reply is { Failed: null })
        {
            World.Checker.Woken(facts, reply.Facts);
            Fold(reply.Facts);
            return;
        }

        if (reply is not null)
        {
            Fold(reply.Facts);
        }

        if (reply is not null && Row(facts.Entity) == facts)
        {
            _dueFailures[facts.Entity] = _dueFailures.GetValueOrDefault(facts.Entity) + 1;
            _backoff[facts.Entity] = (World.Now + 60, 0);
            return;
        }

        BackOff(facts.Entity);
    }

    private async Task Reevaluate(SimFacts facts)
    {
        var after = await World.Network.Call<SimEntity, SimFacts>(Life, Address.Entity(facts.Entity), e => e.Reevaluate());
        _calling.Remove(facts.Entity);
        BackOff(facts.Entity);
        if (after is not null)
        {
            Fold(after);
        }
    }

    private void BackOff(int entity)
    {
        var tries = _backoff.GetValueOrDefault(entity).Tries;
        _backoff[entity] = (World.Now + Backoff(tries), tries + 1);
    }
}
