using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Marks;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Entities;

/// <summary>One commit as one transaction: head, history, command key and mark.</summary>
internal sealed class CommitWrite(AzureTablesDatabase database, EntityCommit commit, EntityPlace place, DateTimeOffset now)
{
    // The head holds all three. A row takes 1 MiB; the rest is for its other properties.
    private const int LongestHead = 1000 * 1024;

    // A mark can only change between two tries while others write the entity or drain it, and they get on with it then.
    private const int Tries = 20;

    private readonly HeadEtag? expected = commit.ExpectedEtag is { } etag ? HeadEtag.Parse(etag) : null;

    public async Task<(CommitVerdict Verdict, string Etag)> Execute()
    {
        if (commit.ExpectedEtag is not null && expected is null)
        {
            return (CommitVerdict.EtagConflict, "");
        }

        var bytes = commit.State.Length + commit.Lanes.Length + commit.FactsBytes.Length;
        if (bytes > LongestHead)
        {
            throw new StateTooLargeException(commit.Key, "State, lanes and facts", bytes, LongestHead);
        }

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var mark = database.Marks.Of(commit.Key);
            if (await Send(mark, bytes).ConfigureAwait(false) is { } etags)
            {
                database.Marks.Set(commit.Key, new(etags[2], commit.Version, mark?.Since ?? now.UtcTicks));
                return (CommitVerdict.Written, new HeadEtag(commit.Version, etags[0]).Text);
            }

            if (await Refusal().ConfigureAwait(false) is { } verdict)
            {
                return (verdict, "");
            }

            // Then it was the mark.
            await database.Marks.Read(place).ConfigureAwait(false);
        }

        throw new StoreOutcomeUnknownException($"The mark of {commit.Key} kept changing.");
    }

    private async Task<string[]?> Send(Mark? mark, int bytes)
    {
        TableTransactionAction[] rows =
        [
            Head(),
            new(TableTransactionActionType.Add, History()),
            PendingMarks.Put(place, mark, commit.Version, now.UtcTicks),
            .. commit.Command is { } command ? [new(TableTransactionActionType.Add, Command(command))] : (TableTransactionAction[])[],
        ];
        try
        {
            return await database.Entities.Write(rows).ConfigureAwait(false);
        }
        catch (RowTooLargeException)
        {
            throw new StateTooLargeException(commit.Key, "State, lanes and facts", bytes, LongestHead);
        }
        catch (StoreOutcomeUnknownException)
        {
            database.Marks.Forget(commit.Key);
            throw;
        }
    }

    /// <summary>Why it was refused, as far as it is this commit's own doing; null when it was the mark.</summary>
    private async Task<CommitVerdict?> Refusal()
    {
        if (expected is not null && commit.Command is { } command
            && await database.Entities.Find(place.Partition, place.Command(command.CommandKey), "RowKey").ConfigureAwait(false) is not null)
        {
            return CommitVerdict.KeyTaken;
        }

        var head = await database.Entities.Find(place.Partition, place.Head, "Version").ConfigureAwait(false);
        return head is null == expected is null && (head is null || head.ETag.ToString() == expected!.Value.Row) ? null : CommitVerdict.EtagConflict;
    }

    private TableTransactionAction Head()
    {
        var row = new TableEntity(place.Partition, place.Head)
        {
            ["Kind"] = commit.Key.Kind,
            ["Id"] = commit.Key.Id,
            ["Version"] = commit.Version,
            ["LastSeq"] = commit.Row.LastSeq,
            ["RecordedAt"] = commit.Row.RecordedAt.UtcTicks,
            ["Evolve"] = (long)commit.EvolveVersion,
            ["MinReader"] = (long)commit.MinReader,
            ["Hash"] = commit.Row.Hash.ToArray(),
        }.With("Facts", commit.FactsBytes).With("Lanes", commit.Lanes).With("State", commit.State);
        if (commit.Facts.NextDue is { } due)
        {
            row["NextDue"] = due.UtcTicks;
        }

        return expected is { } etag
            ? new(TableTransactionActionType.UpdateReplace, row, new(etag.Row))
            : new(TableTransactionActionType.Add, row);
    }

    private TableEntity History() => new TableEntity(place.Partition, place.Commit(commit.Version))
    {
        ["Version"] = commit.Version,
        ["FirstSeq"] = commit.Row.FirstSeq,
        ["LastSeq"] = commit.Row.LastSeq,
        ["RecordedAt"] = commit.Row.RecordedAt.UtcTicks,
        ["Hash"] = commit.Row.Hash.ToArray(),
    }.With("Content", commit.Row.Content);

    private TableEntity Command(StoredCommand command) => new TableEntity(place.Partition, place.Command(command.CommandKey))
    {
        ["Key"] = command.CommandKey,
        ["Fingerprint"] = command.Fingerprint,
        ["RecordedAt"] = command.RecordedAt.UtcTicks,
        ["StoredAt"] = now.UtcTicks,
    }.With("Outcome", FactsJson.Write(command.Outcome));
}
