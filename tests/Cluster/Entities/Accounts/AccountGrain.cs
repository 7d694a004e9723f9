using System.Collections.Immutable;
using Orleans.Concurrency;

namespace SalesGrains.Entities.Accounts;

[Alias("test-account")]
public interface IAccountGrain : IEntityGrain
{
    [Alias("execute")] Task<CommandOutcome> Execute(Command<AccountCommand> command);

    [AlwaysInterleave, Alias("view")] Task<AccountView> View();

    [Alias("go")] Task Go();

    [AlwaysInterleave, Alias("where")] Task<string> Where();
}

[GenerateSerializer, Immutable, Alias("test-account-view")]
public sealed record AccountView(
    [property: Id(0)] bool Exists,
    [property: Id(1)] long Version,
    [property: Id(2)] long Balance,
    [property: Id(3)] ImmutableArray<string> Log,
    [property: Id(4)] ImmutableArray<DateTimeOffset> Wakes);

/// <summary>Which definition the test accounts run on: a test may put a newer program in place.</summary>
public sealed class AccountProgram
{
    public EntityDefinition<Account, AccountCommand, AccountEvent> Definition { get; set; } = AccountRules.Definition;
}

[GrainType(AccountRules.Kind)]
public sealed class AccountGrain(EntityRuntime runtime, AccountProgram program, ILocalSiloDetails silo)
    : EntityGrain<Account, AccountCommand, AccountEvent>(runtime, program.Definition), IAccountGrain
{
    public Task<CommandOutcome> Execute(Command<AccountCommand> command) => Run(command);

    public async Task<AccountView> View()
    {
        await See();
        return new(Exists, Version, State.Balance, State.Log, State.Wakes);
    }

    public Task Go()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string> Where() => Task.FromResult(silo.SiloAddress.ToParsableString());
}
