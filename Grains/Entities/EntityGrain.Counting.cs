using SalesGrains.Entities.Telemetry;

namespace SalesGrains.Entities;

/// <content>Counts commands by outcome, for whoever listens.</content>
public abstract partial class EntityGrain<TState, TCommand, TEvent>
{
    /// <summary>
    /// Decides a command and commits what it comes to. A repeat of its key is answered with the first outcome; a refusal of a keyed
    /// command is committed too, so that the same key always gets the same answer.
    /// </summary>
    /// <exception cref="OutcomeUnknownException">Repeat with the same key.</exception>
    /// <exception cref="EntityFaultException">The kind's own rules failed; nothing was changed.</exception>
    protected Task<CommandOutcome> Run(Command<TCommand> command) =>
        EntityMetrics.Commands.Enabled ? Counted(command) : Answer(command);

    private async Task<CommandOutcome> Counted(Command<TCommand> command)
    {
        var how = "fault";
        try
        {
            var outcome = await Answer(command);
            how = outcome.Accepted ? "done" : "refused";
            return outcome;
        }
        catch (OutcomeUnknownException)
        {
            how = "unknown";
            throw;
        }
        finally
        {
            EntityMetrics.Commands.Add(1, new("kind", Key.Kind), new("command", command.Body?.GetType().Name), new KeyValuePair<string, object?>("outcome", how));
        }
    }
}
