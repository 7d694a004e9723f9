using Orleans.Runtime;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Silos;

/// <summary>A small grain that keeps a document and is woken by a reminder.</summary>
[Alias("storage-test-note")]
public interface INoteGrain : IGrainWithStringKey
{
    [Alias("write")] Task Write(string text);

    [Alias("read")] Task<string> Read();

    [Alias("wake")] Task Wake(TimeSpan after);

    [Alias("wakes")] Task<int> Wakes();

    [Alias("reminders")] Task<string[]> Reminders();
}

[GrainType("storage-test-note")]
public sealed class NoteGrain(
    [PersistentState("note", StorageNames.Documents)] IPersistentState<Note> note,
    [PersistentState("by-default")] IPersistentState<Note> byDefault) : Grain, INoteGrain, IRemindable
{
    private int wakes;

    public async Task Write(string text)
    {
        note.State.Text = text;
        await note.WriteStateAsync();
        byDefault.State.Text = text + " by default";
        await byDefault.WriteStateAsync();
    }

    public Task<string> Read() => Task.FromResult($"{note.State.Text}, {byDefault.State.Text}");

    public async Task Wake(TimeSpan after) => await this.RegisterOrUpdateReminder("wake", after, TimeSpan.FromMinutes(1));

    public Task<int> Wakes() => Task.FromResult(wakes);

    public async Task<string[]> Reminders() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        wakes++;
        return Task.CompletedTask;
    }
}

[GenerateSerializer, Alias("storage-test-note-state")]
public sealed class Note
{
    [Id(0)] public string Text { get; set; } = "";
}
