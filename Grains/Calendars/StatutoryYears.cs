using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Calendars;

/// <summary>A year as the state publishes it (国务院办公厅节假日安排).</summary>
/// <param name="Year">The year of the notice.</param>
/// <param name="Status">Official or provisional.</param>
/// <param name="Days">Days off and make-up days. A weekend that merely adjoins a holiday is a holiday here when the notice counts it.</param>
public sealed record StatutoryYear(int Year, YearStatus Status, ImmutableArray<CalendarDay> Days);

/// <summary>Reads <c>cn-business-days.json</c>, which is a part of the program.</summary>
public static class StatutoryYears
{
    /// <summary>The file that the product ships.</summary>
    public static ImmutableArray<StatutoryYear> China { get; } = Shipped();

    /// <summary>The years of a file of the same layout.</summary>
    /// <exception cref="JsonException">It is not of that layout.</exception>
    public static ImmutableArray<StatutoryYear> Parse(ReadOnlySpan<byte> json) =>
    [
        .. JsonSerializer.Deserialize(json, StatutoryJson.Default.StatutoryFile)!.Years
            .Select(year => Read(int.Parse(year.Key, System.Globalization.CultureInfo.InvariantCulture), year.Value))
            .OrderBy(year => year.Year),
    ];

    private static ImmutableArray<StatutoryYear> Shipped()
    {
        using var file = typeof(StatutoryYears).Assembly.GetManifestResourceStream("cn-business-days.json")!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return Parse(bytes.ToArray());
    }

    private static StatutoryYear Read(int year, StatutoryFileYear file) => new(
        year,
        file.Status == "official" ? YearStatus.Official : YearStatus.Provisional,
        [.. file.Off.SelectMany(Days), .. file.Work.Select(on => new CalendarDay(on, DayKind.MakeUp, "调休上班"))]);

    private static IEnumerable<CalendarDay> Days(StatutoryFileRange range)
    {
        for (var day = range.From; day <= range.To; day = day.AddDays(1))
        {
            yield return new(day, DayKind.Holiday, range.Name);
        }
    }
}

internal sealed record StatutoryFile(Dictionary<string, StatutoryFileYear> Years);

internal sealed record StatutoryFileYear(string Status, StatutoryFileRange[] Off, DateOnly[] Work);

internal sealed record StatutoryFileRange(string Name, DateOnly From, DateOnly To);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatutoryFile))]
internal sealed partial class StatutoryJson : JsonSerializerContext;
