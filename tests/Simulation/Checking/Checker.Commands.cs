using SalesGrains.Entities;

namespace SalesGrains.Checking;

/// <content>What callers asked, what they were told, what stands in the store.</content>
public sealed partial class Checker
{
    private readonly Dictionary<string, SimCommand> _asked = [];
    private readonly Dictionary<string, SimCommit> _decided = [];
    private readonly Dictionary<string, (CommandOutcome Outcome, long At)> _answers = [];

    public int Commands => _asked.Count;

    public void Asked(SimCommand command) => _asked.Add(command.Key, command);

    /// <summary>A caller got an answer: it must be true, and the same as ever.</summary>
    public void Answered(SimCommand command, CommandOutcome outcome, long askedAt)
    {
        var code = outcome.Rejection?.Code;
        if (command.Fingerprint != _asked[command.Key].Fingerprint)
        {
            Must(code == "idempotency.key-reused", $"key {command.Key} was used with another payload and answered {outcome}");
            return;
        }

        if (code == "idempotency.key-expired")
        {
            Must(world.Faults.LeapDays > 45, $"key {command.Key} has expired too soon");
            return;
        }

        if (!_answers.TryAdd(command.Key, (outcome with { Repeated = false }, world.TimeOfDay)))
        {
            var (first, at) = _answers[command.Key];
            Must(first == outcome with { Repeated = false }, $"key {command.Key} was answered {first}, now {outcome}");
            Must(askedAt - at < 46 * 86_400_000L, $"key {command.Key} is answered after 45 days");
        }

        Must(_decided.TryGetValue(command.Key, out var commit) && commit.Version == outcome.Version && commit.Key?.Outcome.Rejection?.Code == code,
            $"key {command.Key} is answered {outcome}, which no commit says");
    }

    private void Command(SimStored before, SimCommit commit, string who)
    {
        if (commit.Command is not { } command)
        {
            return;
        }

        Must(_decided.TryAdd(command.Key, commit), $"{who} decides key {command.Key} again");
        var accepted = !commit.Events.IsEmpty;
        Must(accepted == (commit.Key?.Outcome.Rejection is null), $"{who} refuses {command.Key} and has events");
        Must(!accepted || command.SeenVersion is not { } seen || seen == before.Version, $"{who} accepts {command.Key}, which had seen v{command.SeenVersion}");
        Must(!accepted || command.ClockVersion is not { } clock || clock >= before.ClockVersion, $"{who} accepts {command.Key}, which went by an older clock");
    }
}
