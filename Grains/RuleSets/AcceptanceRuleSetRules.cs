using SalesGrains.Entities;

namespace SalesGrains.RuleSets;

/// <summary>What may be published about signed acceptances (R06–R08). Pure.</summary>
public static class AcceptanceRuleSetRules
{
    private const int MostGroups = 200;
    private const int MostWords = 50;
    private const int LongestWord = 60;

    /// <summary>What cannot be published, with the place at fault; null when it can.</summary>
    public static Rejection? Problem(AcceptanceRuleSet rules)
    {
        if (rules.ResignWorkdays is < 1 or > 20)
        {
            return new("rules.resign-workdays", "/acceptance/resignWorkdays");
        }

        if (rules.EscalateAt is < 2 or > 10)
        {
            return new("rules.escalate-at", "/acceptance/escalateAt");
        }

        if (rules.MaxFileMiB is < 1 or > 10)
        {
            return new("rules.max-file", "/acceptance/maxFileMiB");
        }

        if (rules.Titles.Length > MostGroups)
        {
            return new("rules.title-group", "/acceptance/titles");
        }

        for (var i = 0; i < rules.Titles.Length; i++)
        {
            if (rules.Titles[i].Words is not { IsDefault: false, Length: >= 2 and <= MostWords } words || words.Any(IsNoWord))
            {
                return new("rules.title-group", $"/acceptance/titles/{i}");
            }
        }

        return rules.DepartmentWords.Length > MostWords || rules.DepartmentWords.Any(IsNoWord) ? new("rules.department-words", "/acceptance/departmentWords") : null;
    }

    private static bool IsNoWord(string? word) => string.IsNullOrWhiteSpace(word) || word.Length > LongestWord || word.Any(char.IsControl);
}
