using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>Who is signed in, and what they may see: all that a page needs to begin.</summary>
/// <param name="User">Who.</param>
/// <param name="Organization">Where.</param>
/// <param name="Scope">Their place: the largest scope they may see.</param>
/// <param name="Scopes">Every scope they may watch, in tree order; none for roles that see no sales.</param>
/// <param name="RepId">The rep they are, if they are one.</param>
/// <param name="Clock">The organisation's clock.</param>
/// <param name="Today">The organisation's day.</param>
/// <param name="WarnDays">Days before a due date from which a payment is "due soon".</param>
internal sealed record SessionView(
    SessionUser User,
    SessionOrganization Organization,
    string Scope,
    IReadOnlyList<SessionScope> Scopes,
    string? RepId,
    SessionClock Clock,
    DateOnly Today,
    int WarnDays)
{
    /// <summary>The session of a caller.</summary>
    public static SessionView Of(Caller caller, OrganizationView? view, DateTimeOffset real)
    {
        var organization = caller.Organization;
        var now = organization.At(real);
        var clock = organization.Stored.Clock;
        return new(
            new(caller.UserId, caller.Name, caller.Role, caller.SignInName),
            new(caller.Org, view?.Name ?? organization.Stored.Name, organization.Stored.Sandbox, organization.Stored.Zone),
            caller.Scope.ToString(),
            Policies.Admitted[Policies.ReadSales].Contains(caller.Role) && view is not null ? [.. Below(caller, view)] : [],
            caller.RepId,
            new(now, clock.Rate, clock.Version, clock.Jumping),
            organization.DayOf(now),
            organization.RulesAt(now).Payments.WarnDays);
    }

    private static IEnumerable<SessionScope> Below(Caller caller, OrganizationView view)
    {
        foreach (var unit in view.Units)
        {
            var scope = unit.Kind switch
            {
                "company" => BoardScope.Company,
                "region" => new("region", unit.Id),
                _ => new BoardScope("team", unit.Id),
            };
            if (caller.Covers(scope))
            {
                yield return new(scope.ToString(), unit.Name);
            }

            foreach (var rep in view.Reps.Where(rep => rep.UnitId == unit.Id && rep.Active && caller.Sees(rep.Id)))
            {
                yield return new($"rep/{rep.Id}", rep.Name);
            }
        }
    }
}

/// <summary>Who is signed in.</summary>
internal sealed record SessionUser(string Id, string Name, string Role, string? SignInName);

/// <summary>Where they are.</summary>
internal sealed record SessionOrganization(string Id, string Name, bool Sandbox, string Zone);

/// <summary>A scope with its name.</summary>
internal sealed record SessionScope(string Scope, string Name);

/// <summary>The organisation's clock.</summary>
/// <param name="Now">Its time.</param>
/// <param name="Rate">Its seconds per real second.</param>
/// <param name="Version">Rises with each change.</param>
/// <param name="Jumping">Commands are refused until it has arrived.</param>
internal sealed record SessionClock(DateTimeOffset Now, decimal Rate, long Version, bool Jumping);
