using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql.Entities;

/// <summary>One commit on its way; what the server answers makes it written, otherwise it was not at its etag.</summary>
internal sealed class CommitWrite(EntityCommit commit, int partition, DateTimeOffset now)
    : WriteOperation<(CommitVerdict Verdict, string Etag)>(commit.Key)
{
    private CommitVerdict verdict;
    private EntityRow written;

    public EntityCommit Commit => commit;

    public int Partition => partition;

    public long Now { get; } = now.UtcTicks;

    // Prepared before the commit queues up: the writer only moves bytes.
    public ReadOnlyMemory<byte> Facts { get; } = commit.FactsBytes;

    public byte[]? Outcome { get; } = commit.Command is { } command ? FactsJson.Write(command.Outcome) : null;

    /// <summary>Where the entity's row must be; one that was never given out is nowhere.</summary>
    public EntityRow Expected { get; } = commit.ExpectedEtag is { } etag ? EntityRow.Parse(etag) ?? new(-1, -1) : default;

    public bool IsInsert => commit.ExpectedEtag is null;

    public override int Bytes => commit.State.Length + commit.Lanes.Length + commit.Row.Content.Length + Facts.Length + (Outcome?.Length ?? 0) + 500;

    public override (CommitVerdict Verdict, string Etag) Answer => (verdict, written.Etag);

    public override void Prepare() => verdict = CommitVerdict.EtagConflict;

    /// <summary>The answer to an insert: number, row.</summary>
    public void Inserted(NpgsqlDataReader answer)
    {
        verdict = CommitVerdict.Written;
        written = new(answer.GetInt64(1), commit.Version);
    }

    /// <summary>The answer to an update: number, whether the key was taken.</summary>
    public void Updated(NpgsqlDataReader answer)
    {
        verdict = answer.GetBoolean(1) ? CommitVerdict.KeyTaken : CommitVerdict.Written;
        written = new(Expected.Row, commit.Version);
    }
}
