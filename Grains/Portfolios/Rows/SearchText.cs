namespace SalesGrains.Portfolios.Rows;

/// <summary>
/// A text to look for: ordinal, case-insensitive where it has letters with cases. A Chinese text has none, and the plain search is several
/// times faster.
/// </summary>
/// <param name="text">The text.</param>
public sealed class SearchText(string text)
{
    private readonly StringComparison comparison = text.Any(static c => char.ToUpperInvariant(c) != char.ToLowerInvariant(c))
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <summary>The search, or null when nothing is looked for.</summary>
    public static SearchText? Of(string? text) => string.IsNullOrEmpty(text) ? null : new(text);

    /// <summary>True when it is part of the other text.</summary>
    public bool IsIn(string? other) => other?.Contains(text, comparison) == true;

    /// <summary>True when it is part of what a nudge is about.</summary>
    public bool IsIn(NudgeRow nudge) => nudge.Owner is ContractRow contract ? IsIn(contract) : IsIn(nudge.CustomerName);

    /// <summary>True when it is part of a contract's number, customer name or title.</summary>
    public bool IsIn(ContractRow contract) => IsIn(contract.Number) || IsIn(contract.CustomerName) || IsIn(contract.Title);
}
