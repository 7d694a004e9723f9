namespace SalesGrains.RuleSets;

/// <summary>The numbers of the public pool (公海, X13), of stale opportunities (X14) and of duplicates (查重, X10).</summary>
/// <param name="IdleDays">Days without anything after which a customer returns to the pool; 0: never, else 7–3,650.</param>
/// <param name="WarnDays">Days before its return at which the rep is warned, 1 up to the idle days.</param>
/// <param name="MostHeld">Customers that a rep may have and still take another; 0: any number.</param>
/// <param name="StaleContactDays">Days without activity after which an opportunity at first contact is stale, 1–365.</param>
/// <param name="StaleNeedsDays">The same where needs are known.</param>
/// <param name="StaleProposalDays">The same with a proposal made.</param>
/// <param name="StaleNegotiationDays">The same in negotiation.</param>
/// <param name="LikeNamePercent">How like two names must be to be told as possible duplicates, 50–100; left out: as it is.</param>
internal sealed record PoolRulesBody(
    int IdleDays, int WarnDays, int MostHeld, int StaleContactDays, int StaleNeedsDays, int StaleProposalDays, int StaleNegotiationDays,
    int? LikeNamePercent = null)
{
    /// <summary>Of a rule set.</summary>
    public static PoolRulesBody Of(PoolRuleSet rules) => new(
        rules.IdleDays, rules.WarnDays, rules.MostHeld, rules.StaleContactDays, rules.StaleNeedsDays, rules.StaleProposalDays, rules.StaleNegotiationDays,
        rules.LikeNamePercent);

    /// <summary>As a rule set.</summary>
    public PoolRuleSet On(PoolRuleSet active) => active with
    {
        IdleDays = IdleDays,
        WarnDays = WarnDays,
        MostHeld = MostHeld,
        StaleContactDays = StaleContactDays,
        StaleNeedsDays = StaleNeedsDays,
        StaleProposalDays = StaleProposalDays,
        StaleNegotiationDays = StaleNegotiationDays,
        LikeNamePercent = LikeNamePercent ?? active.LikeNamePercent,
    };
}
