using System.Collections.Immutable;
using SalesGrains.Entities.Commits;

namespace SalesGrains.Entities.Accounts;

public static class AccountRules
{
    public const string Kind = "test-account";

    public static EffectKind Effects { get; } = new(typeof(Money), "test-money", AccountJson.Default);

    public static EntityDefinition<Account, AccountCommand, AccountEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = Decide,
        Receive = Receive,
        Undelivered = (account, effect, _) =>
            new Returned(effect.To.Id, ((Money)effect.Body).Amount, effect.Rejection?.Code ?? effect.Outcome.ToString()),
        Due = Due,
        Evolve = Evolve,
        Effects = (_, one, self) => one is Sent sent ? [new(new(Kind, self.Org, sent.To), "money", new Money(sent.Amount))] : [],
        Facts = (account, context) => new PlainFacts { NextDue = Due(account, context).Min(item => (DateTimeOffset?)item.At) },
        StateJson = AccountJson.Default.Account,
        EventJson = AccountJson.Default.AccountEvent,
    };

    private static Decision<AccountEvent> Decide(Account account, AccountCommand command, DecisionContext context) => command switch
    {
        OpenAccount when account.Open => new Rejection("account.open"),
        OpenAccount open => new Opened(open.Balance),
        _ when !account.Open => new Rejection("account.none"),
        SendMoney send when send.Amount * send.To.Length > account.Balance =>
            new Rejection("account.short").With("balance", $"{account.Balance}"),
        SendMoney send => new Decision<AccountEvent>([.. send.To.Select(to => new Sent(to, send.Amount))], null),
        WakeAt wake => new Decision<AccountEvent>([.. wake.Moments.Select(at => new WakePlanned(at))], null),
        Break change => new Broke(change.Broken),
        Note note => new Decision<AccountEvent>([.. Enumerable.Repeat(new Noted(note.Text), note.Times)], null),
        Throw => throw new InvalidOperationException("These rules fail."),
        _ => throw new NotSupportedException(),
    };

    private static Decision<AccountEvent> Receive(Account account, IncomingEffect effect, DecisionContext context) =>
        account.Broken ? throw new InvalidOperationException("This account is broken.")
        : !account.Open ? new Rejection("account.none")
        : new Received(effect.Source.Id, ((Money)effect.Body).Amount, effect.EffectId);

    public static string WakeId(DateTimeOffset at) => $"wake/{at.UtcDateTime:yyyyMMddHHmmss}";

    private static IEnumerable<DueItem<AccountEvent>> Due(Account account, DecisionContext context) =>
        account.Wakes.Where(at => !context.IsGivenUp(WakeId(at))).Select(at => new DueItem<AccountEvent>(WakeId(at), at, () => [new Woke(at)]));

    private static Account Evolve(Account account, AccountEvent one, EventMeta meta) => one switch
    {
        Opened opened => account with { Open = true, Balance = opened.Balance },
        Sent sent => account with { Balance = account.Balance - sent.Amount },
        Received received => account with { Balance = account.Balance + received.Amount, Log = account.Log.Add(received.EffectId) },
        Returned returned => account with { Balance = account.Balance + returned.Amount, Log = account.Log.Add($"{returned.Why} {returned.To}") },
        WakePlanned planned => account with { Wakes = account.Wakes.Add(planned.At) },
        Woke woke => account with { Wakes = account.Wakes.Remove(woke.At), Log = account.Log.Add($"woke {woke.At:O}") },
        Broke broke => account with { Broken = broke.Broken },
        Noted noted => account with { Log = account.Log.Add(noted.Text) },
        _ => throw new NotSupportedException(),
    };
}
