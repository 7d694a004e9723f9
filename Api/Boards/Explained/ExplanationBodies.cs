using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.Portfolios;

namespace SalesGrains.Boards.Explained;

/// <summary>What a number is made of.</summary>
/// <param name="Formula">How it is counted, in the caller's language.</param>
/// <param name="Value">The number.</param>
/// <param name="Inputs">What it counts, 1,000 at most.</param>
/// <param name="Events">The events that made those inputs what they are.</param>
/// <param name="Count">How many it counts in all.</param>
internal sealed record Explanation(
    string Formula, NumberBody Value, IReadOnlyList<ExplainedInput> Inputs, IReadOnlyList<string> Events, long Count);

/// <summary>A number: how many, how much.</summary>
internal sealed record NumberBody(long Count, string Amount);

/// <summary>One thing that a number counts, at the version that counts.</summary>
/// <param name="Kind">The kind of the entity whose facts it is made of: contract, customer or rep.</param>
/// <param name="EntityId">Its id.</param>
/// <param name="ContractId">The contract; null when it is none.</param>
/// <param name="Number">What people call it: the contract's number, the customer's or the rep's name.</param>
/// <param name="NodeNo">The payment node; null when it is none.</param>
/// <param name="Version">The entity's version that counts.</param>
/// <param name="Amount">What it contributes, in yuan; 0.00 where the number counts no money.</param>
internal sealed record ExplainedInput(string Kind, string EntityId, string? ContractId, string Number, int? NodeNo, long Version, string Amount)
{
    /// <summary>An input of the portfolio.</summary>
    public static ExplainedInput Of(ExplainInput input) => new(
        input.Kind, input.EntityId, input.Kind == EntityKinds.Contract ? input.EntityId : null, input.Name, input.NodeNo == 0 ? null : input.NodeNo,
        input.Version, Yuan.Format(input.AmountFen));
}
