using Npgsql;
using SalesGrains.Entities;
using SalesGrains.PostgreSql.Entities;

namespace SalesGrains.PostgreSql.Engine;

/// <summary>What goes into one transaction: at most one commit and one move of lanes for each entity, in three statements at most.</summary>
internal sealed class WriteBatch
{
    private readonly List<CommitWrite> inserts = [];
    private readonly List<CommitWrite> updates = [];
    private readonly List<LaneWrite> lanes = [];
    private readonly HashSet<EntityKey> committed = [];
    private readonly HashSet<EntityKey> advanced = [];
    private int bytes;

    public List<WriteOperation> Operations { get; } = [];

    public int Count => Operations.Count;

    /// <summary>False when the operation has to wait for the next transaction; the first one always fits.</summary>
    public bool TryAdd(WriteOperation operation, int maxCount, int maxBytes)
    {
        if (Count > 0 && (Count >= maxCount || bytes + operation.Bytes > maxBytes)
            || !(operation is CommitWrite ? committed : advanced).Add(operation.Key))
        {
            return false;
        }

        switch (operation)
        {
            case CommitWrite commit:
                (commit.IsInsert ? inserts : updates).Add(commit);
                break;
            case LaneWrite lane:
                lanes.Add(lane);
                break;
        }

        operation.Prepare();
        Operations.Add(operation);
        bytes += operation.Bytes;
        return true;
    }

    /// <summary>Sends it, and returns when the server has said that the transaction is on the disk.</summary>
    public async Task Execute(NpgsqlConnection connection, TimeSpan timeout)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = (int)timeout.TotalSeconds };
        List<Action<NpgsqlDataReader>> answers = [];
        Add(inserts.Count, () => CommitStatements.Insert(inserts), row => inserts[row.GetInt32(0)].Inserted(row));
        Add(updates.Count, () => CommitStatements.Update(updates), row => updates[row.GetInt32(0)].Updated(row));
        Add(lanes.Count, () => LaneStatements.Advance(lanes), row => lanes[row.GetInt32(0)].Advanced(row));

        // Without an explicit transaction the batch is one: it is committed where its last answer ends, and that is read to the end.
        await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        var result = 0;
        do
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                answers[result](reader);
            }

            result++;
        }
        while (await reader.NextResultAsync().ConfigureAwait(false));

        void Add(int count, Func<NpgsqlStatement> make, Action<NpgsqlDataReader> answer)
        {
            if (count > 0)
            {
                var statement = make();
                var command = new NpgsqlBatchCommand(statement.Sql);
                command.Parameters.AddRange(statement.ParameterArray());
                batch.BatchCommands.Add(command);
                answers.Add(answer);
            }
        }
    }
}
