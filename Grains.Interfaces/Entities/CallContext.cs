using Orleans.Runtime;

namespace SalesGrains.Entities;

/// <summary>
/// What travels with a call besides its arguments. The edge sets the organisation from the authenticated caller, always; it flows from
/// grain to grain, and a filter in front of every grain compares it with the grain's key. Calls that the system starts carry none.
/// It is the second lock: the first is that keys are made from the same principal.
/// </summary>
public static class CallContext
{
    private const string OrganizationKey = "sg.org";

    /// <summary>The caller's organisation, or null for calls of the system itself.</summary>
    public static string? Organization
    {
        get => RequestContext.Get(OrganizationKey) as string;
        set
        {
            if (value is null)
            {
                RequestContext.Remove(OrganizationKey);
            }
            else
            {
                RequestContext.Set(OrganizationKey, value);
            }
        }
    }

    /// <summary>Leaves the caller's context behind: for work that outlives the call which started it.</summary>
    public static void Clear() => RequestContext.Clear();
}
