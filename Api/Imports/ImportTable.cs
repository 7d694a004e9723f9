using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SalesGrains.Imports;

/// <summary>A file as rows of cells under known columns. Row numbers are those of the spreadsheet: the header is row 1.</summary>
/// <param name="Columns">For each known column its header as the file spells it.</param>
/// <param name="Rows">The rows below the header, blank ones left out.</param>
public sealed record ImportTable(ImmutableDictionary<string, string> Columns, ImmutableArray<ImportRow> Rows)
{
    /// <summary>Most rows of a file.</summary>
    public const int MaxRows = 20_000;

    /// <summary>Reads a file; a header is known by its English or its Chinese name.</summary>
    public static (ImportTable? Table, ImportProblem? Problem) Read(string text, ImportKind kind)
    {
        var firstLine = text.Split((char)10, 2)[0];
        var delimiter = new[] { ",", "\t", ";", "，" }.MaxBy(d => firstLine.Split(d).Length)!;
        using var reader = new CsvReader(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            BadDataFound = null,
            MissingFieldFound = null,
            IgnoreBlankLines = true,
            MaxFieldSize = 10_000,
        });
        try
        {
            return Read(reader, kind);
        }
        catch (CsvHelperException)
        {
            return (null, new(reader.Parser.Row, "", "file.not-csv", ""));
        }
    }

    private static (ImportTable?, ImportProblem?) Read(CsvReader reader, ImportKind kind)
    {
        if (!reader.Read() || !reader.ReadHeader())
        {
            return (null, new(1, "", "file.empty", ""));
        }

        var columns = ImmutableDictionary.CreateBuilder<string, string>();
        var places = new Dictionary<string, int>();
        for (var i = 0; i < reader.HeaderRecord!.Length; i++)
        {
            var header = ImportCell.Clean(reader.HeaderRecord[i]);
            if (kind.Columns.FirstOrDefault(c => c.Key.Equals(header, StringComparison.OrdinalIgnoreCase) || c.Chinese == header) is { } column)
            {
                columns[column.Key] = header;
                places[column.Key] = i;
            }
        }

        if (kind.Columns.FirstOrDefault(c => c.Required && !columns.ContainsKey(c.Key)) is { } missing)
        {
            return (null, new(1, missing.Chinese, "file.column-missing", missing.Key));
        }

        var rows = ImmutableArray.CreateBuilder<ImportRow>();
        while (reader.Read())
        {
            var cells = places.ToImmutableDictionary(p => p.Key, p => reader.TryGetField<string>(p.Value, out var cell) ? cell ?? "" : "");
            if (cells.Values.Any(c => !string.IsNullOrWhiteSpace(c)))
            {
                rows.Add(new(reader.Parser.RawRow, cells));
            }

            if (rows.Count > MaxRows)
            {
                return (null, new(reader.Parser.RawRow, "", "file.too-many-rows", $"{MaxRows}"));
            }
        }

        return (new(columns.ToImmutable(), rows.ToImmutable()), null);
    }
}

/// <summary>One row of a file.</summary>
public sealed record ImportRow(int Number, ImmutableDictionary<string, string> Cells)
{
    /// <summary>A cell, empty when the file lacks the column.</summary>
    public string this[string column] => Cells.GetValueOrDefault(column, "");
}

/// <summary>What is wrong with a cell.</summary>
/// <param name="Row">Row in the spreadsheet, the header is 1.</param>
/// <param name="Column">Header as the file spells it.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Value">What stands there.</param>
public sealed record ImportProblem(int Row, string Column, string Code, string Value);
