using System.Security.Cryptography;
using System.Text;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;
using SalesGrains.Reps;

namespace SalesGrains.Conformance.Entities;

/// <summary>Small valid data for the store's tests.</summary>
internal static class StoreSamples
{
    public const string Org = "acme0001";

    public static readonly DateTimeOffset Start = new(2026, 1, 20, 1, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Ids that an engine may be tempted to escape, fold or cut: none may share a row with another. The long ones have 1 KiB and differ
    /// at their ends only; the text of one is such that it cannot be compressed into an index.
    /// </summary>
    public static readonly string[] StrangeIds =
    [
        "a/b", "a\\b", "a#b", "a?b", "a_b", "a|b", "a%2Fb", "a b", "a+b", "A", "a", "'; DROP TABLE entity; --", "%", "_",
        "合同/2026#1?甲", "合同_2026_1_甲", "😀🏭", "é", "e\u0301", "x\u00a0y", "tab\tline\nend", ".", "..", "~End", "!Start",
        new string('k', 1024), new string('k', 1023) + "l", Long(1020) + "/a", Long(1020) + "_a", string.Concat(Enumerable.Repeat("键", 340)) + "甲",
    ];

    private static string Long(int characters)
    {
        var random = new SplitMix64(1);
        return string.Concat(Enumerable.Range(0, characters).Select(_ => "abcdefghijklmnopqrstuvwxyz012345"[(int)(random.Next() % 32)]));
    }

    public static StoredOrganization Organization(string org = Org, int partitions = 4) => new()
    {
        Org = org,
        Name = "示例公司",
        Partitions = partitions,
        Shards = 1,
    };

    public static EntityKey Key(string id, string org = Org, string kind = EntityKinds.Rep) => new(kind, org, id);

    public static byte[] Json(string text) => Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}""");

    public static StoredCommand Command(string key, DateTimeOffset? at = null, CommandOutcome? outcome = null) =>
        new(key, "fingerprint-of-" + key, outcome ?? new CommandOutcome(1), at ?? Start);

    /// <summary>The commit that takes an entity from <paramref name="etag"/> to <paramref name="version"/>.</summary>
    public static EntityCommit Commit(EntityKey key, string? etag, long version, string text = "a", StoredCommand? command = null) => new()
    {
        Key = key,
        ExpectedEtag = etag,
        Version = version,
        State = Json(text),
        Lanes = Json("lanes of " + text),
        EvolveVersion = 3,
        MinReader = 2,
        Row = Row(version, text),
        Command = command,
        Facts = new RepFacts { Key = key, Version = version, Name = text, UnitId = "team-1", NextDue = Start.AddDays(version), RulesVersion = 7 },
    };

    public static StoredCommit Row(long version, string text) => new(
        version, version * 2 - 1, version * 2, Start.AddTicks(version), Json("commit of " + text), SHA256.HashData(Json($"{version}{text}")));
}
