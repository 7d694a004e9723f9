using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace SalesGrains.Browsing;

/// <summary>Trouble that no test can wait for, planted in the running program's own file.</summary>
public static class Planted
{
    /// <summary>Dead letters: a due moment and an effect that were given up; planting them again changes nothing.</summary>
    public static async Task Letters(Company company)
    {
        var org = await Org(company);
        using var connection = Open(company);
        foreach (var (id, source, target, payload, error) in new[]
        {
            ("planted-due", $"contract/{org}|k-04", $"contract/{org}|k-04", null, "InvalidOperationException: It came to nothing."),
            ("planted-effect", $"customer/{org}|c-hengyue", $"contract/{org}|k-02", "{}", "EntityFaultException: payment-applied: OverflowException: Arithmetic operation resulted in an overflow."),
        })
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO dead_letter(org, id, source, target, payload, error, at, closed) VALUES($org, $id, $source, $target, $payload, $error, $at, 0) ON CONFLICT DO NOTHING";
            foreach (var (name, value) in new (string, object?)[] { ("$org", org), ("$id", id), ("$source", source), ("$target", target), ("$payload", payload), ("$error", error), ("$at", company.Today.AddDays(-1).ToDateTime(new(3, 12)).Ticks) })
            {
                insert.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            insert.ExecuteNonQuery();
        }
    }

    /// <summary>Makes the stored facts of a contract say a fen more than its own record.</summary>
    public static async Task Drift(Company company, string contract)
    {
        await Org(company);
        using var connection = Open(company);
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT facts FROM entity WHERE kind = 'contract' AND id = $id";
        read.Parameters.AddWithValue("$id", contract);
        var facts = Encoding.UTF8.GetString((byte[])read.ExecuteScalar()!);
        using var write = connection.CreateCommand();
        write.CommandText = "UPDATE entity SET facts = $facts WHERE kind = 'contract' AND id = $id";
        write.Parameters.AddWithValue("$id", contract);
        write.Parameters.AddWithValue("$facts", Encoding.UTF8.GetBytes(
            new Regex("\"openFen\":([1-9]\\d*)").Replace(facts, match => $"\"openFen\":{long.Parse(match.Groups[1].Value, null) + 1}", 1)));
        Assert.Equal(1, write.ExecuteNonQuery());
    }

    private static async Task<string> Org(Company company) =>
        (await (await company.Person("admin")).Get("/session"))["organization"]!["id"]!.GetValue<string>();

    private static SqliteConnection Open(Company company)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Directory.GetFiles(company.Program.Folder, "*.db").Single(), Pooling = false, DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        return connection;
    }
}
