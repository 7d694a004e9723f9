using System.Collections.Immutable;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Quality;

namespace SalesGrains.RuleSets;

/// <summary>What may be published as a rule set (Z01, Z03). Pure.</summary>
public static class RuleSetRules
{
    /// <summary>Versions that are kept in the state; older ones stand in the history.</summary>
    private const int MostKept = 50;

    /// <summary>Versions that may wait for their day.</summary>
    private const int MostScheduled = 20;

    private static readonly ImmutableArray<string> Levels = ["rep", "manager", "director"];

    /// <summary>The rules as the entity protocol calls them.</summary>
    public static EntityDefinition<RuleSetState, RuleSetCommand, RuleSetEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = Decide,
        Evolve = Evolve,
        Facts = static (_, _) => new PlainFacts(),
        FollowsRules = false,
        StateJson = RuleSetJson.Stored.RuleSetState,
        EventJson = RuleSetJson.Stored.RuleSetEvent,
    };

    /// <summary>Decides a command.</summary>
    public static Decision<RuleSetEvent> Decide(RuleSetState state, RuleSetCommand command, DecisionContext context) => command switch
    {
        PublishRules publish => Publish(state, publish, context),
        _ => new Rejection("command.unknown"),
    };

    /// <summary>What cannot be a rule set, with the place at fault; null when it can.</summary>
    public static Rejection? Problem(RuleSet rules)
    {
        var payments = rules.Payments;
        return
            (payments.WarnDays is >= 1 and <= 60 ? null : new Rejection("rules.warn-days", "/payments/warnDays"))
            ?? Descends(payments)
            ?? (payments.DayEndsAt > TimeOnly.MinValue ? null : new Rejection("rules.day-ends-at", "/payments/dayEndsAt"))
            ?? Ladder(payments.OverdueLadder, "/payments/overdueLadder")
            ?? (rules.Numbers.ClaimMinutes is >= 1 and <= 1440 ? null : new Rejection("rules.claim-minutes", "/numbers/claimMinutes"))
            ?? FieldRuleSetRules.Problem(rules)
            ?? QualityRuleSetRules.Problem(rules.Quality)
            ?? DeliveryRuleSetRules.Problem(rules.Delivery)
            ?? AcceptanceRuleSetRules.Problem(rules.Acceptance);
    }

    private static Decision<RuleSetEvent> Publish(RuleSetState state, PublishRules publish, DecisionContext context)
    {
        var from = publish.EffectiveOn ?? context.Today;
        return Problem(publish.Rules) is { } wrong ? wrong
            : from < context.Today ? new Rejection("rules.effective-in-past", "/effectiveOn").With("today", context.Today.ToString("O"))
            : from > context.Rules.Payments.LatestDate ? new Rejection("date.out-of-range", "/effectiveOn")
            : DraftRules.Text(publish.Reason, 500, "rules.reason", "/reason", required: true) is { } reason ? reason
            : state.Versions.Count(version => version.EffectiveOn > context.Today) >= MostScheduled
                ? new Rejection("rules.too-many-scheduled").With("max", $"{MostScheduled}")
            : new RulesPublished { Version = state.Last + 1, EffectiveOn = from, Reason = publish.Reason, Rules = publish.Rules with { Version = state.Last + 1 } };
    }

    private static RuleSetState Evolve(RuleSetState state, RuleSetEvent happened, EventMeta meta) => happened switch
    {
        RulesPublished e => state with
        {
            Last = e.Version,
            Versions =
            [
                .. state.Versions.Skip(Math.Max(0, state.Versions.Length + 1 - MostKept)),
                new()
                {
                    Version = e.Version, EffectiveOn = e.EffectiveOn, PublishedAt = meta.RecordedAt, PublishedBy = meta.Actor.Name, Reason = e.Reason, Rules = e.Rules,
                },
            ],
        },
        _ => state,
    };

    /// <summary>Open items are nudged between the warning and the due date, each time nearer to it.</summary>
    private static Rejection? Descends(PaymentRuleSet payments)
    {
        if (payments.OpenItemDays.Length > 10)
        {
            return new("rules.open-item-days", "/payments/openItemDays");
        }

        for (var i = 0; i < payments.OpenItemDays.Length; i++)
        {
            var before = i == 0 ? payments.WarnDays : payments.OpenItemDays[i - 1];
            if (payments.OpenItemDays[i] < 1 || payments.OpenItemDays[i] >= before)
            {
                return new("rules.open-item-days", $"/payments/openItemDays/{i}");
            }
        }

        return null;
    }

    /// <summary>A ladder that does not rise, or tells somebody there is not.</summary>
    internal static Rejection? Ladder(ImmutableArray<OverdueStep> ladder, string field)
    {
        if (ladder.Length is 0 or > 10)
        {
            return new("rules.overdue-ladder", field);
        }

        for (var i = 0; i < ladder.Length; i++)
        {
            if (ladder[i].Days > 365 || ladder[i].Days <= (i == 0 ? 0 : ladder[i - 1].Days))
            {
                return new("rules.overdue-ladder", $"{field}/{i}/days");
            }

            if (!Levels.Contains(ladder[i].Level))
            {
                return new("rules.level-unknown", $"{field}/{i}/level");
            }
        }

        return null;
    }
}
