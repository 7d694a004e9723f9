using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace SalesGrains.AzureTables;

/// <summary>
/// Rows in a file of <c>golden/azure</c>: tables by name, each a list of rows. A string is an Edm.String, a number an Edm.Int64, true and
/// false an Edm.Boolean; {"utf8": "…"} and {"hex": "…"} are an Edm.Binary.
/// </summary>
internal static class Golden
{
    public static async Task Put(TableServiceClient service, string file)
    {
        foreach (var (table, rows) in Read(file))
        {
            await service.CreateTableIfNotExistsAsync(table);
            foreach (var row in rows)
            {
                await service.GetTableClient(table).AddEntityAsync(row);
            }
        }
    }

    public static Dictionary<string, TableEntity[]> Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "azure", file)));
        return json.RootElement.EnumerateObject().ToDictionary(table => table.Name, table => table.Value.EnumerateArray().Select(Row).ToArray());
    }

    /// <summary>All rows of a table in the words in which two can be compared: each property with its type and value, in their order.</summary>
    public static string Words(IEnumerable<TableEntity> rows) => string.Join('\n', rows
        .OrderBy(row => row.PartitionKey, StringComparer.Ordinal).ThenBy(row => row.RowKey, StringComparer.Ordinal)
        .Select(row => string.Join('\n', row
            .Where(property => property.Key is not ("odata.etag" or "Timestamp"))
            .OrderBy(property => property.Key is "PartitionKey" ? " 1" : property.Key is "RowKey" ? " 2" : property.Key, StringComparer.Ordinal)
            .Select(property => $"{property.Key} {Word(property.Value)}")) + "\n"));

    private static string Word(object value) => value switch
    {
        string text => $"Edm.String {text}",
        byte[] bytes => $"Edm.Binary {Convert.ToHexString(bytes)}",
        long number => string.Create(CultureInfo.InvariantCulture, $"Edm.Int64 {number}"),
        bool truth => $"Edm.Boolean {truth}",
        _ => $"{value.GetType().Name} {value}",
    };

    private static TableEntity Row(JsonElement json)
    {
        var row = new TableEntity();
        foreach (var property in json.EnumerateObject())
        {
            row[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString()!,
                JsonValueKind.Number => property.Value.GetInt64(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => property.Value.TryGetProperty("utf8", out var text)
                    ? Encoding.UTF8.GetBytes(text.GetString()!)
                    : Convert.FromHexString(property.Value.GetProperty("hex").GetString()!),
            };
        }

        return row;
    }
}
