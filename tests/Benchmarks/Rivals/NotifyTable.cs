using Npgsql;

namespace SalesGrains.Benchmarks.Rivals;

/// <summary>The rival's one table in PostgreSQL.</summary>
internal static class NotifyTable
{
    /// <summary>Count and sum of each bucket.</summary>
    public const string Totals = "SELECT bucket, COUNT(*), SUM(open)::bigint FROM node WHERE status <> 'settled' GROUP BY bucket";

    /// <summary>The 200 most urgent nodes; the last column is the version.</summary>
    public const string Rows = "SELECT * FROM node WHERE status <> 'settled' ORDER BY due_on NULLS LAST, contract, no LIMIT 200";

    private const string Schema = """
        DROP TABLE IF EXISTS node;
        CREATE TABLE node(contract integer, no integer, number text, title text, customer text, customer_name text, tier text, rep text, rep_name text,
            unit text, region text, name text, due_on text, amount bigint, open bigint, owner text, status text, bucket text, version bigint,
            PRIMARY KEY(contract, no)) WITH (fillfactor = 80);
        CREATE INDEX node_due ON node(due_on NULLS LAST, contract, no);
        """;

    private const string Nodes = """
        INSERT INTO node SELECT c, n, 'HT-2026-' || lpad(c::text, 6, '0'), '自动化产线改造', 'cust-' || c, '苏州恒岳精密制造有限公司' || c, 'A', 'rep-01', '', '', '',
            '预付款', CASE n WHEN 1 THEN '2026-01-27' END, 300000000, 300000000, 'sales', CASE n WHEN 1 THEN 'overdue' ELSE 'not-started' END,
            CASE n WHEN 1 THEN 'overdue-90' ELSE 'not-started' END, 1
        FROM generate_series(0, $1 - 1) c, generate_series(1, 4) n
        """;

    private const string Update = "UPDATE node SET open = open - CASE no WHEN 1 THEN 100 ELSE 0 END, version = $1 WHERE contract = $2";

    /// <summary>Makes the table with four nodes for each contract.</summary>
    public static async Task Fill(NpgsqlDataSource source, int contracts)
    {
        await using (var schema = source.CreateCommand(Schema))
        {
            await schema.ExecuteNonQueryAsync();
        }

        await using (var nodes = source.CreateCommand(Nodes))
        {
            nodes.Parameters.AddWithValue(contracts);
            await nodes.ExecuteNonQueryAsync();
        }

        await using var analyze = source.CreateCommand("VACUUM ANALYZE node");
        await analyze.ExecuteNonQueryAsync();
    }

    /// <summary>Changes a contract and says so, in one transaction and one round trip.</summary>
    public static async Task Change(NpgsqlConnection connection, int contract, long version)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(Update) { Parameters = { new NpgsqlParameter { Value = version }, new NpgsqlParameter { Value = contract } } });
        batch.BatchCommands.Add(new("NOTIFY board"));
        await batch.ExecuteNonQueryAsync();
    }
}
