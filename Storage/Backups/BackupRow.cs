using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.Backups;

/// <summary>
/// A row as a line of JSON, an array of values. JSON bytes stand there as text, so that a backup can be read and compresses well; what is
/// not valid UTF-8, and other bytes, as base 64. Text is escaped as the PostgreSQL store does, so that no key is changed.
/// </summary>
internal static class BackupRow
{
    public static void Write(Utf8JsonWriter json, BackupTable table, object?[] row)
    {
        json.WriteStartArray();
        for (var i = 0; i < row.Length; i++)
        {
            Write(json, table.Columns[i].Kind, row[i]);
        }

        json.WriteEndArray();
    }

    /// <param name="places">Where each column of the table stands in the line; -1: the file does not know it.</param>
    public static object?[] Read(JsonElement line, BackupTable table, ReadOnlySpan<int> places)
    {
        var row = new object?[table.Columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var column = table.Columns[i];
            row[i] = places[i] < 0 ? null : Read(line[places[i]], column.Kind);
            if (row[i] is null && !column.MayBeNull)
            {
                throw new FormatException($"{table.Name}.{column.Name} is missing.");
            }
        }

        return row;
    }

    private static void Write(Utf8JsonWriter json, ColumnKind kind, object? value)
    {
        switch (kind)
        {
            case var _ when value is null:
                json.WriteNullValue();
                break;
            case ColumnKind.Whole:
                json.WriteNumberValue((long)value);
                break;
            case ColumnKind.Small:
                json.WriteNumberValue((int)value);
                break;
            case ColumnKind.Flag:
                json.WriteBooleanValue((bool)value);
                break;
            case ColumnKind.Text:
                json.WriteStringValue(StoredText.Write((string)value));
                break;
            case ColumnKind.Exact:
                json.WriteStringValue(((decimal)value).ToString(CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Json when Utf8.IsValid((byte[])value):
                json.WriteStringValue((byte[])value);
                break;
            case ColumnKind.Json:
                json.WriteStartArray();
                json.WriteBase64StringValue((byte[])value);
                json.WriteEndArray();
                break;
            default:
                json.WriteBase64StringValue((byte[])value);
                break;
        }
    }

    private static object? Read(JsonElement value, ColumnKind kind) => kind switch
    {
        _ when value.ValueKind == JsonValueKind.Null => null,
        ColumnKind.Whole => value.GetInt64(),
        ColumnKind.Small => value.GetInt32(),
        ColumnKind.Flag => value.GetBoolean(),
        ColumnKind.Text => StoredText.Read(value.GetString()!),
        ColumnKind.Exact => decimal.Parse(value.GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture),
        ColumnKind.Json when value.ValueKind == JsonValueKind.String => Encoding.UTF8.GetBytes(value.GetString()!),
        ColumnKind.Json => value[0].GetBytesFromBase64(),
        _ => value.GetBytesFromBase64(),
    };
}
