using Microsoft.AspNetCore.Authorization;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>
/// What an endpoint or hub method demands. Every one names its policy; the table of roles and operations is made from them.
/// Whose rows a caller may touch is a second question, answered by <see cref="Caller"/>.
/// </summary>
public static class Policies
{
    /// <summary>Anybody who is signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>See the organisation, its calendar, its reps.</summary>
    public const string ReadOrganization = "read-organization";

    /// <summary>See customers, contracts, boards, numbers.</summary>
    public const string ReadSales = "read-sales";

    /// <summary>Write contracts and their terms.</summary>
    public const string EditContracts = "edit-contracts";

    /// <summary>Record what happened to a contract: shipment, arrival, acceptance, invoice; tick off its checklist.</summary>
    public const string RecordEvents = "record-events";

    /// <summary>Say something about a customer to those who look after it (X18): whoever sees it.</summary>
    public const string Comment = "comment";

    /// <summary>Name who may sign for a customer's decision chain.</summary>
    public const string NameDelegates = "name-delegates";

    /// <summary>Ask for the end of a freeze without a valid signature.</summary>
    public const string RequestReleases = "request-releases";

    /// <summary>Agree to it as the second person, or not.</summary>
    public const string DecideReleases = "decide-releases";

    /// <summary>Write customers.</summary>
    public const string EditCustomers = "edit-customers";

    /// <summary>Say that a follow-up was read.</summary>
    public const string ReviewFollowUps = "review-follow-ups";

    /// <summary>Record money received, and where it belongs.</summary>
    public const string RecordMoney = "record-money";

    /// <summary>Take back a receipt.</summary>
    public const string ReverseMoney = "reverse-money";

    /// <summary>Write reps and their places.</summary>
    public const string EditReps = "edit-reps";

    /// <summary>Mark nudges as seen and acted on.</summary>
    public const string ActOnNudges = "act-on-nudges";

    /// <summary>Report signals of contact: calls, message activity.</summary>
    public const string ReportSignals = "report-signals";

    /// <summary>Load customers, reps and contracts from files.</summary>
    public const string Import = "import";

    /// <summary>Move a sandbox's clock.</summary>
    public const string RunSandbox = "run-sandbox";

    /// <summary>Compare boards with the store, and mend what differs; administrators are not told amounts.</summary>
    public const string Reconcile = "reconcile";

    /// <summary>Publish rule sets and change the calendar: what everybody's due dates and warnings follow.</summary>
    public const string PublishRules = "publish-rules";

    /// <summary>People, units, keys, dead letters; no money.</summary>
    public const string Administer = "administer";

    /// <summary>Which roles each policy admits, in the order of the role table.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Admitted { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [SignedIn] = Roles.All,
        [ReadOrganization] = Roles.All,
        [ReadSales] = [Roles.Rep, Roles.Manager, Roles.Director, Roles.Finance, Roles.Delivery],
        [EditContracts] = [Roles.Rep, Roles.Manager, Roles.Director],
        [RecordEvents] = [Roles.Rep, Roles.Manager, Roles.Director, Roles.Finance, Roles.Delivery],
        [Comment] = [Roles.Rep, Roles.Manager, Roles.Director, Roles.Finance, Roles.Delivery],
        [NameDelegates] = [Roles.Manager, Roles.Director],
        [RequestReleases] = [Roles.Director],
        [DecideReleases] = [Roles.Manager, Roles.Director],
        [EditCustomers] = [Roles.Rep, Roles.Manager, Roles.Director],
        [ReviewFollowUps] = [Roles.Manager, Roles.Director],
        [RecordMoney] = [Roles.Rep, Roles.Manager, Roles.Finance],
        [ReverseMoney] = [Roles.Manager, Roles.Finance],
        [EditReps] = [Roles.Manager, Roles.Director, Roles.Admin],
        [ActOnNudges] = [Roles.Rep, Roles.Manager, Roles.Director, Roles.Finance, Roles.Delivery],
        [ReportSignals] = [Roles.Rep, Roles.Manager, Roles.Director],
        [Import] = [Roles.Manager, Roles.Director],
        [RunSandbox] = [Roles.Manager, Roles.Director, Roles.Admin],
        [Reconcile] = [Roles.Director, Roles.Finance, Roles.Admin],
        [PublishRules] = [Roles.Director, Roles.Admin],
        [Administer] = [Roles.Admin],
    };

    /// <summary>Registers the policies; what names none demands a signed-in caller.</summary>
    internal static void Add(AuthorizationOptions options)
    {
        foreach (var (policy, roles) in Admitted)
        {
            options.AddPolicy(policy, demand => demand.RequireAuthenticatedUser().RequireRole(roles));
        }

        options.FallbackPolicy = options.DefaultPolicy;
    }
}
