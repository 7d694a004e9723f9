using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Accounts;

/// <summary>A cluster with test accounts, and the words that tests use for them.</summary>
public sealed class TestAccounts : IAsyncDisposable
{
    private static readonly Actor Tester = new("u1", "测试", "manager");
    private int keys;

    private TestAccounts(SalesCluster cluster, AccountProgram program) => (Sales, Program) = (cluster, program);

    public SalesCluster Sales { get; }

    public AccountProgram Program { get; }

    public FaultyEntityStore Store => Sales.Store;

    public static async Task<TestAccounts> Start(SalesClusterOptions? options = null)
    {
        var program = new AccountProgram();
        options ??= new();
        return new(
            await SalesCluster.Start(options with
            {
                Silo = silo =>
                {
                    silo.Services.AddSingleton(program);
                    silo.Services.AddSingleton(AccountRules.Effects);
                    options.Silo?.Invoke(silo);
                },
            }),
            program);
    }

    public static EntityKey Key(string id) => new(AccountRules.Kind, SalesCluster.Org, id);

    public IAccountGrain Grain(string id) => Sales.Grains.GetGrain<IAccountGrain>(Key(id).GrainId);

    public static Command<AccountCommand> Command(AccountCommand body, string? key = null, long? expected = null, long? clock = null) =>
        new(body, new(Tester, key, body.ToString(), expected, clock));

    /// <summary>Runs a command under a key of its own, repeating it while its outcome is unknown, as callers must.</summary>
    public async Task<CommandOutcome> Do(string id, AccountCommand body, string? key = null)
    {
        var command = Command(body, key ?? $"k{Interlocked.Increment(ref keys)}");
        return await Retry(() => Grain(id).Execute(command));
    }

    /// <summary>Repeats a call while its outcome is unknown or nobody answers.</summary>
    public static async Task<T> Retry<T>(Func<Task<T>> call)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception error) when (error is OutcomeUnknownException or TimeoutException or OrleansException
                && Stopwatch.GetElapsedTime(began) < SalesCluster.Patience)
            {
                await Task.Delay(5);
            }
        }
    }

    public Task<CommandOutcome> Open(string id, long balance = 1000) => Do(id, new OpenAccount(balance));

    public Task<CommandOutcome> Send(string from, string to, long amount) => Do(from, new SendMoney([to], amount));

    /// <summary>What is true of an account: read again while its activation is between two states.</summary>
    public Task<AccountView> View(string id) => Retry(() => Grain(id).View());

    public Task Eventually(string id, Func<AccountView, bool> holds, string what) =>
        SalesCluster.Eventually(async () => holds(await View(id)), what);

    public async Task<ImmutableArray<StoredCommit>> Commits(string id)
    {
        var all = ImmutableArray.CreateBuilder<StoredCommit>();
        while (await Store.ReadCommits(Key(id), all.Count == 0 ? 0 : all[^1].Version, 200) is { IsEmpty: false } page)
        {
            all.AddRange(page);
        }

        return all.ToImmutable();
    }

    public ValueTask DisposeAsync() => Sales.DisposeAsync();
}
