using Orleans.Runtime;
using Orleans.Storage;
using SalesGrains.Conformance.Entities;

namespace SalesGrains.Conformance.Documents;

public abstract partial class DocumentStorageConformance
{
    [Fact]
    public async Task Strange_and_long_keys_stay_apart()
    {
        foreach (var id in StoreSamples.StrangeIds)
        {
            await Storage.WriteStateAsync("profile", Rep(id), State($"key {id}"));
            await Storage.WriteStateAsync(id, Rep("1"), State($"name {id}"));
        }

        foreach (var id in StoreSamples.StrangeIds)
        {
            Assert.Equal($"key {id}", (await Read(Rep(id))).State!.Text);
            Assert.Equal($"name {id}", (await Read(Rep("1"), id)).State!.Text);
        }
    }

    [Theory]
    [InlineData(WriteFault.Before)]
    [InlineData(WriteFault.After)]
    public async Task A_write_that_failed_is_no_conflict_and_the_next_one_starts_from_what_is_stored(WriteFault fault)
    {
        var state = State("a");
        await Storage.WriteStateAsync("profile", Rep("1"), state);
        var before = state.ETag;
        state.State = new Document { Text = "b" };

        var told = await Record.ExceptionAsync(() => engine.Fail(fault, async () =>
        {
            await Storage.WriteStateAsync("profile", Rep("1"), state);
            return 0;
        }));

        Assert.NotNull(told);
        Assert.IsNotAssignableFrom<InconsistentStateException>(told);
        var read = await Read(Rep("1"));
        Assert.Equal(fault == WriteFault.After ? "b" : "a", read.State!.Text);
        Assert.Equal(fault == WriteFault.After, read.ETag != before);
        read.State = new Document { Text = "c" };
        await Storage.WriteStateAsync("profile", Rep("1"), read);
        Assert.Equal("c", (await Read(Rep("1"))).State!.Text);
    }

    [Fact]
    public async Task Documents_are_there_after_a_restart()
    {
        var state = State("a");
        await Storage.WriteStateAsync("profile", Rep("1"), state);

        await engine.Close();
        await engine.Open();

        var read = await Read(Rep("1"));
        Assert.Equal((state.ETag, "a"), (read.ETag, read.State!.Text));
    }
}
