namespace SalesGrains.Customers;

/// <summary>What of a company's name is its own (X10): not its form, the place of its seat in brackets, blanks and punctuation. Pure.</summary>
public static class CompanyNames
{
    /// <summary>Forms of companies, the longer ones first.</summary>
    private static readonly string[] Forms =
        ["集团股份有限公司", "股份有限公司", "集团有限公司", "有限责任公司", "集团公司", "有限公司", "分公司", "总公司", "公司", "集团", "coltd", "limited", "ltd", "inc", "corp"];

    /// <summary>The same text for all ways of writing a name; never empty for a name that is not.</summary>
    public static string KeyOf(string name)
    {
        var own = new List<char>(name.Length);
        var depth = 0;
        foreach (var c in name.Select(Narrow))
        {
            depth = c is '(' or '[' or '【' ? depth + 1 : c is ')' or ']' or '】' ? Math.Max(0, depth - 1) : depth;
            if (depth == 0 && char.IsLetterOrDigit(c))
            {
                own.Add(char.ToLowerInvariant(c));
            }
        }

        var key = new string([.. own]);
        var form = Forms.FirstOrDefault(one => key.EndsWith(one, StringComparison.Ordinal) && key.Length > one.Length);
        var left = form is null ? key : key[..^form.Length];
        return left.Length > 0 ? left : name.Trim();
    }

    private static char Narrow(char c) => c switch { '\u3000' => ' ', >= '\uff01' and <= '\uff5e' => (char)(c - 0xfee0), _ => c };
}
