using Orleans.Runtime;
using Orleans.Storage;

namespace SalesGrains.Conformance.Documents;

/// <summary>What every engine's document storage must do.</summary>
public abstract partial class DocumentStorageConformance(EngineFixture engine) : IAsyncLifetime
{
    private IGrainStorage Storage => engine.Documents;

    public Task InitializeAsync() => engine.Open();

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task Nothing_is_read_before_the_first_write()
    {
        var state = await Read(Rep("1"));

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal("", state.State!.Text);
    }

    [Theory]
    [InlineData("中文 😀 / # ? \\ % '")]
    [InlineData("")]
    public async Task A_document_is_read_back_as_it_was_written(string text)
    {
        var written = State(text);
        await Storage.WriteStateAsync("profile", Rep(text.Length > 0 ? text : "x"), written);

        var read = await Read(Rep(text.Length > 0 ? text : "x"));

        Assert.True(read.RecordExists && written.RecordExists);
        Assert.Equal((written.ETag, text), (read.ETag, read.State!.Text));
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(500_000)]
    [InlineData(2_000_000)]
    public async Task Large_documents_are_kept_or_refused(int characters)
    {
        var told = await Record.ExceptionAsync(() => Storage.WriteStateAsync("profile", Rep("1"), State(new string('x', characters))));

        var taken = characters < engine.LongestDocument;
        Assert.True(taken == told is null, $"{told}");
        Assert.Equal(taken ? characters : 0, (await Read(Rep("1"))).State!.Text.Length);
    }

    [Fact]
    public async Task A_write_with_a_stale_etag_is_refused()
    {
        var first = State("a");
        await Storage.WriteStateAsync("profile", Rep("1"), first);
        var second = await Read(Rep("1"));
        second.State = new Document { Text = "b" };
        await Storage.WriteStateAsync("profile", Rep("1"), second);

        first.State = new Document { Text = "stale" };
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("profile", Rep("1"), first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("profile", Rep("1"), first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("profile", Rep("1"), State("over existing")));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("profile", Rep("2"), first));

        Assert.Equal("b", (await Read(Rep("1"))).State!.Text);
        Assert.False((await Read(Rep("2"))).RecordExists);
    }

    [Fact]
    public async Task Of_32_racing_first_writes_exactly_one_wins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(async () =>
        {
            try
            {
                await Storage.WriteStateAsync("profile", Rep("1"), State($"writer {n}"));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        })));

        var winner = Assert.Single(Enumerable.Range(0, 32), n => won[n]);
        Assert.Equal($"writer {winner}", (await Read(Rep("1"))).State!.Text);
    }

    [Fact]
    public async Task Two_grain_types_and_two_state_names_with_one_key_are_apart()
    {
        await Storage.WriteStateAsync("profile", Rep("42"), State("rep"));
        await Storage.WriteStateAsync("profile", GrainId.Create("contract", "42"), State("contract"));
        await Storage.WriteStateAsync("devices", Rep("42"), State("devices"));

        Assert.Equal("rep", (await Read(Rep("42"))).State!.Text);
        Assert.Equal("contract", (await Read(GrainId.Create("contract", "42"))).State!.Text);
        Assert.Equal("devices", (await Read(Rep("42"), "devices")).State!.Text);
    }

    [Fact]
    public async Task A_cleared_document_is_gone_and_old_etags_stay_refused()
    {
        var state = State("a");
        await Storage.WriteStateAsync("profile", Rep("1"), state);
        var twin = await Read(Rep("1"));

        await Storage.ClearStateAsync("profile", Rep("1"), state);

        Assert.False(state.RecordExists);
        Assert.Equal("", state.State!.Text);
        var read = await Read(Rep("1"));
        Assert.False(read.RecordExists);
        Assert.Equal("", read.State!.Text);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("profile", Rep("1"), twin));

        state.State = new Document { Text = "again" };
        await Storage.WriteStateAsync("profile", Rep("1"), state);
        Assert.Equal("again", (await Read(Rep("1"))).State!.Text);
    }

    [Fact]
    public async Task Clearing_what_was_never_written_writes_nothing()
    {
        await Storage.ClearStateAsync("profile", Rep("1"), new GrainState<Document>(new Document()));

        Assert.Null((await Read(Rep("1"))).ETag);
    }

    private async Task<GrainState<Document>> Read(GrainId grain, string name = "profile")
    {
        var state = new GrainState<Document>(new Document { Text = "left over" });
        await Storage.ReadStateAsync(name, grain, state);
        return state;
    }

    private static GrainId Rep(string key) => GrainId.Create("rep", key);

    private static GrainState<Document> State(string text) => new(new Document { Text = text });

    [GenerateSerializer, Alias("storage-conformance-document")]
    public sealed class Document
    {
        [Id(0)] public string Text { get; set; } = "";
    }
}
