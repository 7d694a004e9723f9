using Orleans.Runtime;

namespace SalesGrains.Entities;

/// <summary>
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
        set
        {
            if (value is null)
            {
                RequestContext.Remove(Key);
            }
            else
            {
                RequestContext.Set(Key, value);
            }
        }
    }
}
