using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using SalesGrains.Entities;
using SalesGrains.Nudges.Channels;
using SalesGrains.Organizations;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>Keeps one recipient. <see cref="RecipientRules"/> decides, the entity protocol commits; what is queued then is handed to the pump.</summary>
[GrainType(EntityKinds.Recipient)]
internal sealed class RecipientGrain(
    EntityRuntime runtime, IOrganizationDirectory organizations, ChannelSenders senders, TimeProvider time, ILogger<RecipientGrain> log)
    : EntityGrain<RecipientState, RecipientCommand, RecipientEvent>(runtime, RecipientRules.Definition), IRecipientGrain, IEntityGrain
{
    private static readonly Actor Sending = Actor.System("delivery");

    private RecipientPump? pump;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        pump = new(Key, () => (State, LastRecordedAt), Decide, organizations, GrainFactory, senders, time, log);
        pump.Kick();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        pump?.Stop();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public Task<CommandOutcome> Execute(Command<RecipientCommand> command) => Pumped(Run(command));

    Task<LaneReply> IEntityGrain.Deliver(LaneBatch batch) => Pumped(Deliver(batch));

    Task<DueReply> IEntityGrain.OnDue(DateTimeOffset dueMoment, long clockVersion, bool giveUp, long failedAt) =>
        Pumped(OnDue(dueMoment, clockVersion, giveUp, failedAt));

    public async Task<RecipientView> Get()
    {
        await See();
        return RecipientViewRules.Of(State, Version, await Look(Sending));
    }

    /// <summary>Nobody who asks waits for what is sent because of it.</summary>
    private async Task<T> Pumped<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        finally
        {
            pump?.Kick();
        }
    }

    private async Task<bool> Decide(RecipientCommand command) => (await Run(new Command<RecipientCommand>(command, new(Sending)))).Accepted;
}
