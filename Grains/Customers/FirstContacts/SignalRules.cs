using System.Collections.Immutable;
using SalesGrains.Contracts.Terms;
using SalesGrains.Customers.FollowUps;
using SalesGrains.Entities;
using SalesGrains.Identities;

namespace SalesGrains.Customers.FirstContacts;

/// <summary>What comes in of contact: signals of other systems (P03, C03), and a person's own entry. Pure.</summary>
public static class SignalRules
{
    /// <summary>Signals that are kept: against them follow-ups are judged.</summary>
    public const int MostKept = 60;

    /// <summary>The source of a first contact that a person entered.</summary>
    public const string Entry = "entry";

    /// <summary>Clocks of phones and other systems run ahead by at most so much; what lies further ahead is refused.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private static readonly ImmutableArray<string> Contacts = ["wecom-contact", "call", "wechat-message"];
    private static readonly ImmutableArray<string> Channels = ["visit", "call", "wecom", "wechat", "mail", "other"];

    /// <summary>A signal comes in; the same one twice is one.</summary>
    public static Decision<CustomerEvent> Receive(CustomerState customer, CustomerSignal came, DecisionContext context)
    {
        if (customer.Cared.Signals.Any(known => known.Id == came.SignalId))
        {
            return Decision<CustomerEvent>.Accept();
        }

        var signal = new Signal
        {
            Id = came.SignalId,
            Source = came.Source,
            At = came.At < context.Now ? came.At.ToUniversalTime() : context.Now,
            RepId = came.RepId,
            DurationSeconds = came.DurationSeconds,
            Count = came.Count,
            Device = came.Device,
        };
        return Decision<CustomerEvent>.Accept(
        [
            new SignalReceived(signal),
            .. TruthRules.Judged(customer.Cared, customer.Cared.Signals.Append(signal), context),
            .. Contacts.Contains(signal.Source) && Speaks(signal) ? FirstContactRules.Touched(customer, signal.At, signal.Source, signal.Device) : [],
        ]);
    }

    /// <summary>A person enters a contact.</summary>
    public static Decision<CustomerEvent> Enter(CustomerState customer, RecordContact command, DecisionContext context)
    {
        var wrong = DraftRules.Text(command.ContactId, 64, "contact-entry.id", "/id", required: true)
            ?? (Channels.Contains(command.Channel) ? null : new Rejection("contact-entry.channel-unknown", "/channel"))
            ?? DraftRules.Text(command.Note, 500, "contact-entry.note", "/note", required: false)
            ?? Moment(command.At, "/at", context);
        if (wrong is not null)
        {
            return wrong;
        }

        if (customer.Cared.RecentIds.Contains(command.ContactId))
        {
            return Decision<CustomerEvent>.Accept();
        }

        var at = NotAhead(command.At, context);
        return Decision<CustomerEvent>.Accept(
            [new ContactRecorded(command.ContactId, at, command.Channel, command.Note), .. FirstContactRules.Touched(customer, at, Entry, null)]);
    }

    /// <summary>Whether a signal says anything: a call that nobody took does not.</summary>
    public static bool Speaks(Signal signal) => signal.Source != "call" || signal.DurationSeconds is not 0;

    /// <summary>A moment that people name lies neither ahead nor too far back.</summary>
    internal static Rejection? Moment(DateTimeOffset at, string field, DecisionContext context) =>
        at > context.Now + Ahead ? new Rejection("moment.in-future", field)
        : at < context.Now.AddDays(-context.Rules.FirstContact.EntryDays)
            ? new Rejection("moment.too-far-back", field).With("days", $"{context.Rules.FirstContact.EntryDays}")
        : null;

    /// <summary>A moment that a fast clock named is now.</summary>
    internal static DateTimeOffset NotAhead(DateTimeOffset at, DecisionContext context) => at < context.Now ? at.ToUniversalTime() : context.Now;
}
