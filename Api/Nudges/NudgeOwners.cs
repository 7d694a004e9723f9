using SalesGrains.Accounts;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Identities;
using SalesGrains.Portfolios;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Nudges;

/// <summary>Which nudge of which entity. As text a contract's is <c>{id}:{nudge}</c>, as it always was; elsewhere the kind stands before it.</summary>
internal readonly record struct NudgeName(string Kind, string Id, string Nudge)
{
    /// <summary>Of a nudge in a list.</summary>
    public static NudgeName Of(NudgeItem item) => new(item.Kind, item.ContractId, item.NudgeId);

    /// <summary>Reads a name.</summary>
    /// <exception cref="ProblemException">400: it is none.</exception>
    public static NudgeName Read(string text, string field)
    {
        var parts = text.Split(':');
        return parts.Length is 2 or 3 && parts.All(TenantGrains.IsId)
            ? parts.Length == 2 ? new(EntityKinds.Contract, parts[0], parts[1]) : new(parts[0], parts[1], parts[2])
            : throw new Problem(StatusCodes.Status400BadRequest, "id.malformed", field).ToException();
    }

    /// <inheritdoc/>
    public override string ToString() => Kind == EntityKinds.Contract ? $"{Id}:{Nudge}" : $"{Kind}:{Id}:{Nudge}";
}

/// <summary>The entities that raise nudges: who may see them, and how somebody's word on one is sent to them.</summary>
internal static class NudgeOwners
{
    /// <summary>The rep whose nudge it is; null when there is no such entity.</summary>
    public static async Task<string?> RepOf(Caller caller, NudgeName name) => name.Kind switch
    {
        EntityKinds.Contract => (await caller.Grains.Entity<IContractGrain>(name.Id).Get())?.RepId,
        EntityKinds.Customer => (await caller.Grains.Entity<ICustomerGrain>(name.Id).Get())?.Profile.RepId,
        EntityKinds.Identity => (await caller.Grains.Entity<IIdentityGrain>(name.Id).Get())?.RepId,
        EntityKinds.Rep => await caller.Grains.Entity<IRepGrain>(name.Id).Get() is null ? null : name.Id,
        _ => null,
    };

    /// <summary>The entity, and what sends it the word.</summary>
    /// <exception cref="ProblemException">404: this kind raises none.</exception>
    public static (IEntityGrain Grain, Func<CommandMeta, Task<CommandOutcome>> Send) Marking(Caller caller, NudgeName name, string mark)
    {
        switch (name.Kind)
        {
            case EntityKinds.Contract:
                var contract = caller.Grains.Entity<IContractGrain>(name.Id);
                return (contract, meta => contract.Execute(new(ContractCommand(name.Nudge, mark), meta)));
            case EntityKinds.Customer:
                var customer = caller.Grains.Entity<ICustomerGrain>(name.Id);
                return (customer, meta => customer.Execute(new(new MarkCustomerNudge(name.Nudge, mark), meta)));
            case EntityKinds.Identity:
                var identity = caller.Grains.Entity<IIdentityGrain>(name.Id);
                return (identity, meta => identity.Execute(new(new MarkIdentityNudge(name.Nudge, mark), meta)));
            case EntityKinds.Rep:
                var rep = caller.Grains.Entity<IRepGrain>(name.Id);
                return (rep, meta => rep.Execute(new(new MarkRepNudge(name.Nudge, mark), meta)));
            default:
                throw Problem.NotFound().ToException();
        }
    }

    private static ContractCommand ContractCommand(string nudge, string mark) => mark switch
    {
        NudgeMarks.Seen => new MarkNudgeSeen(nudge),
        NudgeMarks.Acted => new MarkNudgeActed(nudge),
        NudgeMarks.Released => new ReleaseNudge(nudge),
        _ => new DiscardNudge(nudge),
    };
}
