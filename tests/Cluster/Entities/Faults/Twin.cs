using System.Text.Json;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Faults;

/// <summary>Writes an entity past its activation, as a second one on another silo would.</summary>
public static class Twin
{
    public static async Task<long> Write(TestAccounts accounts, string id, AccountEvent one)
    {
        var stored = (await accounts.Store.Load(TestAccounts.Key(id)))!;
        var state = JsonSerializer.Deserialize(stored.State.Span, AccountJson.Default.Account)!;
        var at = RecordedAtRules.Next(accounts.Sales.Clock.GetUtcNow(), stored.LastRecordedAt);
        var actor = Actor.System("twin");
        var next = AccountRules.Definition.Evolve(state, one, new("e", at, at, actor));
        return await Commit(accounts, stored, JsonSerializer.SerializeToUtf8Bytes(next, AccountJson.Default.Account), one, at);
    }

    /// <summary>Makes an account that is as another one is.</summary>
    public static async Task Copy(TestAccounts accounts, string from, string to)
    {
        var stored = (await accounts.Store.Load(TestAccounts.Key(from)))!;
        var at = RecordedAtRules.Next(accounts.Sales.Clock.GetUtcNow(), stored.LastRecordedAt);
        var none = stored with { Key = TestAccounts.Key(to), Etag = null!, Version = 0, LastSeq = 0, LastHash = default };
        await Commit(accounts, none with { Facts = stored.Facts with { Key = none.Key } }, stored.State.ToArray(), new Noted("twin"), at);
    }

    /// <summary>Replaces the stored state's bytes in a commit without events.</summary>
    public static async Task Rewrite(TestAccounts accounts, string id, Func<string, string> change)
    {
        var stored = (await accounts.Store.Load(TestAccounts.Key(id)))!;
        var at = RecordedAtRules.Next(accounts.Sales.Clock.GetUtcNow(), stored.LastRecordedAt);
        var text = System.Text.Encoding.UTF8.GetString(stored.State.Span);
        await Commit(accounts, stored, System.Text.Encoding.UTF8.GetBytes(change(text)), null, at);
    }

    private static async Task<long> Commit(TestAccounts accounts, StoredEntity stored, byte[] state, AccountEvent? one, DateTimeOffset at)
    {
        var events = one is null ? "[]" : $$"""[{"data":{{JsonSerializer.Serialize(one, AccountJson.Default.AccountEvent)}}}]""";
        var content = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"actor":{"id":"system/twin","name":"twin","role":"system"},"generation":1,"events":{{events}},"effects":[]}""");
        var (version, lastSeq) = (stored.Version + 1, stored.LastSeq + (one is null ? 0 : 1));
        await accounts.Store.Commit(new()
        {
            Key = stored.Key,
            ExpectedEtag = stored.Etag,
            Version = version,
            State = state,
            Lanes = stored.Lanes,
            EvolveVersion = stored.EvolveVersion,
            MinReader = stored.MinReader,
            Facts = stored.Facts,
            Row = new(version, stored.LastSeq + 1, lastSeq, at, content,
                ChainRules.Hash(stored.LastHash.Span, version, stored.LastSeq + 1, lastSeq, at, content)),
        });
        return version;
    }
}
