using System.Collections.Immutable;

namespace SalesGrains.Boards;

/// <summary>Kinds of duties (事项) on the boards of the field, on the wire.</summary>
public static class DutyKinds
{
    /// <summary>A first contact that is to become an opportunity (C01).</summary>
    public const string Contact = "contact";

    /// <summary>A payment node (R04).</summary>
    public const string Payment = "payment";

    /// <summary>A customer's next follow-up (Z05).</summary>
    public const string FollowUp = "follow-up";

    /// <summary>All; a duty's place here sorts it among those that are late from the same moment on.</summary>
    public static ImmutableArray<string> All { get; } = [Contact, Payment, FollowUp];
}
