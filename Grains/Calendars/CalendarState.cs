using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Calendars;

/// <summary>What an organisation's calendar has of its own: the fold of its events.</summary>
public sealed record CalendarState
{
    /// <summary>The company's own days by date.</summary>
    public ImmutableSortedDictionary<string, DayState> Days { get; set; } = ImmutableSortedDictionary<string, DayState>.Empty;

    /// <summary>Years that the state published, by year.</summary>
    public ImmutableSortedDictionary<string, YearState> Years { get; set; } = ImmutableSortedDictionary<string, YearState>.Empty;

    /// <summary>How often it was changed.</summary>
    public int Changes { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A day of the company's own, as stored.</summary>
public sealed record DayState
{
    /// <summary>True: worked.</summary>
    public bool Working { get; set; }

    /// <summary>Why.</summary>
    public string Name { get; set; } = "";

    /// <summary>Who said so.</summary>
    public string SetBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset SetAt { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A year as the state published it, as stored.</summary>
public sealed record YearState
{
    /// <summary>Days off and make-up days.</summary>
    public ImmutableArray<NamedDay> Days { get; set; } = [];

    /// <summary>The notice.</summary>
    public string Source { get; set; } = "";

    /// <summary>Who entered it.</summary>
    public string SetBy { get; set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset SetAt { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A day that a notice names, as stored.</summary>
public sealed record NamedDay
{
    /// <summary>The day.</summary>
    public DateOnly On { get; set; }

    /// <summary>True: a make-up day; false: a day off.</summary>
    public bool Working { get; set; }

    /// <summary>For example 春节.</summary>
    public string Name { get; set; } = "";

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What happened to a calendar. The names are stored: never rename or reuse one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CalendarDaySet), "calendar-day-set")]
[JsonDerivedType(typeof(CalendarDayCleared), "calendar-day-cleared")]
[JsonDerivedType(typeof(CalendarYearPublished), "calendar-year-published")]
public abstract record CalendarEvent
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A day became the company's own.</summary>
public sealed record CalendarDaySet(DateOnly On, bool Working, string Name) : CalendarEvent;

/// <summary>A day is again what the state says of it.</summary>
public sealed record CalendarDayCleared(DateOnly On) : CalendarEvent;

/// <summary>A year was entered.</summary>
public sealed record CalendarYearPublished(int Year, ImmutableArray<NamedDay> Days, string Source) : CalendarEvent;

/// <summary>How calendars are stored.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CalendarState))]
[JsonSerializable(typeof(CalendarEvent))]
internal sealed partial class CalendarJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored.</summary>
    public static CalendarJson Stored { get; } = new(StoredJson.Complete());
}
