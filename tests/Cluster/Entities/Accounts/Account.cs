using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Entities.Accounts;

/// <summary>A kind of entity for these tests: an account that sends money to others, wakes itself, and can be made to fail.</summary>
public sealed record Account
{
    public bool Open { get; set; }

    public long Balance { get; set; }

    public ImmutableArray<DateTimeOffset> Wakes { get; set; } = [];

    public ImmutableArray<string> Log { get; set; } = [];

    public bool Broken { get; set; }

    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

[GenerateSerializer, Immutable, Alias("test-account-command")]
public abstract record AccountCommand;

[GenerateSerializer, Immutable, Alias("test-open")]
public sealed record OpenAccount([property: Id(0)] long Balance) : AccountCommand;

/// <summary>Sends an amount to each of some accounts.</summary>
[GenerateSerializer, Immutable, Alias("test-send")]
public sealed record SendMoney([property: Id(0)] ImmutableArray<string> To, [property: Id(1)] long Amount) : AccountCommand;

[GenerateSerializer, Immutable, Alias("test-wake-at")]
public sealed record WakeAt([property: Id(0)] ImmutableArray<DateTimeOffset> Moments) : AccountCommand;

/// <summary>Makes the account's own code fail at effects, or heals it.</summary>
[GenerateSerializer, Immutable, Alias("test-break")]
public sealed record Break([property: Id(0)] bool Broken) : AccountCommand;

/// <summary>Records that many events.</summary>
[GenerateSerializer, Immutable, Alias("test-note")]
public sealed record Note([property: Id(0)] string Text, [property: Id(1)] int Times = 1) : AccountCommand;

/// <summary>Makes the rules throw.</summary>
[GenerateSerializer, Immutable, Alias("test-throw")]
public sealed record Throw : AccountCommand;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Sent), "sent")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(WakePlanned), "wake-planned")]
[JsonDerivedType(typeof(Woke), "woke")]
[JsonDerivedType(typeof(Broke), "broke")]
[JsonDerivedType(typeof(Noted), "noted")]
public abstract record AccountEvent;

public sealed record Opened(long Balance) : AccountEvent;

public sealed record Sent(string To, long Amount) : AccountEvent;

public sealed record Received(string From, long Amount, string EffectId) : AccountEvent;

public sealed record Returned(string To, long Amount, string Why) : AccountEvent;

public sealed record WakePlanned(DateTimeOffset At) : AccountEvent;

public sealed record Woke(DateTimeOffset At) : AccountEvent;

public sealed record Broke(bool Broken) : AccountEvent;

public sealed record Noted(string Text) : AccountEvent;

public sealed record Money(long Amount) : EffectBody;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(AccountEvent))]
[JsonSerializable(typeof(Money))]
public sealed partial class AccountJson : JsonSerializerContext;
