using System.Text;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Conformance.Entities;

public abstract partial class EntityStoreConformance
{
    private static readonly string[] strangeKeys =
    [
        "合同/2026#1?x\\y",
        "😀🏭",
        "' OR 1=1; DROP TABLE entity; --",
        "%_*[a-z]",
        " leading and trailing ",
        "a\0b",
        "tab\tline\nend",
        new string('键', 255),
        new string('k', 255),
        "A",
        "a",
    ];

    public static TheoryData<string> StrangeKeys => new(strangeKeys);

    [Fact]
    public async Task Strange_command_keys_stay_apart()
    {
        string? etag = null;
        var version = 0L;
        foreach (var key in strangeKeys)
        {
            version++;
            etag = await Store.Commit(Commit(Key("r1"), etag, version, command: Command(key, outcome: new CommandOutcome(version))));
        }

        version = 0;
        foreach (var key in strangeKeys)
        {
            version++;
            var found = await Store.FindCommand(Key("r1"), key);
            Assert.Equal((key, version), (found!.CommandKey, found.Outcome.Version));
        }
    }

    [Theory]
    [MemberData(nameof(StrangeKeys))]
    public async Task Strange_names_and_texts_are_kept(string text)
    {
        var commit = Commit(Key("r1"), null, 1) with { State = Encoding.UTF8.GetBytes(text), Lanes = ReadOnlyMemory<byte>.Empty };
        await Store.Commit(commit);
        await Store.PutDeadLetter(Letter(text));
        Assert.Equal(1, await Store.NextCounter(text));

        var stored = await Store.Load(Key("r1"));
        Assert.Equal(text, Encoding.UTF8.GetString(stored!.State.Span));
        Assert.True(stored.Lanes.IsEmpty);
        Assert.Equal(text, Assert.Single(await Store.ReadDeadLetters(Org)).Id);
    }

    [Fact]
    public async Task Ids_of_64_characters_and_every_kind_stay_apart()
    {
        EntityKey[] keys =
        [
            Key(new string('z', 64)), Key(new string('z', 63)), Key("a-b"), Key("a"), Key("a", kind: EntityKinds.Contract),
            Key("a", kind: EntityKinds.Customer), Key("a", kind: EntityKinds.Number), Key("a", kind: EntityKinds.Organization),
        ];
        foreach (var key in keys)
        {
            await Store.Commit(Commit(key, null, 1, key.ToString()));
        }

        foreach (var key in keys)
        {
            Assert.Equal(Json(key.ToString()), (await Store.Load(key))!.State.ToArray());
        }
    }

    [Fact]
    public async Task Strange_and_long_ids_stay_apart_in_every_read()
    {
        // The API lets none of these in; the store must not rely on it.
        var keys = StrangeIds.Select(id => Key(id)).ToArray();
        var etags = await Task.WhenAll(keys.Select((key, n) => Store.Commit(Commit(key, null, 1, $"first {n}", Command("k")))));
        await Task.WhenAll(keys.Select((key, n) => Store.Commit(Commit(key, etags[n], 2, $"second {n}"))));

        for (var n = 0; n < keys.Length; n++)
        {
            Assert.Equal(Json($"second {n}"), (await Store.Load(keys[n]))!.State.ToArray());
            Assert.NotNull(await Store.FindCommand(keys[n], "k"));
            Assert.Equal(
                [Row(1, $"first {n}").Content.ToArray(), Row(2, $"second {n}").Content.ToArray()],
                (await Store.ReadCommits(keys[n], 0, 10)).Select(row => row.Content.ToArray()));
        }

        var scanned = new List<EntityKey>();
        for (var partition = 0; partition < 4; partition++)
        {
            scanned.AddRange((await List(Store.ScanHeads(Org, partition))).Select(head => head.Key));
        }

        Assert.Equal(keys.Order(), scanned.Order());
        Assert.Equal(keys.Order(), (await Store.ReadPending(int.MaxValue)).Select(mark => mark.Key).Order());
    }

    [Fact]
    public async Task Strange_and_long_names_of_counters_and_dead_letters_stay_apart()
    {
        foreach (var id in StrangeIds)
        {
            Assert.Equal(1, await Store.NextCounter(id));
            await Store.PutDeadLetter(Letter(id));
        }

        Assert.Equal(StrangeIds.Order(StringComparer.Ordinal), (await Store.ReadDeadLetters(Org)).Select(letter => letter.Id).Order(StringComparer.Ordinal));
        foreach (var id in StrangeIds)
        {
            await Store.CloseDeadLetter(Org, id);
        }

        Assert.Empty(await Store.ReadDeadLetters(Org));
    }

    [Theory]
    [InlineData(128 * 1024)]
    [InlineData(128 * 1024 + 1)]
    [InlineData(500 * 1024)]
    [InlineData(512 * 1024)]
    public async Task Large_states_are_kept(int bytes)
    {
        var state = new byte[bytes];
        for (var n = 0; n < bytes; n++)
        {
            state[n] = (byte)(n * 31 >> 3);
        }

        var etag = await Store.Commit(Commit(Key("r1"), null, 1) with { State = state });
        await Store.Commit(Commit(Key("r1"), etag, 2) with { State = state });

        Assert.Equal(state, (await Store.Load(Key("r1")))!.State.ToArray());
    }

    [Fact]
    public async Task A_state_above_512_KB_and_a_commit_row_above_256_KB_are_definitely_not_written()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));

        var state = await Assert.ThrowsAsync<StateTooLargeException>(() =>
            Store.Commit(Commit(Key("r1"), etag, 2) with { State = new byte[512 * 1024 + 1] }));
        var row = await Assert.ThrowsAsync<StateTooLargeException>(() =>
            Store.Commit(Commit(Key("r1"), etag, 2) with { Row = Row(2, "x") with { Content = new byte[256 * 1024 + 1] } }));

        Assert.Equal((512 * 1024 + 1, 256 * 1024 + 1), (state.Bytes, row.Bytes));
        Assert.Equal(1, (await Store.Load(Key("r1")))!.Version);
        await Store.Commit(Commit(Key("r1"), etag, 2) with { Row = Row(2, "x") with { Content = new byte[256 * 1024] } });
    }
}
