using System.Collections.Immutable;
using System.Threading.Channels;
using Npgsql;
using SalesGrains.Benchmarks.Commands;

namespace SalesGrains.Benchmarks.Engines;

/// <summary>One connection that puts whatever waits into one transaction, columns as arrays, in one round trip.</summary>
internal sealed class PostgreSqlRawWriter : RawEngineWriter
{
    private const int MostInBatch = 512;

    private const string Schema = """
        DROP SCHEMA IF EXISTS raw CASCADE; CREATE SCHEMA raw;
        CREATE TABLE raw.entity(row bigint PRIMARY KEY, version bigint NOT NULL, facts bytea NOT NULL, lanes bytea NOT NULL, state bytea NOT NULL) WITH (fillfactor = 80);
        CREATE TABLE raw.history(at bigint PRIMARY KEY, recorded_at bigint NOT NULL, hash bytea NOT NULL, content bytea NOT NULL);
        CREATE TABLE raw.command(entity bigint NOT NULL, key text NOT NULL, outcome bytea NOT NULL, PRIMARY KEY(entity, key));
        CREATE TABLE raw.pending(entity bigint PRIMARY KEY, since bigint NOT NULL) WITH (fillfactor = 70);
        CREATE TABLE raw.delivered(entity bigint PRIMARY KEY, etag bigint NOT NULL, lanes bytea NOT NULL) WITH (fillfactor = 70);
        """;

    private const string Commits = """
        WITH i AS MATERIALIZED (SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bigint[], $7::text[]) AS t(row, facts, lanes, state, content, at, key)),
        u AS (UPDATE raw.entity e SET version = e.version + 1, facts = i.facts, lanes = i.lanes, state = i.state FROM i WHERE e.row = i.row),
        h AS (INSERT INTO raw.history SELECT at, 1, $8::bytea, content FROM i),
        c AS (INSERT INTO raw.command SELECT row, key, $9::bytea FROM i WHERE key IS NOT NULL)
        INSERT INTO raw.pending SELECT row, 1 FROM i ON CONFLICT DO NOTHING
        """;

    private const string Lanes = """
        WITH i AS MATERIALIZED (SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::boolean[]) AS t(row, lanes, clears)),
        d AS (INSERT INTO raw.delivered SELECT row, 1, lanes FROM i ON CONFLICT (entity) DO UPDATE SET etag = raw.delivered.etag + 1, lanes = excluded.lanes)
        DELETE FROM raw.pending p USING i WHERE p.entity = i.row AND i.clears
        """;

    private readonly NpgsqlDataSource source;
    private readonly Channel<(WrittenRow Row, TaskCompletionSource Done)> queue = Channel.CreateUnbounded<(WrittenRow, TaskCompletionSource)>();
    private readonly Task loop;
    private Dictionary<string, long> rowOf = [];
    private (WrittenRow Row, TaskCompletionSource Done)? next;
    private long at;

    public PostgreSqlRawWriter(string connection)
    {
        source = NpgsqlDataSource.Create(connection);
        loop = Task.Run(Loop);
    }

    /// <inheritdoc/>
    public override async Task Prepare(ImmutableArray<WrittenRow> rows)
    {
        rowOf = rows.Select(row => row.Entity).Distinct().Select((entity, i) => (entity, i)).ToDictionary(one => one.entity, one => (long)one.i);
        await Run(Schema);
        await Run($"INSERT INTO raw.entity SELECT n, 1, '', '', decode(repeat('00', 1000), 'hex') FROM generate_series(0, {rowOf.Count - 1}) n");
        await Run("VACUUM ANALYZE raw.entity");
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        queue.Writer.Complete();
        await loop;
        await source.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override Task Put(WrittenRow row)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Writer.TryWrite((row, done));
        return done.Task;
    }

    private async Task Loop()
    {
        await using var connection = await source.OpenConnectionAsync();
        while (next is not null || await queue.Reader.WaitToReadAsync())
        {
            var batch = Take();
            await Write(connection, batch);
            batch.ForEach(one => one.Done.SetResult());
        }
    }

    /// <summary>What waits, each entity once for a commit and once for its lanes, as one statement can change it.</summary>
    private List<(WrittenRow Row, TaskCompletionSource Done)> Take()
    {
        var batch = new List<(WrittenRow, TaskCompletionSource)>();
        var seen = new HashSet<(string, bool)>();
        while (batch.Count < MostInBatch && (next is not null || TryRead()) && seen.Add((next!.Value.Row.Entity, next.Value.Row.Content > 0)))
        {
            batch.Add(next.Value);
            next = null;
        }

        return batch;
    }

    private bool TryRead()
    {
        var found = queue.Reader.TryRead(out var one);
        next = found ? one : null;
        return found;
    }

    private async Task Write(NpgsqlConnection connection, List<(WrittenRow Row, TaskCompletionSource Done)> all)
    {
        await using var batch = new NpgsqlBatch(connection);
        var commits = all.Where(one => one.Row.Content > 0).Select(one => one.Row).OrderBy(row => rowOf[row.Entity]).ToArray();
        var lanes = all.Where(one => one.Row.Content == 0).Select(one => one.Row).OrderBy(row => rowOf[row.Entity]).ToArray();
        if (commits.Length > 0)
        {
            batch.BatchCommands.Add(Command(
                Commits, Of(commits, row => rowOf[row.Entity]), Of(commits, row => new byte[row.Facts]), Of(commits, row => new byte[row.Lanes]),
                Of(commits, row => new byte[row.State]), Of(commits, row => new byte[row.Content]), Of(commits, _ => at++), Of(commits, row => row.Key),
                new byte[32], new byte[40]));
        }

        if (lanes.Length > 0)
        {
            batch.BatchCommands.Add(Command(Lanes, Of(lanes, row => rowOf[row.Entity]), Of(lanes, row => new byte[row.Lanes]), Of(lanes, row => row.Clears)));
        }

        await batch.ExecuteNonQueryAsync();
    }

    private static T[] Of<T>(WrittenRow[] rows, Func<WrittenRow, T> of) => [.. rows.Select(of)];

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        Array.ForEach(values, value => command.Parameters.Add(new NpgsqlParameter { Value = value }));
        return command;
    }

    private async Task Run(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
