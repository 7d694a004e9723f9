using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Machine;

namespace SalesGrains.Entities;

/// <summary>One activation of an entity: load, decide, commit. Its inbox, its outbox and its alarms are in the other parts.</summary>
public sealed partial class SimEntity(World world, SimSilo silo, Address address) : Activation(world, silo, address)
{
    /// <summary>What this activation last read or wrote; never what it merely decided.</summary>
    private SimStored? _row;

    /// <summary>Keys that this activation has committed itself.</summary>
    private readonly Dictionary<string, StoredCommand> _keys = [];

    /// <summary>True when this turn has read or written the entity's version.</summary>
    private bool _fresh;

    private int Id => Address.Number;

    /// <summary>A person's command. Null: the outcome is unknown.</summary>
    public async Task<CommandOutcome?> Execute(SimCommand command)
    {
        if (!await Begin(command.ClockVersion))
        {
            return null;
        }

        for (var attempt = 0; attempt < 2; attempt++)
        {
            // A key is looked up by inserting it: only what the commit met makes it worth a read.
            var used = _keys.GetValueOrDefault(command.Key);
            if (used is null && (attempt > 0 || World.Is(Mutant.KeyApartFromCommit)))
            {
                (var status, used) = await World.Store.FindCommand(Life, Id, command.Key);
                if (status != StoreStatus.Ok)
                {
                    return null;
                }
            }

            if (Replay(used, command) is { } first)
            {
                return first;
            }

            var decision = Decide(command);
            var draft = new Draft(decision.Events) { Command = command, Rejection = decision.Refused is null ? null : new(decision.Refused) };
            if (draft.Rejection is not null && World.Is(Mutant.RefusalNotKeyed))
            {
                return new(_row!.Version, draft.Rejection);
            }

            switch (await Commit(draft))
            {
                case StoreStatus.Ok:
                    return new(_row!.Version, draft.Rejection);
                case StoreStatus.Unknown:
                    return World.Is(Mutant.UnknownSaidToBeFailed) ? new(_row!.Version, new Rejection("failed")) : null;
                default:
                    if (!await Load())
                    {
                        return null;
                    }

                    break;
            }
        }

        return null;
    }

    private CommandOutcome? Replay(StoredCommand? used, SimCommand command)
    {
        if (World.Is(Mutant.NoKey))
        {
            return null;
        }

        var now = Moment.Of(Silo.Clock);
        if (World.Is(Mutant.ExpiredKeyIsNew) && used is not null && now - used.RecordedAt > KeyRules.Lifetime)
        {
            return null;
        }

        return KeyRules.Replay(used, World.Is(Mutant.OtherPayloadAccepted) ? used?.Fingerprint ?? "" : command.Fingerprint, now, _row!.Version);
    }

    private SimDecision Decide(SimCommand command)
    {
        var clock = Math.Max(_row!.ClockVersion, Silo.Organization.ClockVersion);
        if (command.ClockVersion < clock && !World.Is(Mutant.OldClockAccepted))
        {
            return "clock.old";
        }

        if (command.SeenVersion is { } seen && seen != _row.Version && !World.Is(Mutant.SeenVersionUnchecked))
        {
            return "version.stale";
        }

        return SimRules.Decide(_row.State, command);
    }

    /// <summary>
    /// Starts a turn: something must be known of the entity, and the organisation's clock must not be older than the caller's or than
    /// what this entity has gone by. False: the store did not answer, or the activation is closed.
    /// </summary>
    private async Task<bool> Begin(long? clockVersion = null)
    {
        _fresh = false;
        return !Closed && (_row is not null || await Load()) && await Know(Math.Max(clockVersion ?? 0, _row!.ClockVersion));
    }

    private async Task<bool> Know(long clockVersion) => Silo.Organization.ClockVersion >= clockVersion || await Silo.Refresh(Life);

    private async Task<bool> Load()
    {
        var (status, row) = await World.Store.Load(Life, Id);
        if (status != StoreStatus.Ok)
        {
            return false;
        }

        _row = row;
        _fresh = true;
        AdoptLanes(row!);
        Drain();
        return true;
    }

    /// <summary>One atomic, conditional commit. After an unknown outcome nothing of the decision is kept.</summary>
    private async Task<StoreStatus> Commit(Draft draft)
    {
        var commit = Build(_row!, draft);
        if (World.Is(Mutant.ShipUnconfirmed))
        {
            Ship(commit.Effects);
        }

        var status = (await World.Store.Commit(Life, commit)).Status;
        if (status == StoreStatus.Conflict && World.Is(Mutant.ConflictKeepsDecision) && await Load())
        {
            commit = Build(_row!, draft);
            status = (await World.Store.Commit(Life, commit)).Status;
        }

        if (status == StoreStatus.Ok)
        {
            _row = After(_row!, commit);
            if (commit.Key is not null)
            {
                _keys[commit.Key.CommandKey] = commit.Key;
            }

            _fresh = true;
            if (World.Is(Mutant.KeyApartFromCommit) && draft.Command is not null)
            {
                await World.Store.PutKey(Life, Id, KeyRow(draft, commit.Version)!);
            }

            if (World.Is(Mutant.WriteThenPublish))
            {
                Ship(commit.Effects);
            }

            Drain();
        }
        else if (status == StoreStatus.Unknown && World.Is(Mutant.DirtyState))
        {
            _row = _row! with { State = commit.State, Lanes = commit.Lanes };
        }
        else if (status == StoreStatus.Unknown)
        {
            Close();
        }

        return status;
    }

    private static SimStored After(SimStored row, SimCommit commit) => row with
    {
        Etag = row.Etag + 1,
        Version = commit.Version,
        State = commit.State,
        Lanes = commit.Lanes,
        RecordedAt = commit.RecordedAt,
        Facts = commit.Facts,
        ClockVersion = commit.ClockVersion,
        PendingAt = commit.Version,
    };
}
