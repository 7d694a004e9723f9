using SalesGrains.Calendars;
using SalesGrains.Entities;

namespace SalesGrains.Recipients.Sending;

/// <summary>When people are left alone (免打扰, X16): snoozed, or in quiet hours. Strong nudges and those that climbed come all the same. Pure.</summary>
public static class QuietRules
{
    /// <summary>True for what does not wait.</summary>
    public static bool IsUrgent(Delivery nudge) => nudge.Strong || nudge.Escalated;

    /// <summary>The earliest moment at which a message may go out.</summary>
    public static DateTimeOffset NotBefore(RecipientState recipient, bool urgent, DecisionContext context)
    {
        if (urgent)
        {
            return context.Now;
        }

        var from = recipient.SnoozedUntil is { } until && until > context.Now ? until : context.Now;
        var (quietFrom, quietTo) = recipient.Quiet is { } own ? (own.From, own.To) : (context.Rules.Delivery.QuietFrom, context.Rules.Delivery.QuietTo);
        return QuietUntil(from, quietFrom, quietTo, context.Zone) ?? from;
    }

    /// <summary>The end of the quiet hours that an instant lies in, or null. They begin with their first second and end with their last.</summary>
    public static DateTimeOffset? QuietUntil(DateTimeOffset at, TimeOnly from, TimeOnly to, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var overnight = from > to;
        var quiet = from != to && (overnight ? time >= from || time < to : time >= from && time < to);
        return !quiet ? null : LocalTime.At(overnight && time >= from ? day.AddDays(1) : day, to, zone);
    }
}
