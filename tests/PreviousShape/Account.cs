using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Commits;

namespace SalesGrains.PreviousShape;

/// <summary>The state as it was: open, and a balance.</summary>
public sealed record Account
{
    public bool Open { get; set; }

    public long Balance { get; set; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Sent), "sent")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Returned), "returned")]
public abstract record AccountEvent;

public sealed record Opened(long Balance) : AccountEvent;

public sealed record Sent(string To, long Amount) : AccountEvent;

public sealed record Received(string From, long Amount, string EffectId) : AccountEvent;

public sealed record Returned(string To, long Amount, string Why) : AccountEvent;

public sealed record Money(long Amount) : EffectBody;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountEvent))]
[JsonSerializable(typeof(Money))]
public sealed partial class AccountJson : JsonSerializerContext;

/// <summary>The rules as they were.</summary>
public static class AccountRules
{
    public const string Kind = "test-account";

    public static EffectKind Effects { get; } = new(typeof(Money), "test-money", AccountJson.Default);

    public static EntityDefinition<Account, AccountCommand, AccountEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = (account, command, _) => command switch
        {
            OpenAccount open => account.Open ? new Rejection("account.open") : new Opened(open.Balance),
            SendMoney send when send.Amount * send.To.Length > account.Balance => new Rejection("account.short"),
            SendMoney send => new Decision<AccountEvent>([.. send.To.Select(to => new Sent(to, send.Amount))], null),
            _ => throw new NotSupportedException(),
        },
        Receive = (account, effect, _) => account.Open
            ? new Received(effect.Source.Id, ((Money)effect.Body).Amount, effect.EffectId)
            : new Rejection("account.none"),
        Undelivered = (_, effect, _) => new Returned(effect.To.Id, ((Money)effect.Body).Amount, effect.Rejection?.Code ?? effect.Outcome.ToString()),
        Due = (_, _) => [],
        Evolve = (account, one, _) => one switch
        {
            Opened opened => account with { Open = true, Balance = opened.Balance },
            Sent sent => account with { Balance = account.Balance - sent.Amount },
            Received received => account with { Balance = account.Balance + received.Amount },
            Returned returned => account with { Balance = account.Balance + returned.Amount },
            _ => throw new NotSupportedException(),
        },
        Effects = (_, one, self) => one is Sent sent ? [new(new(Kind, self.Org, sent.To), "money", new Money(sent.Amount))] : [],
        Facts = (_, _) => new PlainFacts(),
        StateJson = AccountJson.Default.Account,
        EventJson = AccountJson.Default.AccountEvent,
    };
}
