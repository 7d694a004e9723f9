namespace SalesGrains.RuleSets;

/// <summary>The numbers of first contacts (C01).</summary>
/// <param name="NudgeHours">Hours at which the rep is nudged, rising, all below the deadline.</param>
/// <param name="DeadlineHours">Hours at which it is missed, 1–720.</param>
/// <param name="MissLevels">Who is told of a miss: rep, manager, director.</param>
/// <param name="EntryDays">How many days back contacts and follow-ups may be entered, 1–365.</param>
internal sealed record FirstContactRulesBody(IReadOnlyList<int> NudgeHours, int DeadlineHours, IReadOnlyList<string> MissLevels, int EntryDays)
{
    /// <summary>Of a rule set.</summary>
    public static FirstContactRulesBody Of(RuleSet rules)
    {
        var contact = rules.FirstContact;
        return new(contact.NudgeHours, contact.DeadlineHours, contact.MissLevels, contact.EntryDays);
    }

    /// <summary>As a rule set.</summary>
    public FirstContactRuleSet On(FirstContactRuleSet active) => active with
    {
        NudgeHours = [.. NudgeHours], DeadlineHours = DeadlineHours, MissLevels = [.. MissLevels], EntryDays = EntryDays,
    };
}

/// <summary>The numbers of follow-ups (P02, P04, P13, Z05).</summary>
/// <param name="DaysA">Days within which an A customer is followed up, 1–365.</param>
/// <param name="DaysB">The same for B.</param>
/// <param name="DaysC">The same for C.</param>
/// <param name="AgreedDays">How many days ahead the next step may be agreed, 1–365.</param>
/// <param name="TruthMinutes">Minutes around a follow-up within which a signal speaks for it, 1–1,440.</param>
/// <param name="VerifiedSignals">Signals that verify it.</param>
/// <param name="PlausibleSignals">Signals that make it plausible.</param>
/// <param name="OverdueLadder">Who is told at how many days overdue, rising.</param>
/// <param name="Ticks">What can be ticked.</param>
/// <param name="VisitsPerWeek">Effective visits that a week of five workdays asks of a rep, 0–100; left out, it stays as it is.</param>
/// <param name="ReturnWorkdays">Workdays within which a rep answers what was returned, 1–30; left out, it stays as it is.</param>
/// <param name="SpotChecks">The spot check queue (P10); left out, it stays as it is.</param>
/// <param name="Talks">Ticks of what was done that answer no objection (P08), by code; left out, they stay as they are.</param>
internal sealed record FollowUpRulesBody(
    int DaysA, int DaysB, int DaysC, int AgreedDays, int TruthMinutes, int VerifiedSignals, int PlausibleSignals,
    IReadOnlyList<OverdueStepBody> OverdueLadder, IReadOnlyList<TickRuleBody> Ticks, int? VisitsPerWeek = null,
    int? ReturnWorkdays = null, SpotCheckRulesBody? SpotChecks = null,
    IReadOnlyList<string>? Talks = null)
{
    /// <summary>Of a rule set.</summary>
    public static FollowUpRulesBody Of(RuleSet rules)
    {
        var followUps = rules.FollowUps;
        return new(
            followUps.DaysA, followUps.DaysB, followUps.DaysC, followUps.AgreedDays, followUps.TruthMinutes, followUps.VerifiedSignals, followUps.PlausibleSignals,
            [.. followUps.OverdueLadder.Select(step => new OverdueStepBody(step.Days, step.Level))],
            [.. followUps.Ticks.Select(tick => new TickRuleBody(tick.Code, tick.Group, tick.TextZh, tick.TextEn, tick.Industry, tick.Objection, tick.Quotes, tick.Days))],
            followUps.VisitsPerWeek,
            followUps.ReturnWorkdays,
            SpotCheckRulesBody.Of(followUps.SpotChecks),
            [.. followUps.Talks.OfType<string>()]);
    }

    /// <summary>As a rule set.</summary>
    public FollowUpRuleSet On(FollowUpRuleSet active) => active with
    {
        DaysA = DaysA,
        DaysB = DaysB,
        DaysC = DaysC,
        AgreedDays = AgreedDays,
        TruthMinutes = TruthMinutes,
        VerifiedSignals = VerifiedSignals,
        PlausibleSignals = PlausibleSignals,
        OverdueLadder = [.. OverdueLadder.Select(step => new OverdueStep(step.Days, step.Level))],
        Ticks = [.. Ticks.Select(tick => tick.Rule)],
        VisitsPerWeek = VisitsPerWeek ?? active.VisitsPerWeek,
        ReturnWorkdays = ReturnWorkdays ?? active.ReturnWorkdays,
        OwnSpotChecks = SpotChecks?.Rules ?? active.OwnSpotChecks,
        OwnTalks = Talks is null ? active.OwnTalks : [.. Talks],
    };
}

/// <summary>One thing that can be ticked.</summary>
/// <param name="Code">Lower-case letters, digits and hyphens.</param>
/// <param name="Group">done, said or next.</param>
/// <param name="TextZh">In Chinese.</param>
/// <param name="TextEn">In English.</param>
/// <param name="Industry">The industry that it is for, a part of its name.</param>
/// <param name="Objection">The objection that it is a mark of.</param>
/// <param name="Quotes">It says that a quotation was made.</param>
/// <param name="Days">A next step's usual distance in days.</param>
internal sealed record TickRuleBody(
    string Code, string Group, string TextZh, string TextEn, string? Industry = null, string? Objection = null, bool Quotes = false, int? Days = null)
{
    /// <summary>As a rule.</summary>
    internal TickRule Rule => new()
    {
        Code = Code, Group = Group, TextZh = TextZh, TextEn = TextEn, Industry = Industry, Objection = Objection, Quotes = Quotes, Days = Days,
    };
}

/// <summary>The numbers of script packs (P05, P06), and the packs.</summary>
/// <param name="Marks">Follow-ups in a row with the same objection, 2–10.</param>
/// <param name="Scope">rep or rep+customer.</param>
/// <param name="QuietDays">Days within which the same pack is not pushed again, 1–90.</param>
/// <param name="DeadlineHours">Hours within which it should be acted on, 1–720.</param>
/// <param name="Packs">The first that fits industry and objection is chosen.</param>
internal sealed record PlaybookRulesBody(int Marks, string Scope, int QuietDays, int DeadlineHours, IReadOnlyList<PackBody> Packs)
{
    /// <summary>Of a rule set.</summary>
    public static PlaybookRulesBody Of(RuleSet rules)
    {
        var playbooks = rules.Playbooks;
        return new(
            playbooks.Marks, playbooks.Scope, playbooks.QuietDays, playbooks.DeadlineHours,
            [.. playbooks.Packs.Select(pack => new PackBody(pack.Objection, pack.Title, pack.Lines, pack.Industry))]);
    }

    /// <summary>As a rule set.</summary>
    public PlaybookRuleSet On(PlaybookRuleSet active) => active with
    {
        Marks = Marks,
        Scope = Scope,
        QuietDays = QuietDays,
        DeadlineHours = DeadlineHours,
        Packs = [.. Packs.Select(pack => new PlaybookPack { Objection = pack.Objection, Industry = pack.Industry, Title = pack.Title, Lines = [.. pack.Lines] })],
    };
}

/// <summary>A pack of words for an objection.</summary>
/// <param name="Objection">The objection, as ticks name it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Lines">What to say, at most 30 lines.</param>
/// <param name="Industry">The industry that it is for, a part of its name.</param>
internal sealed record PackBody(string Objection, string Title, IReadOnlyList<string> Lines, string? Industry = null);
