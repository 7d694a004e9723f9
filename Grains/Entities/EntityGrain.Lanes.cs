using System.Security.Cryptography;
using System.Text;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Delivery;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities;

/// <content>Lanes: what other entities send, and what became of what was sent to them.</content>
public abstract partial class EntityGrain<TState, TCommand, TEvent>
{
    /// <inheritdoc/>
    public Task<LaneReply> Deliver(LaneBatch batch) => Turn(async _ =>
    {
        var inbox = new EntityInbox<TState, TCommand, TEvent>(definition, runtime.Effects, batch);
        while (true)
        {
            var (organization, context) = await Frame(Actor.System("lanes"), clockVersion: batch.ClockVersion);
            if (Current.Lanes.MayHaveForgotten(batch.Source))
            {
                inbox.Resumed = InboxRules.Resume(await Passed(batch.Source));
            }

            var step = inbox.Next(
                Current, actor => new(definition, Current, context with { Actor = actor }, organization, runtime.Effects));
            var failed = step.Failed;
            if (step.Draft is not null)
            {
                await Tidy(step.Draft, batch.Source);
                failed = await Take(step.Draft);
                if (failed is null || inbox.Smaller())
                {
                    continue;
                }
            }

            if (fresh)
            {
                return inbox.Answer(Current, failed);
            }

            await Load();
        }
    });

    /// <inheritdoc/>
    public async Task<bool> ReplayDeadLetter(string letterId)
    {
        var letters = await runtime.Ask("The dead letters", Key, store => store.ReadDeadLetters(Key.Org));
        if (letters.FirstOrDefault(one => one.Id == letterId && one.Source == Key) is not { } letter)
        {
            return false;
        }

        if (letter.Payload is { } payload ? !await SendAgain(letter, payload) : !await RetryDue(letter))
        {
            return false;
        }

        await runtime.Ask("The dead letter", Key, async store =>
        {
            await store.CloseDeadLetter(Key.Org, letterId);
            return true;
        });
        return true;
    }

    private async Task<bool> SendAgain(DeadLetter letter, string payload)
    {
        // The key makes it one effect, however often it is asked for before the letter is closed.
        var key = $"replay/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.Id)))}";
        return await Turn(async conflict =>
        {
            var actor = Actor.System("replay");
            if (conflict is CommandKeyTakenException)
            {
                return true;
            }

            var (organization, context) = await Frame(actor);
            var draft = new Draft<TState, TCommand, TEvent>(definition, Current, context, organization, runtime.Effects);
            draft.Send(letter.Target, $"{letter.Id}/replay", payload, actor, draft.RecordedAt);
            await Commit(draft, KeyRow(draft, new(actor, key)));
            return true;
        });
    }

    /// <summary>Commits what a consumer took; the error of its own code, or null when it is committed.</summary>
    private async Task<string?> Take(Draft<TState, TCommand, TEvent> draft)
    {
        try
        {
            return (await Commit(draft))?.Code;
        }
        catch (EntityFaultException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>
    /// Records, as the source, that a consumer refused or never took an effect. Its number goes into the same commit, so that a repeat
    /// records nothing twice.
    /// </summary>
    private Task Record(UndeliveredEffect effect, LaneItem item) => Turn(async _ =>
    {
        var to = effect.To.ToString();
        var (organization, context) = await Frame(Actor.System("lanes"));
        if (Current.Lanes.Recorded.GetValueOrDefault(to) >= item.Number)
        {
            return true;
        }

        var decision = Rules("an undelivered effect", () => definition.Undelivered(Current.State, effect, context));
        if (decision.Rejection is null && decision.Events.Length > 0)
        {
            var draft = new Draft<TState, TCommand, TEvent>(definition, Current, context, organization, runtime.Effects);
            Rules("an event", () => draft.Add(decision.Events, context.Actor, item.EffectId));
            draft.Lanes = draft.Lanes with { Recorded = draft.Lanes.Recorded.SetItem(to, item.Number) };
            if (await Commit(draft) is { } tooLarge)
            {
                throw new EntityFaultException($"{Key}: {tooLarge.Code}");
            }
        }

        return true;
    });

    /// <summary>
    /// Takes some lanes out of a commit that is to be made, when there are too many: who is reached by ten thousand contracts would else
    /// write ten thousand positions with every commit. A lane may go when its source has stored that all of it has passed; should the
    /// source send again, it is asked what had.
    /// </summary>
    private async Task Tidy(Draft<TState, TCommand, TEvent> draft, EntityKey taking)
    {
        var held = draft.Lanes.In;
        if (held.Count <= runtime.Options.LanesKept)
        {
            return;
        }

        // Any will do, as long as the same are not asked for ever: where it begins moves on with the version.
        var some = held.Keys.Skip((int)(draft.Version * runtime.Options.LanesTidied % held.Count)).Take(runtime.Options.LanesTidied)
            .Where(source => source != taking.ToString());
        var passed = await Task.WhenAll(some.Select(async source => (Source: source, May: await MayForget(source, held[source]))));
        draft.Lanes = draft.Lanes.Forget([.. passed.Where(one => one.May).Select(one => one.Source)]);
    }

    private async Task<bool> MayForget(string source, InboxLane lane)
    {
        try
        {
            return InboxRules.MayForget(lane, await Passed(EntityKey.Parse(source)));
        }
        catch (StoreUnknownException)
        {
            // Another time: what is to be taken does not wait for it.
            return false;
        }
    }

    /// <summary>Up to which number a source has stored that its effects to this entity have passed.</summary>
    private async Task<long> Passed(EntityKey source)
    {
        var stored = await runtime.Ask("The lanes of a source", Key, store => store.Load(source));
        return DeliveredLanes.Read(stored?.Delivered ?? default).Lanes.GetValueOrDefault(Key.ToString(), OutboxLane.Empty).Passed;
    }
}
