using System.Collections.Immutable;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace SalesGrains.Benchmarks.Commands;

/// <summary>
/// The baseline: one thread that puts the same rows and bytes into the same tables of a copy of the same file, in group-committed
/// transactions with synchronous FULL, for the same number of callers in flight. No Orleans, no rules, no JSON.
/// </summary>
internal sealed class RawWriter(string file)
{
    private const int MostInBatch = 512;
    private readonly Channel<(WrittenRow Row, TaskCompletionSource Done)> queue = Channel.CreateUnbounded<(WrittenRow, TaskCompletionSource)>();
    private long next;

    /// <summary>Seconds it takes to write all rows, each caller waiting for its own before it takes the next.</summary>
    public async Task<double> Write(ImmutableArray<WrittenRow> rows, int callers)
    {
        var thread = new Thread(Loop) { IsBackground = true };
        thread.Start();
        var began = Stopwatch.GetTimestamp();
        var taken = -1;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref taken)) < rows.Length;)
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                queue.Writer.TryWrite((rows[i], done));
                await done.Task;
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        queue.Writer.Complete();
        thread.Join();
        return seconds;
    }

    private void Loop()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        Script(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;");
        var rowOf = Rows(connection);
        next = Scalar(connection, "SELECT COALESCE(MAX(at), 0) + 1 FROM history");
        var begin = Prepare(connection, "BEGIN IMMEDIATE");
        var commit = Prepare(connection, "COMMIT");
        var update = Prepare(connection, "UPDATE entity SET version = version + 1, facts = $1, lanes = $2, state = $3 WHERE row = $4", 4);
        var history = Prepare(connection, "INSERT INTO history(at, first_seq, last_seq, recorded_at, hash, content) VALUES($1, 1, 1, 1, $2, $3)", 3);
        var key = Prepare(connection, "INSERT INTO command(entity, key, fingerprint, recorded_at, stored_at, outcome) VALUES($1, $2, 'x', 1, 1, $3)", 3);
        var mark = Prepare(connection, "INSERT INTO pending(entity, since) VALUES($1, 1) ON CONFLICT DO NOTHING", 1);
        var lanes = Prepare(connection, "INSERT INTO delivered(entity, etag, lanes) VALUES($1, 1, $2) ON CONFLICT DO UPDATE SET etag = etag + 1, lanes = excluded.lanes", 2);
        var clear = Prepare(connection, "DELETE FROM pending WHERE entity = $1", 1);
        var hash = new byte[32];
        var outcome = new byte[40];
        var batch = new List<TaskCompletionSource>(MostInBatch);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            begin.ExecuteNonQuery();
            while (batch.Count < MostInBatch && queue.Reader.TryRead(out var one))
            {
                batch.Add(one.Done);
                var row = rowOf[one.Row.Entity];
                if (one.Row.Content == 0)
                {
                    Run(lanes, row, new byte[one.Row.Lanes]);
                    if (one.Row.Clears)
                    {
                        Run(clear, row);
                    }

                    continue;
                }

                Run(update, new byte[one.Row.Facts], new byte[one.Row.Lanes], new byte[one.Row.State], row);
                Run(history, next++, hash, new byte[one.Row.Content]);
                Run(mark, row);
                if (one.Row.Key is { } used)
                {
                    Run(key, row, used, outcome);
                }
            }

            commit.ExecuteNonQuery();
            foreach (var done in batch)
            {
                done.SetResult();
            }
        }
    }

    private static Dictionary<string, long> Rows(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT kind || '/' || org || '|' || id, row FROM entity";
        using var reader = command.ExecuteReader();
        var rows = new Dictionary<string, long>();
        while (reader.Read())
        {
            rows[reader.GetString(0)] = reader.GetInt64(1);
        }

        return rows;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters = 0)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter($"${i}", null));
        }

        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }

    private static void Script(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
