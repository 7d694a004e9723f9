using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Boards;

/// <summary>A row on the wire: <c>[key, seq, [cell, …]]</c>, with null in place of the cells for a row that was removed.</summary>
internal sealed class FrameRowJson : JsonConverter<FrameRow>
{
    public override FrameRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Rows are only sent.");

    public override void Write(Utf8JsonWriter writer, FrameRow value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Key);
        writer.WriteNumberValue(value.Seq);
        if (value.Cells is { } cells)
        {
            writer.WriteStartArray();
            foreach (var cell in cells)
            {
                Write(writer, cell);
            }

            writer.WriteEndArray();
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndArray();
    }

    /// <summary>A cell as JSON.</summary>
    internal static void Write(Utf8JsonWriter writer, BoardCell cell)
    {
        if (cell.IsNumber)
        {
            writer.WriteNumberValue(cell.Number);
        }
        else
        {
            writer.WriteStringValue(cell.Text);
        }
    }
}
