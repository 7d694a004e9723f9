using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Identities;

namespace SalesGrains.Imports.Calls;

/// <summary>Says of the calls that a look shows whether somebody's number is known, or the call will wait in the tray (未匹配, C04).</summary>
internal static class CallLook
{
    /// <summary>The action of a call whose number is nobody's.</summary>
    public const string Tray = "tray";

    /// <summary>The same items, calls with what will become of them; reads the identities of those shown and of no others.</summary>
    public static async Task<IReadOnlyList<PlannedItem>> Foresee(Caller caller, IReadOnlyList<PlannedItem> shown) =>
        await Task.WhenAll(shown.Select(async item => item is not PlannedCall call
            || await caller.Grains.Named<IIdentityGrain>(call.Key.GrainKey).Get() is { HolderId.Length: > 0 } ? item : call with { Action = Tray }));
}
