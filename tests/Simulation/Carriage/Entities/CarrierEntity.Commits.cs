using SalesGrains.Entities;

namespace SalesGrains.Carriage.Entities;

/// <content>Load, decide, commit, and send on what was committed.</content>
public sealed partial class CarrierEntity
{
    private DueThing? Next(CarriedEntity row, DecisionContext context) =>
        _kind.Due(row.State, context).Where(item => item.At <= context.Now).MinBy(item => item.At);

    private DecisionContext Context(CarriedEntity row, DateTimeOffset moment)
    {
        var now = new[] { Silo.Clock, moment, row.RecordedAt }.Max();
        return _world.Context(Key, now, row.Version);
    }

    /// <summary>One decision and its commit; true: accepted, false: refused, null: nobody knows, and the activation forgets.</summary>
    private async Task<bool?> Run(Func<CarriedEntity, DecisionContext, Verdict> decide, DateTimeOffset moment, LaneItem? took = null)
    {
        for (var conflicts = 0; conflicts < 2; conflicts++)
        {
            if (_row is null && !await Load())
            {
                return null;
            }

            if (took is not null && took.Number != _row!.Taken.GetValueOrDefault(took.Source.ToString()) + 1)
            {
                return true;
            }

            var context = Context(_row!, moment);
            var verdict = decide(_row!, context);
            if (took is null && verdict.Events.Count == 0)
            {
                return verdict.Rejection is null;
            }

            var commit = Commits.Build(_kind, _row!, verdict, context, took);
            switch (await _world.Store.Commit(Life, commit))
            {
                case Written.Ok:
                    (_row, _fresh) = (commit.After, true);
                    Drain();
                    return verdict.Rejection is null;
                case Written.Conflict:
                    _row = null;
                    break;
                default:
                    _row = null;
                    Closed = true;
                    _world.Network.Forget(this);
                    return null;
            }
        }

        return null;
    }

    private async Task<bool> Load()
    {
        if (await _world.Store.Load(Life, Key) is not { } row)
        {
            return false;
        }

        (_row, _fresh) = (row, true);
        return true;
    }

    private void Drain()
    {
        foreach (var to in _row!.Numbers.Keys.Where(to => _passed.GetValueOrDefault(to) < _row.Numbers[to]))
        {
            if (_draining.Add(to))
            {
                _world.Start(() => Drain(EntityKey.Parse(to), to));
            }
        }
    }

    /// <summary>Sends what one consumer has not taken; after some tries the sweep begins anew.</summary>
    private async Task Drain(EntityKey to, string name)
    {
        for (var tries = 0; tries < 5 && !Closed && _row is not null && _passed.GetValueOrDefault(name) < _row.Numbers.GetValueOrDefault(name);)
        {
            var items = _world.Store.Lane(Key, to).Skip((int)_passed.GetValueOrDefault(name)).ToList();
            var reply = await _world.Network.Call(Life, to, entity => entity.Deliver(items));
            if (reply is not null)
            {
                _passed[name] = Math.Max(_passed.GetValueOrDefault(name), reply.Last);
            }
            else
            {
                await _world.Delay(Life, 200 << tries++);
            }
        }

        _draining.Remove(name);
    }
}
