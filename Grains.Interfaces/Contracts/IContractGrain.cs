using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.Contracts;

/// <summary>A contract (合同) with its payment nodes. Key: <c>{org}|{id}</c>.</summary>
[Alias("contract")]
public interface IContractGrain : IEntityGrain
{
    /// <summary>Decides a command and commits it.</summary>
    [Alias("execute")] Task<CommandOutcome> Execute(Command<ContractCommand> command);

    /// <summary>The contract as last committed, statuses as of now; null when there is none under this id.</summary>
    [AlwaysInterleave, ReadOnly, Alias("get")] Task<ContractView?> Get();
}
