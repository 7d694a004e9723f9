using System.Collections.Immutable;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities;

/// <content>Commands: what people and other programs ask.</content>
public abstract partial class EntityGrain<TState, TCommand, TEvent>
{
    private Task<CommandOutcome> Answer(Command<TCommand> command)
    {
        if (drain.PendingEffects > runtime.Options.MaxPendingEffects)
        {
            throw new OutcomeUnknownException($"{Key} has too many undelivered effects; nothing was done, repeat later.");
        }

        return Turn(async conflict =>
        {
            var meta = command.Meta;
            if (meta.Key is { } key && await Replay(key, meta.Fingerprint ?? "", conflict) is { } first)
            {
                return first;
            }

            Draft<TState, TCommand, TEvent> draft;
            try
            {
                draft = await Decide(command);
            }
            catch (EntityFaultException) when (meta.Key is not null && conflict is null)
            {
                // The rules may fail on the state that the first run of this very command made.
                if (await FindCommand(meta.Key, meta.Fingerprint ?? "") is { } answered)
                {
                    return answered;
                }

                throw;
            }

            return meta.Key is null ? await CommitUnkeyed(draft, command) : await CommitKeyed(draft, meta);
        });
    }

    /// <summary>Decides on what is confirmed. Expected version and clock are checked before the kind's rules are asked.</summary>
    private async Task<Draft<TState, TCommand, TEvent>> Decide(Command<TCommand> command)
    {
        var meta = command.Meta;
        var (organization, context) = await Frame(meta.Actor, clockVersion: meta.ClockVersion);
        var current = Current;
        var draft = new Draft<TState, TCommand, TEvent>(definition, current, context, organization, runtime.Effects);
        if (meta.ClockVersion < organization.Clock.Version)
        {
            draft.Rejection = new Rejection("clock.stale").With("clock", $"{organization.Clock.Version}");
        }
        else if (meta.ExpectedVersion is { } expected && (expected < (current.Lanes.ChangedAt ?? current.Version) || expected > current.Version))
        {
            draft.Rejection = new Rejection("version.stale").With("version", $"{current.Version}");
        }
        else
        {
            var decision = Rules("a command", () => definition.Decide(current.State, command.Body, context));
            draft.Rejection = decision.Rejection;
            if (decision.Rejection is null)
            {
                Rules("an event", () => draft.Add(decision.Events, meta.Actor));
            }
        }

        return draft;
    }

    private async Task<CommandOutcome> CommitKeyed(Draft<TState, TCommand, TEvent> draft, CommandMeta meta)
    {
        var row = KeyRow(draft, meta);
        if (await Commit(draft, row) is { } tooLarge)
        {
            var refused = new Draft<TState, TCommand, TEvent>(definition, draft.From, draft.Context, draft.Organization, runtime.Effects)
            {
                Rejection = tooLarge,
            };
            row = KeyRow(refused, meta);
            if (await Commit(refused, row) is { } never)
            {
                throw new EntityFaultException($"{Key}: {never.Code}");
            }
        }

        keys.Remember(row);
        return row.Outcome;
    }

    /// <summary>Without a key there is nothing to remember of a refusal; it is answered from what has just been read, else read again.</summary>
    private async Task<CommandOutcome> CommitUnkeyed(Draft<TState, TCommand, TEvent> draft, Command<TCommand> command)
    {
        while (draft.Rejection is not null || draft.Events.Count == 0)
        {
            if (fresh)
            {
                return new(Current.Version, draft.Rejection);
            }

            await Load();
            draft = await Decide(command);
        }

        return await Commit(draft) is { } tooLarge
            ? new(Current.Version, tooLarge)
            : new(Current.Version);
    }

    private StoredCommand KeyRow(Draft<TState, TCommand, TEvent> draft, CommandMeta meta) =>
        new(meta.Key!, meta.Fingerprint ?? "", new(draft.Version, draft.Rejection), runtime.Time.GetUtcNow());

    /// <summary>
    /// The first answer of a key that was used before. What this activation has not answered itself is not looked up at first: the
    /// commit inserts the key's row, and a row that is already there refuses the commit, definitely; then it is read.
    /// </summary>
    private async Task<CommandOutcome?> Replay(string key, string fingerprint, Exception? conflict)
    {
        if (keys.Find(key) is { } known)
        {
            return KeyRules.Replay(known, fingerprint, runtime.Time.GetUtcNow(), Current.Version);
        }

        return conflict is null ? null
            : await FindCommand(key, fingerprint)
                ?? (conflict is CommandKeyTakenException ? new CommandOutcome(Current.Version, new Rejection("idempotency.key-expired")) : null);
    }

    private async Task<CommandOutcome?> FindCommand(string key, string fingerprint)
    {
        var row = await runtime.Ask("The key", Key, async store => await store.FindCommand(Key, key));
        return KeyRules.Replay(row, fingerprint, runtime.Time.GetUtcNow(), Current.Version);
    }
}
