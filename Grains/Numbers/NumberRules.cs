using System.Security.Cryptography;
using System.Text;
using SalesGrains.Entities;

namespace SalesGrains.Numbers;

/// <summary>
/// Who holds a business number such as HT-2026-0131 (X10). The number is an entity of its own and the only owner of the question; its id
/// is a hash of the number, so that two who want the same one meet at the same place.
/// <list type="number">
/// <item>The edge claims the number for the new entity's id. Taken: refused, and nothing else has happened.</item>
/// <item>Is the entity refused after that, the edge releases the claim.</item>
/// <item>The entity commits with that number; its effect <see cref="UseNumber"/> confirms the claim. A claim whose entity never came
/// is free for others after <see cref="RuleSets.NumberRuleSet.ClaimMinutes"/>.</item>
/// <item>Should an entity come so late that its claim has gone to another, the confirmation is refused, and the entity goes on under
/// <see cref="Another"/>, which nobody else can hold. So no number is ever confirmed for two.</item>
/// <item>Renaming claims the new number, and frees the former one by <see cref="FreeNumber"/>.</item>
/// </list>
/// Pure.
/// </summary>
public static class NumberRules
{
    /// <summary>The rules as the entity protocol calls them.</summary>
    public static EntityDefinition<NumberState, NumberCommand, NumberEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = Decide,
        Receive = Receive,
        Evolve = Evolve,
        Facts = static (_, _) => new PlainFacts(),
        FollowsRules = false,
        StateJson = NumberJson.Stored.NumberState,
        EventJson = NumberJson.Stored.NumberEvent,
    };

    /// <summary>The number entity for a number of the holder's kind.</summary>
    public static EntityKey KeyOf(EntityKey holder, string number) => KeyOf(holder.Kind, holder.Org, number);

    /// <summary>The number entity for a number of a kind of entities.</summary>
    public static EntityKey KeyOf(string kind, string org, string number) =>
        new(EntityKinds.Number, org, $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Plain(number))))[..32]}");

    /// <summary>True when two spellings are one number: width, case and blanks do not count.</summary>
    public static bool Same(string one, string other) => Plain(one) == Plain(other);

    /// <summary>A number that only this holder can have, for one who lost theirs.</summary>
    public static string Another(string number, string holderId) =>
        $"{number[..Math.Min(number.Length, 40)]}-{holderId[^Math.Min(holderId.Length, 20)..]}";

    /// <summary>Decides a claim.</summary>
    public static Decision<NumberEvent> Decide(NumberState number, NumberCommand command, DecisionContext context) => command switch
    {
        ClaimNumber claim when number.HolderId == claim.HolderId => Decision<NumberEvent>.Accept(),
        ClaimNumber claim when number.HolderId.Length == 0 || IsForfeit(number, context) => new NumberClaimed(claim.Text.Trim(), claim.HolderId),
        ReleaseNumber release when number.HolderId == release.HolderId && !number.Confirmed => new NumberFreed(),
        ReleaseNumber => Decision<NumberEvent>.Accept(),
        ClaimNumber => new Rejection("number.taken", "/number").With("number", number.Text).With("holder", number.HolderId),
        _ => new Rejection("command.unknown"),
    };

    /// <summary>Decides what holders tell.</summary>
    public static Decision<NumberEvent> Receive(NumberState number, IncomingEffect effect, DecisionContext context) => effect.Body switch
    {
        UseNumber use when number.HolderId == use.HolderId && number.Confirmed => Decision<NumberEvent>.Accept(),
        UseNumber use when number.HolderId == use.HolderId || number.HolderId.Length == 0 => new NumberUsed(use.Text, use.HolderId),
        UseNumber => new Rejection("number.taken"),
        FreeNumber free => number.HolderId == free.HolderId ? new NumberFreed() : Decision<NumberEvent>.Accept(),
        _ => new Rejection("effect.unknown"),
    };

    private static NumberState Evolve(NumberState number, NumberEvent happened, EventMeta meta) => happened switch
    {
        NumberClaimed e => number with { Text = e.Text, HolderId = e.HolderId, Confirmed = false, ClaimedAt = meta.RecordedAt },
        NumberUsed e => number with { Text = e.Text, HolderId = e.HolderId, Confirmed = true },
        NumberFreed => number with { HolderId = "", Confirmed = false },
        _ => number,
    };

    private static bool IsForfeit(NumberState number, DecisionContext context) =>
        !number.Confirmed && context.Now - number.ClaimedAt > TimeSpan.FromMinutes(context.Rules.Numbers.ClaimMinutes);

    // By hand, because stored keys hang on it and normalization tables change with their version.
    private static string Plain(string number) =>
        string.Concat(number.Where(c => !char.IsWhiteSpace(c)).Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c)).ToUpperInvariant();
}
