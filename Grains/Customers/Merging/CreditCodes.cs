namespace SalesGrains.Customers;

/// <summary>The unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, of which the last one checks the others. Pure.</summary>
public static class CreditCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 18;

    /// <summary>A code as it is kept: in capitals, without blanks; null when nothing is left.</summary>
    public static string? Normal(string? text)
    {
        var code = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return code.Length == 0 ? null : code;
    }

    /// <summary>True when the last character fits the others.</summary>
    public static bool IsRight(string code)
    {
        if (code.Length != Length || code.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal)))
        {
            return false;
        }

        var (sum, weight) = (0, 1);
        foreach (var c in code[..^1])
        {
            sum += Alphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % Alphabet.Length;
        }

        return Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) % Alphabet.Length] == code[^1];
    }
}
