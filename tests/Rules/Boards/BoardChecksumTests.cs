using System.Collections.Immutable;
using System.Text.Json;

namespace SalesGrains.Boards;

/// <summary>The vectors are the same file that the browser's checksum is tested with.</summary>
public class BoardChecksumTests
{
    private static readonly JsonElement Vectors = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Boards", "checksum-vectors.json"))).RootElement;

    public static TheoryData<string> RowNames => [.. Vectors.GetProperty("rows").EnumerateArray().Select(v => v.GetProperty("name").GetString()!)];

    public static TheoryData<string> TableNames => [.. Vectors.GetProperty("tables").EnumerateArray().Select(v => v.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(RowNames))]
    public void A_row_has_the_hash_of_the_shared_vector(string name)
    {
        var vector = Find("rows", name);
        Assert.Equal(vector.GetProperty("hash").GetUInt32(), BoardChecksum.Of(Row(vector.GetProperty("row"))));
    }

    [Theory, MemberData(nameof(TableNames))]
    public void A_table_has_the_checksum_of_the_shared_vector(string name)
    {
        var vector = Find("tables", name);
        var rows = vector.GetProperty("rows").EnumerateArray().Select(Row).ToArray();
        Assert.Equal(vector.GetProperty("check").GetUInt32(), rows.Aggregate(0u, (sum, row) => sum + BoardChecksum.Of(row)));

        var whole = new BoardFrame(1, -1, 1, vector.GetProperty("check").GetUInt32(), [.. rows.Where(row => row.Cells is not null)]);
        var copy = new BoardTable();
        Assert.Equal(FrameOutcome.Applied, copy.Apply(whole));
        Assert.Equal(whole.Check, copy.Check);
    }

    [Fact]
    public void Cells_that_look_alike_have_different_hashes()
    {
        var hashes = new FrameRow[]
        {
            new("k", 1, []), new("k", 1, [""]), new("k", 1, [(string?)null]), new("k", 1, ["", ""]), new("k", 1, [0L]), new("k1", 1, []),
        }.Select(BoardChecksum.Of).ToArray();
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    private static JsonElement Find(string list, string name) =>
        Vectors.GetProperty(list).EnumerateArray().Single(v => v.GetProperty("name").GetString() == name);

    private static FrameRow Row(JsonElement row) => new(
        row[0].GetString()!,
        row[1].GetInt64(),
        row[2].ValueKind == JsonValueKind.Null ? null : row[2].EnumerateArray().Select(Cell).ToImmutableArray());

    private static BoardCell Cell(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => (string?)null,
        JsonValueKind.Number => cell.GetInt64(),
        _ => cell.GetString(),
    };
}
