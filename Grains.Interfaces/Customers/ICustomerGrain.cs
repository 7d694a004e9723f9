using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>A customer (客户): who it is, its receipts and its credit. Key: <c>{org}|{id}</c>.</summary>
[Alias("customer")]
public interface ICustomerGrain : IEntityGrain
{
    /// <summary>Decides a command and commits it.</summary>
    [Alias("execute")] Task<CommandOutcome> Execute(Command<CustomerCommand> command);

    /// <summary>The customer as last committed; null when there is none under this id.</summary>
    [AlwaysInterleave, ReadOnly, Alias("get")] Task<CustomerView?> Get();
}
