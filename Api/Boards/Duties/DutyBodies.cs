using SalesGrains.Money;
using SalesGrains.Portfolios;

namespace SalesGrains.Boards.Duties;

/// <summary>A page of the list behind a number of a board of the field, with the number.</summary>
internal sealed record DutyPage(IReadOnlyList<DutyBody> Items, string? Next, long Count, string Amount);

/// <summary>
/// A duty in a list: a first contact (contact), a payment node (payment) or a follow-up (follow-up). What its kind does not have is null.
/// </summary>
internal sealed record DutyBody(
    string Kind, string State, string EntityId, int? NodeNo, string CustomerId, string CustomerName, string Tier, string RepId, string RepName,
    string UnitName, string RegionName, DateOnly? DueOn, DateTimeOffset? DeadlineAt, DateTimeOffset? StartedAt, string? Source, string? Device,
    string? Open, string? ContractNumber, string? NodeName, DateTimeOffset? LastTouchAt, string? Stage, long Version)
{
    /// <summary>An item of the portfolio.</summary>
    public static DutyBody Of(DutyItem duty) => new(
        duty.Kind, duty.State, duty.EntityId, duty.NodeNo == 0 ? null : duty.NodeNo, duty.CustomerId, duty.CustomerName, duty.Tier, duty.RepId,
        duty.RepName, duty.UnitName, duty.RegionName, duty.DueOn, duty.DeadlineAt, duty.StartedAt, duty.Source, duty.Device,
        duty.Kind == DutyKinds.Payment ? Yuan.Format(duty.OpenFen) : null, duty.ContractNumber, duty.NodeName, duty.LastTouchAt, duty.Stage, duty.Version);
}

/// <summary>How many first contacts of a period were missed (C08).</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Contacts">First contacts that began in the period.</param>
/// <param name="Missed">Those that had no opportunity at their deadline.</param>
/// <param name="Sources">The same by who said when it began.</param>
/// <param name="Devices">The same by device: mobile, pc or unknown.</param>
internal sealed record MissesBody(
    DateOnly From, DateOnly To, long Contacts, long Missed, IReadOnlyList<MissPart> Sources, IReadOnlyList<MissPart> Devices)
{
    /// <summary>The counts of a period.</summary>
    public static MissesBody Of(DateOnly from, DateOnly to, IReadOnlyList<MissCount> counts) => new(
        from, to, counts.Sum(count => count.Contacts), counts.Sum(count => count.Missed),
        Parts(counts, count => count.Source), Parts(counts, count => count.Device ?? ContactQuery.UnknownDevice));

    private static IReadOnlyList<MissPart> Parts(IReadOnlyList<MissCount> counts, Func<MissCount, string> key) =>
        [.. counts.GroupBy(key).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new MissPart(group.Key, group.Sum(count => count.Contacts), group.Sum(count => count.Missed)))];
}

/// <summary>A part of them.</summary>
internal sealed record MissPart(string Key, long Contacts, long Missed);

/// <summary>How many first contacts that somebody was to be reminded of were covered (覆盖率, R14): a nudge reached the rep before the deadline.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Due">First contacts that began in the period and ran until a nudge was due.</param>
/// <param name="Reached">Of these, those of which a nudge came to a telephone that may show it, or was seen, before the deadline.</param>
/// <param name="Unreached">The others, the earliest first, at most 200; why is answered by <c>/why?kind=customer</c>.</param>
internal sealed record CoverageBody(DateOnly From, DateOnly To, long Due, long Reached, IReadOnlyList<DutyBody> Unreached)
{
    /// <summary>The counts of a period.</summary>
    public static CoverageBody Of(DateOnly from, DateOnly to, IReadOnlyList<MissCount> counts, IReadOnlyList<DutyItem> unreached) => new(
        from, to, counts.Sum(count => count.Due), counts.Sum(count => count.Reached), [.. unreached.Select(DutyBody.Of)]);
}
