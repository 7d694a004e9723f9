using SalesGrains.Boards;
using SalesGrains.Entities;

namespace SalesGrains.Portfolios;

/// <summary>One thing that a number is made of (M1).</summary>
/// <param name="Kind">The kind of the entity whose facts it is made of, see <see cref="EntityKinds"/>.</param>
/// <param name="EntityId">Its id.</param>
/// <param name="Name">What people call it: a contract's business number, or a customer's name.</param>
/// <param name="NodeNo">The payment node, or 0.</param>
/// <param name="Version">The entity's version that counts.</param>
/// <param name="AmountFen">What it contributes, in fen; 0 where the number counts no money.</param>
public sealed record ExplainInput(string Kind, string EntityId, string Name, int NodeNo, long Version, long AmountFen)
{
    /// <summary>A payment node.</summary>
    public static ExplainInput Of(NodeItem node) => new(EntityKinds.Contract, node.ContractId, node.Number, node.NodeNo, node.Version, node.OpenFen);

    /// <summary>A follow-up, or one that was due and is not recorded.</summary>
    public static ExplainInput Of(ProcessItem item) => new(EntityKinds.Customer, item.CustomerId, item.CustomerName, 0, item.Version, 0);

    /// <summary>A duty of a board of the field.</summary>
    public static ExplainInput Of(DutyItem duty) => duty.Kind == DutyKinds.Payment
        ? new(EntityKinds.Contract, duty.EntityId, duty.ContractNumber ?? "", duty.NodeNo, duty.Version, duty.OpenFen)
        : new(EntityKinds.Customer, duty.EntityId, duty.CustomerName, 0, duty.Version, 0);
}
