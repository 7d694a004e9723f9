using SalesGrains.Customers.FirstContacts;
using SalesGrains.Recipients;

namespace SalesGrains.Nudges.Why;

/// <summary>
/// What was wrong with a first contact that was missed (漏录, C06, C08). That it was missed closes its reminders: a link that would be left out
/// because nobody needs it any more is then the one that failed. Each miss has a broken link, if only that nobody acted. Pure.
/// </summary>
internal static class WhyMissRules
{
    /// <summary>True when the case is about a miss.</summary>
    public static bool IsMissed(WhyCase one) => one is { Kind: "customer", FirstContactMissedAt: not null };

    /// <summary>True for a nudge that came before the deadline, and not of its having passed.</summary>
    public static bool IsReminder(string rule) => rule == FirstContactRules.Rule;

    /// <summary>Whether a nudge answers the question: of a miss, its reminders alone do.</summary>
    public static bool IsAbout(WhyCase one, string rule) => !IsMissed(one) || IsReminder(rule);

    /// <summary>The case as a nudge's chain has it: what a miss closed is of no concern to a nudge about something else.</summary>
    public static WhyCase For(WhyCase one, string? rule) => rule is null || IsReminder(rule) ? one : one with { FirstContactMissedAt = null };

    /// <summary>Heard of when it was over; null: in time, or heard of by the source that needs an identity.</summary>
    public static WhyLink? Signal(WhyCase one, bool contactsDenied) =>
        !IsLate(one) || IsByIdentity(one) ? null
        : new("signal", "broken", one.FirstContactKnownAt, contactsDenied ? "contacts-permission-missing" : one.HasWeComIdentity ? "signal-late" : "wecom-unmapped");

    /// <summary>The source knew at once and nobody knew whose it was, until it was over.</summary>
    public static WhyLink? Identity(WhyCase one, bool contactsDenied) =>
        IsLate(one) && (IsByIdentity(one) || (!one.HasWeComIdentity && !contactsDenied)) ? new("identity", "broken", one.FirstContactKnownAt, "wecom-unmapped") : null;

    /// <summary>No channel has proved that it delivered the reminder.</summary>
    public static WhyLink Unproven(WhyCase one, DeliveryView? nudge, WhyLink link) =>
        IsMissed(one) && nudge is not null && link is { State: "skipped" or "waiting" } && nudge.NotCarried is null && !one.Recipient.Channels.IsEmpty
            ? new("delivered", "broken", Fault: "no-proof")
            : link;

    /// <summary>It was there until the deadline and nobody opened it.</summary>
    public static WhyLink Unseen(WhyCase one, DeliveryView? nudge, WhyLink link) =>
        IsMissed(one) && nudge is { SeenAt: null } ? new("seen", "broken", one.FirstContactMissedAt, "not-seen") : link;

    /// <summary>Whatever else was in order: nobody acted. What is too long ago for its reminders to be kept says so.</summary>
    public static WhyLink Undone(WhyCase one, DeliveryView? nudge, WhyLink link) =>
        !IsMissed(one) ? link : new("done", "broken", one.FirstContactMissedAt, nudge is null && !IsLate(one) ? "not-kept" : "not-acted");

    private static bool IsLate(WhyCase one) => IsMissed(one) && one.FirstContactKnownAt >= one.FirstContactMissedAt;

    private static bool IsByIdentity(WhyCase one) => one.FirstContactSource is "wecom-contact" or "wechat-message";
}
