using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Problems;

namespace SalesGrains.RuleSets;

/// <summary>The rule sets of an organisation, the newest first.</summary>
/// <param name="Active">The version that holds today.</param>
/// <param name="Today">The organisation's day.</param>
/// <param name="Items">The versions; version 1 is the product's own.</param>
/// <param name="Next">Always null: there is one page.</param>
internal sealed record RuleBookBody(int Active, DateOnly Today, IReadOnlyList<RuleVersionBody> Items, string? Next = null);

/// <summary>A rule set with who published it, when and why.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Status">active, scheduled, past, or superseded before it ever held.</param>
/// <param name="EffectiveOn">The first day on which it holds; null for the product's own.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="PublishedBy">By whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="Payments">The numbers of payments.</param>
/// <param name="Numbers">The numbers of business numbers.</param>
/// <param name="Quality">The numbers of the quality score.</param>
/// <param name="Delivery">The numbers of how nudges reach people.</param>
/// <param name="FirstContact">The numbers of first contacts.</param>
/// <param name="FollowUps">The numbers of follow-ups.</param>
/// <param name="Playbooks">The numbers of script packs, and the packs.</param>
/// <param name="Pool">The numbers of the public pool and of stale opportunities.</param>
internal sealed record RuleVersionBody(
    int Version, string Status, DateOnly? EffectiveOn, DateTimeOffset? PublishedAt, string? PublishedBy, string? Reason, PaymentRulesBody Payments, NumberRulesBody Numbers,
    QualityRulesBody Quality, DeliveryRulesBody Delivery, FirstContactRulesBody FirstContact, FollowUpRulesBody FollowUps, PlaybookRulesBody Playbooks,
    PoolRulesBody Pool);

/// <summary>A rule set to publish.</summary>
/// <param name="Payments">The numbers of payments.</param>
/// <param name="Numbers">The numbers of business numbers.</param>
/// <param name="Reason">Why, 1–500 characters.</param>
/// <param name="EffectiveOn">The first day on which it holds, from today on; without it, today.</param>
/// <param name="Quality">The numbers of the quality score; without them they stay as they are.</param>
/// <param name="Delivery">The numbers of how nudges reach people; without them they stay as they are.</param>
/// <param name="FirstContact">The numbers of first contacts; without them they stay as they are.</param>
/// <param name="FollowUps">The numbers of follow-ups; without them they stay as they are.</param>
/// <param name="Playbooks">The numbers of script packs, and the packs; without them they stay as they are.</param>
/// <param name="Pool">The numbers of the public pool and of stale opportunities; without them they stay as they are.</param>
internal sealed record RulesPublication(
    PaymentRulesBody Payments, NumberRulesBody Numbers, string Reason, DateOnly? EffectiveOn = null, QualityRulesBody? Quality = null, DeliveryRulesBody? Delivery = null,
    FirstContactRulesBody? FirstContact = null, FollowUpRulesBody? FollowUps = null, PlaybookRulesBody? Playbooks = null, PoolRulesBody? Pool = null)
{
    /// <summary>As a rule set: what the body does not name stays as it is.</summary>
    public RuleSet On(RuleSet active) => active with
    {
        Payments = Payments.On(active.Payments),
        Numbers = active.Numbers with { ClaimMinutes = Numbers.ClaimMinutes },
        OwnQuality = Quality?.On(active.Quality) ?? active.OwnQuality,
        OwnDelivery = Delivery?.On(active.Delivery) ?? active.OwnDelivery,
        OwnFirstContact = FirstContact?.On(active.FirstContact) ?? active.OwnFirstContact,
        OwnFollowUps = FollowUps?.On(active.FollowUps) ?? active.OwnFollowUps,
        OwnPlaybooks = Playbooks?.On(active.Playbooks) ?? active.OwnPlaybooks,
        OwnPool = Pool?.On(active.Pool) ?? active.OwnPool,
    };
}

/// <summary>The numbers of payment countdowns, warnings and escalation (R04, R05).</summary>
/// <param name="WarnDays">Calendar days before a due date at which the rep is warned, 1–60.</param>
/// <param name="OpenItemDays">Days before it at which open checklist items are nudged again, falling, all below the warning's.</param>
/// <param name="NudgeAt">Local time of nudges, HH:mm.</param>
/// <param name="DayEndsAt">Local time at which the last day's countdown ends, HH:mm.</param>
/// <param name="OverdueLadder">Who is told at how many days overdue, rising.</param>
internal sealed record PaymentRulesBody(
    int WarnDays, IReadOnlyList<int> OpenItemDays, string NudgeAt, string DayEndsAt, IReadOnlyList<OverdueStepBody> OverdueLadder)
{
    /// <summary>Of a rule set.</summary>
    public static PaymentRulesBody Of(PaymentRuleSet rules) => new(
        rules.WarnDays, rules.OpenItemDays, Text(rules.NudgeAt), Text(rules.DayEndsAt), [.. rules.OverdueLadder.Select(step => new OverdueStepBody(step.Days, step.Level))]);

    /// <summary>As a rule set.</summary>
    public PaymentRuleSet On(PaymentRuleSet active) => active with
    {
        WarnDays = WarnDays,
        OpenItemDays = [.. OpenItemDays],
        NudgeAt = Time(NudgeAt, "/payments/nudgeAt"),
        DayEndsAt = Time(DayEndsAt, "/payments/dayEndsAt"),
        OverdueLadder = [.. OverdueLadder.Select(step => new OverdueStep(step.Days, step.Level))],
    };

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text, string field) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : throw new Problem(StatusCodes.Status422UnprocessableEntity, "rules.time-malformed", field).ToException();
}

/// <summary>One step of the overdue ladder.</summary>
/// <param name="Days">Days overdue, 1–365.</param>
/// <param name="Level">rep, manager or director.</param>
internal sealed record OverdueStepBody(int Days, string Level);

/// <summary>The numbers of business numbers.</summary>
/// <param name="ClaimMinutes">Minutes after which a claimed number that nobody took is free again, 1–1,440.</param>
internal sealed record NumberRulesBody(int ClaimMinutes);
