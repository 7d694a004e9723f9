using System.Reflection;
using System.Security.Claims;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Problems;
using SalesGrains.RuleSets;

namespace SalesGrains.Accounts;

/// <summary>Who calls, and what of the organisation they may see. Bound as an endpoint's parameter; hubs ask <see cref="Callers"/>.</summary>
public sealed class Caller : IBindableFromHttpContext<Caller>
{
    private readonly Func<Task<OrganizationSnapshot>> look;

    internal Caller(
        ClaimsPrincipal principal, OrganizationSnapshot organization, TenantGrains grains, DateTimeOffset real, Func<Task<OrganizationSnapshot>> look)
    {
        this.look = look;
        Org = principal.FindFirstValue(SalesClaims.Org)!;
        Role = principal.FindFirstValue(SalesClaims.Role)!;
        SignInName = principal.FindFirstValue(SalesClaims.SignInName);
        RepId = principal.FindFirstValue(SalesClaims.Rep);
        Scope = BoardScope.Parse(principal.FindFirstValue(SalesClaims.Scope))
            ?? throw new InvalidOperationException("An authenticated caller has a scope.");
        Actor = new(principal.FindFirstValue(SalesClaims.User)!, principal.FindFirstValue(SalesClaims.Name)!, Role);
        Organization = organization;
        Today = organization.DayOf(organization.At(real));
        Grains = grains;
    }

    /// <summary>The organisation, from the authenticated principal only.</summary>
    public string Org { get; }

    /// <summary>The caller as histories name them.</summary>
    public Actor Actor { get; }

    /// <summary>User id or API key id.</summary>
    public string UserId => Actor.Id;

    /// <summary>Name.</summary>
    public string Name => Actor.Name;

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role { get; }

    /// <summary>The name they sign in with; null for API keys.</summary>
    public string? SignInName { get; }

    /// <summary>Their place in the tree: the largest scope they may see.</summary>
    public BoardScope Scope { get; }

    /// <summary>The rep that they are, if they are one.</summary>
    public string? RepId { get; }

    /// <summary>The organisation at this moment.</summary>
    public OrganizationSnapshot Organization { get; private set; }

    /// <summary>The organisation's day.</summary>
    public DateOnly Today { get; }

    /// <summary>The rule set that holds today.</summary>
    public RuleSet Rules => Organization.Rules.On(Today);

    /// <summary>The organisation's grains.</summary>
    public TenantGrains Grains { get; }

    /// <summary>True when all of a scope lies within the caller's place.</summary>
    public bool Covers(BoardScope scope) => Organization.Tree.Covers(Scope, scope);

    /// <summary>True when the rep's rows lie within the caller's place.</summary>
    public bool Sees(string repId) => Organization.Tree.Contains(Scope, repId);

    /// <summary>
    /// True when something holds by the organisation's tree. Where it does not by what this silo has kept, the tree is looked at anew first:
    /// another silo may have changed it a moment ago, and what is refused stays refused under its key.
    /// </summary>
    public async Task<bool> Confirms(Func<bool> holds)
    {
        if (holds())
        {
            return true;
        }

        var before = Organization.Tree.Version;
        Organization = await look();
        return Organization.Tree.Version > before && holds();
    }

    /// <summary>Answers 404 unless the caller may see the rep's rows: what lies elsewhere does not exist for them.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public void MustSee(string repId)
    {
        if (!Sees(repId))
        {
            throw Problem.NotFound().ToException();
        }
    }

    /// <summary>The scope that a query asks for, the caller's own place when it asks for none.</summary>
    /// <exception cref="ProblemException">400 when it is not a scope, 403 when it lies outside the caller's place.</exception>
    public BoardScope ScopeOf(string? asked)
    {
        if (string.IsNullOrEmpty(asked))
        {
            return Scope;
        }

        var scope = BoardScope.Parse(asked) ?? throw new Problem(StatusCodes.Status400BadRequest, "scope.malformed", "scope").ToException();
        return Covers(scope)
            ? scope
            : throw new Problem(StatusCodes.Status403Forbidden, "scope.forbidden", "scope").With("scope", asked).ToException();
    }

    /// <summary>The caller of a request; there is one wherever a policy let the request pass.</summary>
    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new Problem(StatusCodes.Status401Unauthorized, "session.required").ToException();

    /// <summary>Binds the caller.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context));
}
