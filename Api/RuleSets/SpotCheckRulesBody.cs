namespace SalesGrains.RuleSets;

/// <summary>The numbers of the spot check queue (P10). Weights are points of risk, 0–100; 0: it is no reason.</summary>
/// <param name="CopyWeight">Of a copied note.</param>
/// <param name="LowWeight">Of a low score.</param>
/// <param name="OutlierWeight">Of a score far from its customer's others.</param>
/// <param name="UnverifiedWeight">Of one for which no signal speaks.</param>
/// <param name="LateWeight">Of one that was recorded late.</param>
/// <param name="LowBelow">Score below which it is low, 1–100.</param>
/// <param name="OutlierPoints">Points by which a score is far from the median of the others, 1–100.</param>
/// <param name="OutlierOthers">How many others there must be, 2–29.</param>
/// <param name="LateHours">Whole hours after which it is recorded late, 1–720.</param>
/// <param name="MostSeconds">Longest time of a check that is believed, in seconds, 60–86,400.</param>
internal sealed record SpotCheckRulesBody(
    int CopyWeight, int LowWeight, int OutlierWeight, int UnverifiedWeight, int LateWeight, int LowBelow, int OutlierPoints, int OutlierOthers, int LateHours,
    int MostSeconds)
{
    /// <summary>Of a rule set.</summary>
    public static SpotCheckRulesBody Of(SpotCheckRuleSet rules) => new(
        rules.CopyWeight, rules.LowWeight, rules.OutlierWeight, rules.UnverifiedWeight, rules.LateWeight, rules.LowBelow, rules.OutlierPoints, rules.OutlierOthers,
        rules.LateHours, rules.MostSeconds);

    /// <summary>As a rule set.</summary>
    public SpotCheckRuleSet Rules => new()
    {
        CopyWeight = CopyWeight,
        LowWeight = LowWeight,
        OutlierWeight = OutlierWeight,
        UnverifiedWeight = UnverifiedWeight,
        LateWeight = LateWeight,
        LowBelow = LowBelow,
        OutlierPoints = OutlierPoints,
        OutlierOthers = OutlierOthers,
        LateHours = LateHours,
        MostSeconds = MostSeconds,
    };
}
