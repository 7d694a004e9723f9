using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Quality;

namespace SalesGrains.Customers.FollowUps;

/// <summary>
/// A manager's score of a follow-up, with a reason (P09). Boards count it in place of the computed one, which stays as it was. The latest
/// word stands, earlier ones are in the history. Pure.
/// </summary>
public static class OverrideRules
{
    private const int Most = 100;

    /// <summary>Gives the score; the same score for the same reason changes nothing.</summary>
    public static Decision<CustomerEvent> Override(CustomerState customer, OverrideQuality command, DecisionContext context)
    {
        if (Wrong(command) is { } wrong)
        {
            return wrong;
        }

        var one = customer.Cared.FollowUps.FirstOrDefault(followUp => followUp.Id == command.FollowUpId);
        return one is null ? new Rejection("follow-up.not-found")
            : one.Override is { } given && given.Total == command.Total && given.Reason == command.Reason ? Decision<CustomerEvent>.Accept()
            : new QualityOverridden(command.FollowUpId, command.Total, command.Reason)
            {
                Computed = one.Quality?.Total,
                Band = QualityRules.BandOf(command.Total, context.Rules.Quality),
                RulesVersion = context.Rules.Version,
            };
    }

    /// <summary>The follow-up with the manager's score. Who scores a follow-up has read it; who read it first is kept.</summary>
    internal static FollowUp Given(FollowUp one, QualityOverridden happened, EventMeta meta) => one with
    {
        Override = new()
        {
            Total = happened.Total,
            Band = happened.Band,
            Reason = happened.Reason,
            By = meta.Actor.Name,
            At = meta.RecordedAt,
            RulesVersion = happened.RulesVersion,
        },
        ViewedAt = one.ViewedAt ?? meta.RecordedAt,
        ViewedBy = one.ViewedBy ?? meta.Actor.Name,
    };

    private static Rejection? Wrong(OverrideQuality command) =>
        command.Total is < 0 or > Most ? new Rejection("quality-override.total-out-of-range", "/total").With("max", $"{Most}")
        : DraftRules.Text(command.Reason, 500, "quality-override.reason", "/reason", required: true);
}
