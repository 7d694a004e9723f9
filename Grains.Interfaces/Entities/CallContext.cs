using Orleans.Runtime;

namespace SalesGrains.Entities;

/// <summary>
<<<<<<< HEAD
/// In whose name a call to a grain is made. The edge sets it from the authenticated principal; a grain of another organisation refuses the call.
/// It is the second lock: the first is that keys are made from the same principal.
/// </summary>
public static class CallContext
{
    /// <summary>The name of the value in Orleans' request context.</summary>
    private const string Key = "sg-org";

    /// <summary>Stands for calls of the runtime itself, which belong to no organisation: sweepers, pingers, sign-in.</summary>
    public const string System = "*";

    /// <summary>The organisation in whose name calls are made from here on, or null when nobody has said.</summary>
    public static string? Org
    {
        get => RequestContext.Get(Key) as string;
=======
/// What travels with a call besides its arguments. The edge sets the organisation from the authenticated caller, always; it flows from
/// grain to grain, and a filter in front of every grain compares it with the grain's key. Calls that the system starts carry none.
/// </summary>
public static class CallContext
{
    private const string OrganizationKey = "sg.org";

    /// <summary>The caller's organisation, or null for calls of the system itself.</summary>
    public static string? Organization
    {
        get => RequestContext.Get(OrganizationKey) as string;
>>>>>>> 6a196d1 (Write the entity protocol's one base class: decide, commit, answer, deliver)
        set
        {
            if (value is null)
            {
<<<<<<< HEAD
                RequestContext.Remove(Key);
            }
            else
            {
                RequestContext.Set(Key, value);
            }
        }
    }
=======
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
>>>>>>> 6a196d1 (Write the entity protocol's one base class: decide, commit, answer, deliver)
}
