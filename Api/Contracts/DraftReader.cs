using SalesGrains.Reps;

namespace SalesGrains.Contracts;

/// <summary>Reads a draft as it comes in.</summary>
internal static class DraftReader
{
    /// <summary>The draft; what cannot be read is among the reader's problems.</summary>
    public static ContractDraft Read(DraftBody body, TermReader reader) => new()
    {
        Number = (body.Number ?? "").Trim(),
        Title = (body.Title ?? "").Trim(),
        CustomerId = body.CustomerId ?? "",
        RepId = body.RepId ?? "",
        TotalFen = reader.Fen(body.Total, "/total"),
        WarrantyMonths = body.WarrantyMonths,
        DecisionChain = [.. (body.DecisionChain ?? []).Select(role => new DecisionRole { Role = role.Role ?? "", Title = role.Title ?? "", Name = role.Name.OrNull() })],
        Terms = reader.Terms(body.Terms),
    };
}
