namespace SalesGrains.Entities.Stores;

/// <summary>Versions of rule set, calendar and facts code that made some facts.</summary>
public readonly record struct FactsOrigin(int Rules, int Calendar, int Code)
{
    /// <summary>What made these facts.</summary>
    public static FactsOrigin Of(EntityFacts facts) => new(facts.RulesVersion, facts.CalendarVersion, facts.FactsCode);

    /// <summary>True when one of them is older and none is newer: whoever has something newer is never taken back.</summary>
    public bool IsOlderThan(FactsOrigin other) =>
        this != other && Rules <= other.Rules && Calendar <= other.Calendar && Code <= other.Code;

    /// <summary>The same, for a kind that neither rule set nor calendar matters to.</summary>
    public bool IsOlderThan(FactsOrigin other, bool followsRules) => followsRules ? IsOlderThan(other) : Code < other.Code;
}
