using System.Collections.Immutable;
using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.PreviousShape;

[Alias("test-account")]
public interface IAccountGrain : IEntityGrain
{
    [Alias("execute")] Task<CommandOutcome> Execute(Command<AccountCommand> command);

    [AlwaysInterleave, Alias("view")] Task<AccountView> View();

    [AlwaysInterleave, Alias("where")] Task<string> Where();
}

/// <summary>What a view says; the numbers of what came later are free.</summary>
[GenerateSerializer, Immutable, Alias("test-account-view")]
public sealed record AccountView([property: Id(0)] bool Exists, [property: Id(1)] long Version, [property: Id(2)] long Balance);

[GenerateSerializer, Immutable, Alias("test-account-command")]
public abstract record AccountCommand;

[GenerateSerializer, Immutable, Alias("test-open")]
public sealed record OpenAccount([property: Id(0)] long Balance) : AccountCommand;

[GenerateSerializer, Immutable, Alias("test-send")]
public sealed record SendMoney([property: Id(0)] ImmutableArray<string> To, [property: Id(1)] long Amount) : AccountCommand;

[GrainType(AccountRules.Kind)]
public sealed class AccountGrain(EntityRuntime runtime, ILocalSiloDetails silo)
    : EntityGrain<Account, AccountCommand, AccountEvent>(runtime, AccountRules.Definition), IAccountGrain
{
    public Task<CommandOutcome> Execute(Command<AccountCommand> command) => Run(command);

    public Task<AccountView> View() => Task.FromResult(new AccountView(Exists, Version, State.Balance));

    public Task<string> Where() => Task.FromResult(silo.SiloAddress.ToParsableString());
}
