using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SalesGrains.Benchmarks.Push;

namespace SalesGrains.Benchmarks.Rivals;

/// <summary>
/// The rival: the same board as a plain page that asks again and again. Every poll runs the board's query over one Sqlite table, which
/// one writer changes as often as ours is changed, durably (WAL, synchronous FULL).
/// </summary>
internal static class PollServer
{
    private const int NodesEach = 4;
    private const string Durable = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

    private const string Schema = Durable + """
        CREATE TABLE node(contract INTEGER, no INTEGER, number TEXT, title TEXT, customer TEXT, customer_name TEXT, tier TEXT, rep TEXT, rep_name TEXT,
            unit TEXT, region TEXT, name TEXT, due_on TEXT, amount INTEGER, open INTEGER, owner TEXT, status TEXT, bucket TEXT, version INTEGER,
            PRIMARY KEY(contract, no)) WITHOUT ROWID;
        CREATE INDEX node_due ON node(due_on IS NULL, due_on, contract, no);
        """;

    private const string Totals = "SELECT bucket, COUNT(*), SUM(open) FROM node WHERE status <> 'settled' GROUP BY bucket";
    private const string Rows = "SELECT * FROM node WHERE status <> 'settled' ORDER BY due_on IS NULL, due_on, contract, no LIMIT 200";
    private static int changes;

    /// <summary>Runs until the parent lets go.</summary>
    public static async Task Run(string folder, int contracts)
    {
        var log = new CommitLog();
        var source = new SqliteConnectionStringBuilder { DataSource = Path.Combine(Directory.CreateDirectory(folder).FullName, "board.db") }.ToString();
        Fill(source, contracts);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.MapGet("/board", async context =>
        {
            context.Response.ContentType = "application/json";
            Write(context.Response.BodyWriter, source);
            await context.Response.BodyWriter.FlushAsync();
        });
        await app.StartAsync();
        await using var writer = Open(source);
        using var change = writer.CreateCommand();
        change.CommandText = "UPDATE node SET open = open - CASE no WHEN 1 THEN 100 ELSE 0 END, version = $version WHERE contract = $contract";
        var (version, contract) = (change.Parameters.Add("$version", SqliteType.Integer), change.Parameters.Add("$contract", SqliteType.Integer));
        await Child.Serve(
            async words =>
            {
                switch (words)
                {
                    case ["drive", var rate, var seconds]:
                        await Beat.Run(Child.Number(rate), Child.Number(seconds), _ =>
                        {
                            var i = ++changes;
                            (contract.Value, version.Value) = (i % contracts, 2 + (i / contracts));
                            change.ExecuteNonQuery();
                            log.Note((i % contracts).ToString(CultureInfo.InvariantCulture), 2 + (i / contracts));
                            return Task.CompletedTask;
                        });
                        return "driven";
                    case ["commits", var file]:
                        return log.Write(file);
                    default:
                        throw new ArgumentException(words[0]);
                }
            },
            app.Urls.First());
    }

    private static void Write(IBufferWriter<byte> output, string source)
    {
        using var connection = Open(source);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        foreach (var (name, sql) in ((string, string)[])[("totals", Totals), ("rows", Rows)])
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            json.WriteStartArray(name);
            while (reader.Read())
            {
                json.WriteStartArray();
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    switch (reader.GetValue(i))
                    {
                        case long number: json.WriteNumberValue(number); break;
                        case string text: json.WriteStringValue(text); break;
                        default: json.WriteNullValue(); break;
                    }
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Fill(string source, int contracts)
    {
        using var connection = Open(source);
        using var schema = connection.CreateCommand();
        schema.CommandText = Schema;
        schema.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = """
            INSERT INTO node VALUES($contract, $no, printf('HT-2026-%06d', $contract), '自动化产线改造', 'cust-' || $contract, '苏州恒岳精密制造有限公司' || $contract, 'A',
                'rep-01', '', '', '', '预付款', CASE $no WHEN 1 THEN '2026-01-27' END, 300000000, 300000000, 'sales',
                CASE $no WHEN 1 THEN 'overdue' ELSE 'not-started' END, CASE $no WHEN 1 THEN 'overdue-90' ELSE 'not-started' END, 1)
            """;
        var (contract, no) = (insert.Parameters.Add("$contract", SqliteType.Integer), insert.Parameters.Add("$no", SqliteType.Integer));
        for (var i = 0; i < contracts * NodesEach; i++)
        {
            (contract.Value, no.Value) = (i / NodesEach, 1 + (i % NodesEach));
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static SqliteConnection Open(string source)
    {
        var connection = new SqliteConnection(source);
        connection.Open();
        using var durable = connection.CreateCommand();
        durable.CommandText = "PRAGMA synchronous = FULL";
        durable.ExecuteNonQuery();
        return connection;
    }
}
