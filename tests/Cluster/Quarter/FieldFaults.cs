namespace SalesGrains.Quarter;

/// <summary>The five faults by which companies lose reminders, and who has which: spread over the reps, one of four customers for the fourth.</summary>
internal static class FieldFaults
{
    public const string None = "none";
    public const string Notifications = "notifications-off";
    public const string Contacts = "contacts-permission-missing";
    public const string InboxOnly = "inbox-only";
    public const string Unmapped = "wecom-unmapped";
    public const string Computers = "computers-only";

    private static readonly string[] OfReps = [Notifications, Contacts, InboxOnly, Computers, None];

    /// <summary>What is wrong with how a rep is reached or heard.</summary>
    public static string OfRep(int rep) => OfReps[rep % OfReps.Length];

    /// <summary>The faults that concern a contact, with a plus between them: the customer's own, and the rep's as far as it has to do with the source.</summary>
    public static string Of(FieldContact contact)
    {
        string[] faults =
        [
            .. contact.Unmapped ? [Unmapped] : Array.Empty<string>(),
            .. OfRep(contact.Rep) is var fault && (fault == None || (fault == Contacts && contact.Source != "call")) ? Array.Empty<string>() : [fault],
        ];
        return faults.Length == 0 ? None : string.Join(" + ", faults);
    }
}
