using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SalesGrains.Calendars;

/// <summary>
/// Which days are business days (工作日), statutory make-up days included (X15); an immutable snapshot. Layers, the later wins:
/// Saturday and Sunday, the statutory file, the company's overrides. Counting is by prefix sums and binary search.
/// </summary>
public sealed class BusinessCalendar
{
    private static readonly DateOnly First = new(1999, 1, 1);
    private static readonly DateOnly Last = new(2139, 12, 31);
    private static readonly Lazy<BusinessCalendar> Statutory = new(() => Create(StatutoryYears.China, []));

    private readonly DayKind[] kinds;
    private readonly int[] workdaysBefore;
    private readonly FrozenDictionary<DateOnly, string> names;
    private readonly FrozenDictionary<int, YearStatus> years;

    private BusinessCalendar(DayKind[] kinds, FrozenDictionary<DateOnly, string> names, FrozenDictionary<int, YearStatus> years)
    {
        this.kinds = kinds;
        this.names = names;
        this.years = years;
        workdaysBefore = new int[kinds.Length + 1];
        for (var i = 0; i < kinds.Length; i++)
        {
            workdaysBefore[i + 1] = workdaysBefore[i] + (IsWorked(kinds[i]) ? 1 : 0);
        }
    }

    /// <summary>The calendar of mainland China as the product ships it: 2020–2026 official, 2027 provisional.</summary>
    public static BusinessCalendar China => Statutory.Value;

    /// <summary>Rises with each change of the data.</summary>
    public int Version { get; private init; } = 1;

    /// <summary>The calendar of a statutory file and a company's overrides.</summary>
    /// <param name="statutory">Years as the state publishes them.</param>
    /// <param name="overrides">The company's own days off and days worked; they win.</param>
    /// <param name="version">Rises with each change.</param>
    public static BusinessCalendar Create(ImmutableArray<StatutoryYear> statutory, ImmutableArray<CalendarDay> overrides, int version = 1)
    {
        var kinds = new DayKind[Last.DayNumber - First.DayNumber + 1];
        var names = new Dictionary<DateOnly, string>();
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = First.AddDays(i).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DayKind.Weekend : DayKind.Workday;
        }

        foreach (var day in statutory.SelectMany(year => year.Days).Concat(overrides).Where(day => day.On >= First && day.On <= Last))
        {
            kinds[day.On.DayNumber - First.DayNumber] = day.Kind;
            names[day.On] = day.Name;
        }

        return new(kinds, names.ToFrozenDictionary(), statutory.ToFrozenDictionary(year => year.Year, year => year.Status)) { Version = version };
    }

    /// <summary>What a day is.</summary>
    public DayKind KindOf(DateOnly day) => kinds[Index(day)];

    /// <summary>True when the day is worked: ordinary or make-up.</summary>
    public bool IsWorkday(DateOnly day) => IsWorked(KindOf(day));

    /// <summary>How well a year's calendar is known.</summary>
    public YearStatus StatusOf(int year) => years.GetValueOrDefault(year, YearStatus.Missing);

    /// <summary>True when every year that the days touch is official.</summary>
    public bool IsOfficial(DateOnly from, DateOnly to)
    {
        var (first, last) = from <= to ? (from.Year, to.Year) : (to.Year, from.Year);
        for (var year = first; year <= last; year++)
        {
            if (StatusOf(year) != YearStatus.Official)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The n-th business day after a day, which itself does not count (民法典 art. 201); before it when n is negative; the day itself for 0.
    /// </summary>
    public CountedDay AddWorkdays(DateOnly from, int count)
    {
        var start = Index(from);
        var index = count switch
        {
            0 => start,
            > 0 => IndexOfWorkday(workdaysBefore[start + 1] + count),
            _ => IndexOfWorkday(workdaysBefore[start] + count + 1),
        };
        return Counted(from, First.AddDays(index));
    }

    /// <summary>Business days after <paramref name="from"/> up to and with <paramref name="to"/>; negative the other way round.</summary>
    public int WorkdaysBetween(DateOnly from, DateOnly to) => workdaysBefore[Index(to) + 1] - workdaysBefore[Index(from) + 1];

    /// <summary>The day itself when it is worked, else the next one that is (民法典 art. 203).</summary>
    public CountedDay Next(DateOnly day) =>
        IsWorkday(day) ? Counted(day, day) : Counted(day, First.AddDays(IndexOfWorkday(workdaysBefore[Index(day)] + 1)));

    /// <summary>The day itself when it is worked, else the last one before it that is.</summary>
    public CountedDay Previous(DateOnly day) =>
        IsWorkday(day) ? Counted(day, day) : Counted(day, First.AddDays(IndexOfWorkday(workdaysBefore[Index(day)])));

    /// <summary>The days of a year that differ from Monday to Friday, in order.</summary>
    public ImmutableArray<CalendarDay> Differing(int year) =>
    [
        .. names.Where(day => day.Key.Year == year).OrderBy(day => day.Key)
            .Select(day => new CalendarDay(day.Key, KindOf(day.Key), day.Value)),
    ];

    private static bool IsWorked(DayKind kind) => kind is DayKind.Workday or DayKind.MakeUp;

    private static int Index(DateOnly day) => Math.Clamp(day.DayNumber, First.DayNumber, Last.DayNumber) - First.DayNumber;

    private CountedDay Counted(DateOnly from, DateOnly to) => new(to, !IsOfficial(from, to));

    /// <summary>The index of the n-th business day of all; the ends of the calendar bound it.</summary>
    private int IndexOfWorkday(int n)
    {
        var (low, high) = (0, kinds.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (workdaysBefore[middle + 1] >= n)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
