using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Identities;

/// <summary>An external identity as pages and lists show it, never with its whole value. Pure.</summary>
public static class IdentityViewRules
{
    /// <summary>A normal value with its middle left out: a phone number without its country keeps three digits and the last four.</summary>
    public static string Mask(string kind, string normal)
    {
        const string China = "+86";
        var text = kind == IdentityKeys.Phone && normal.StartsWith(China, StringComparison.Ordinal) ? normal[China.Length..] : normal;
        var (head, tail) = text.Length >= 11 ? (3, 4) : text.Length >= 6 ? (1, 2) : (0, 1);
        return $"{text[..head]}****{text[^tail..]}";
    }

    /// <summary>The view of a state.</summary>
    public static IdentityView Of(IdentityState identity, string id, long version) => new()
    {
        Id = id,
        Kind = identity.Kind,
        Masked = identity.Masked,
        HolderId = identity.HolderId,
        RepId = identity.HolderId.Length > 0 ? identity.HolderRepId : identity.RepId,
        FirstAt = identity.Waiting.Min(signal => (DateTimeOffset?)signal.At),
        Count = identity.Count,
        IsWaiting = identity.IsWaiting,
        Version = version,
    };

    /// <summary>The facts of a state.</summary>
    public static IdentityFacts Facts(IdentityState identity, DecisionContext context)
    {
        var first = identity.IsWaiting ? UnmatchedRules.FirstContact(identity.Waiting) ?? identity.Waiting.MinBy(signal => signal.At) : null;
        return new()
        {
            IdentityKind = identity.Kind,
            Masked = identity.Masked,
            RepId = identity.HolderId.Length > 0 ? identity.HolderRepId : identity.RepId,
            IsWaiting = identity.IsWaiting,
            FirstAt = first?.At,
            LastAt = identity.IsWaiting ? identity.Waiting.Max(signal => (DateTimeOffset?)signal.At) : null,
            Count = identity.Count,
            Source = first?.Source ?? "",
            Device = first?.Device,
            DeadlineAt = UnmatchedRules.DeadlineOf(identity, context),
            MissedAt = identity.IsWaiting ? identity.MissedAt : null,
            Nudges = NudgeListRules.Open(identity.Nudges),
            NextDue = UnmatchedRules.Items(identity, context).Min(item => (DateTimeOffset?)item.At),
        };
    }
}
