using System.Collections.Immutable;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;

namespace SalesGrains.RuleSets;

/// <summary>What may be published about customers and the field: first contacts, follow-ups, the pool, script packs. Pure.</summary>
public static class FieldRuleSetRules
{
    private const int MostTicks = 200;
    private const int MostPacks = 100;
    private const int MostLines = 30;

    private static readonly ImmutableArray<string> Levels = ["rep", "manager", "director"];

    /// <summary>What cannot be published, with the place at fault; null when it can.</summary>
    public static Rejection? Problem(RuleSet rules) =>
        Problem(rules.FirstContact) ?? Problem(rules.FollowUps) ?? Problem(rules.Pool) ?? Problem(rules.Playbooks);

    private static Rejection? Problem(FirstContactRuleSet rules)
    {
        if (rules.DeadlineHours is < 1 or > 720)
        {
            return new("rules.deadline-hours", "/firstContact/deadlineHours");
        }

        for (var i = 0; i < rules.NudgeHours.Length; i++)
        {
            if (rules.NudgeHours.Length > 10 || rules.NudgeHours[i] <= (i == 0 ? 0 : rules.NudgeHours[i - 1]) || rules.NudgeHours[i] >= rules.DeadlineHours)
            {
                return new("rules.nudge-hours", $"/firstContact/nudgeHours/{i}");
            }
        }

        return rules.MissLevels.Any(level => !Levels.Contains(level)) || rules.MissLevels.Length > Levels.Length
            ? new Rejection("rules.level-unknown", "/firstContact/missLevels")
            : Days(rules.EntryDays, 365, "/firstContact/entryDays");
    }

    private static Rejection? Problem(FollowUpRuleSet rules) =>
        Days(rules.DaysA, 365, "/followUps/daysA")
        ?? Days(rules.DaysB, 365, "/followUps/daysB")
        ?? Days(rules.DaysC, 365, "/followUps/daysC")
        ?? (rules.VisitsPerWeek is >= 0 and <= 100 ? null : new Rejection("rules.visits", "/followUps/visitsPerWeek"))
        ?? Days(rules.ReturnWorkdays, 30, "/followUps/returnWorkdays")
        ?? Days(rules.AgreedDays, 365, "/followUps/agreedDays")
        ?? RuleSetRules.Ladder(rules.OverdueLadder, "/followUps/overdueLadder")
        ?? (rules.TruthMinutes is < 1 or > 1440 ? new Rejection("rules.truth-minutes", "/followUps/truthMinutes") : null)
        ?? (rules.PlausibleSignals < 1 || rules.VerifiedSignals < rules.PlausibleSignals || rules.VerifiedSignals > 10
            ? new Rejection("rules.truth-signals", "/followUps/verifiedSignals") : null)
        ?? Problem(rules.SpotChecks)
        ?? (rules.OwnTalks is { } talks && !talks.All(talk => rules.Ticks.Any(tick => tick.Group == TickGroups.Done && tick.Code == talk)) ? new Rejection("rules.talks", "/followUps/talks") : null)
        ?? Ticks(rules.Ticks);

    /// <summary>Every number in its range; the first that is not is named.</summary>
    private static Rejection? Problem(SpotCheckRuleSet rules) => new (string Field, int Value, int Least, int Most)[]
        {
            ("copyWeight", rules.CopyWeight, 0, 100), ("lowWeight", rules.LowWeight, 0, 100), ("outlierWeight", rules.OutlierWeight, 0, 100),
            ("unverifiedWeight", rules.UnverifiedWeight, 0, 100), ("lateWeight", rules.LateWeight, 0, 100), ("lowBelow", rules.LowBelow, 1, 100),
            ("outlierPoints", rules.OutlierPoints, 1, 100), ("outlierOthers", rules.OutlierOthers, 2, 29), ("lateHours", rules.LateHours, 1, 720),
            ("mostSeconds", rules.MostSeconds, 60, 86_400),
        }
        .Where(one => one.Value < one.Least || one.Value > one.Most)
        .Select(one => new Rejection("rules.spot-checks", $"/followUps/spotChecks/{one.Field}").With("min", $"{one.Least}").With("max", $"{one.Most}"))
        .FirstOrDefault();

    private static Rejection? Ticks(ImmutableArray<TickRule> ticks)
    {
        if (ticks.Length is 0 or > MostTicks)
        {
            return new Rejection("rules.ticks-count", "/followUps/ticks").With("max", $"{MostTicks}");
        }

        for (var i = 0; i < ticks.Length; i++)
        {
            var (tick, at) = (ticks[i], $"/followUps/ticks/{i}");
            var wrong = DraftRules.Text(tick.Code, 40, "rules.tick", $"{at}/code", required: true)
                ?? (tick.Objection is null or { Length: <= 30 } && tick.Objection?.All(IsOfCode) != false ? null : new Rejection("rules.tick-malformed", $"{at}/objection"))
                ?? (tick.Code.All(IsOfCode) ? null : new Rejection("rules.tick-malformed", $"{at}/code"))
                ?? (ticks.Take(i).Any(other => other.Code == tick.Code) ? new Rejection("rules.tick-twice", $"{at}/code") : null)
                ?? (TickGroups.All.Contains(tick.Group) ? null : new Rejection("rules.tick-group", $"{at}/group"))
                ?? DraftRules.Text(tick.TextZh, 40, "rules.tick", $"{at}/textZh", required: true)
                ?? DraftRules.Text(tick.TextEn, 80, "rules.tick", $"{at}/textEn", required: true)
                ?? (tick.Days is < 0 or > 365 ? new Rejection("rules.days", $"{at}/days") : null);
            if (wrong is not null)
            {
                return wrong;
            }
        }

        return null;
    }

    private static Rejection? Problem(PoolRuleSet rules) =>
        (rules.IdleDays is 0 or (>= 7 and <= 3650) ? null : new Rejection("rules.idle-days", "/pool/idleDays"))
        ?? (rules.IdleDays == 0 || (rules.WarnDays >= 1 && rules.WarnDays <= rules.IdleDays) ? null : new Rejection("rules.pool-warn-days", "/pool/warnDays"))
        ?? (rules.MostHeld is >= 0 and <= 100_000 ? null : new Rejection("rules.most-held", "/pool/mostHeld"))
        ?? Days(rules.StaleContactDays, 365, "/pool/staleContactDays")
        ?? Days(rules.StaleNeedsDays, 365, "/pool/staleNeedsDays")
        ?? Days(rules.StaleProposalDays, 365, "/pool/staleProposalDays")
        ?? Days(rules.StaleNegotiationDays, 365, "/pool/staleNegotiationDays")
        ?? (rules.LikeNamePercent is >= 50 and <= 100 ? null : new Rejection("rules.like-name-percent", "/pool/likeNamePercent"));

    private static Rejection? Problem(PlaybookRuleSet rules) =>
        (rules.Marks is < 2 or > 10 ? new Rejection("rules.marks", "/playbooks/marks") : null)
        ?? (rules.Scope is "rep" or "rep+customer" ? null : new Rejection("rules.playbook-scope", "/playbooks/scope"))
        ?? Days(rules.QuietDays, 90, "/playbooks/quietDays")
        ?? (rules.DeadlineHours is < 1 or > 720 ? new Rejection("rules.deadline-hours", "/playbooks/deadlineHours") : null)
        ?? (rules.Packs.Length > MostPacks ? new Rejection("rules.packs-count", "/playbooks/packs").With("max", $"{MostPacks}") : null)
        ?? rules.Packs.Select((pack, i) =>
            DraftRules.Text(pack.Objection, 40, "rules.pack", $"/playbooks/packs/{i}/objection", required: true)
            ?? DraftRules.Text(pack.Title, 60, "rules.pack", $"/playbooks/packs/{i}/title", required: true)
            ?? (pack.Lines.Length > MostLines ? new Rejection("rules.pack-too-long", $"/playbooks/packs/{i}/lines") : null)).FirstOrDefault(wrong => wrong is not null);

    private static bool IsOfCode(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';

    private static Rejection? Days(int days, int most, string field) =>
        days >= 1 && days <= most ? null : new Rejection("rules.days", field).With("max", $"{most}");
}
