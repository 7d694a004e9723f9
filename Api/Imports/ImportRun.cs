using System.Collections.Immutable;
using SalesGrains.Accounts;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Imports.Calls;
using SalesGrains.Integrations;
using SalesGrains.Numbers;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Imports;

/// <summary>Carries a plan out. Every command's key is made from the file and the row, so a run that was cut off is simply done again.</summary>
internal sealed class ImportRun(Caller caller, string importId)
{
    private const int AtOnce = 16;

    /// <summary>Rows that tell of a call which was known already.</summary>
    private readonly System.Collections.Concurrent.ConcurrentBag<int> repeated = [];

    /// <summary>Does all items; those that are refused are named, the others stand. Calls that were known are told by their rows.</summary>
    public async Task<(ImmutableArray<ImportProblem> Refused, ImmutableHashSet<int> Repeated)> Do(IEnumerable<PlannedItem> items)
    {
        var refused = new System.Collections.Concurrent.ConcurrentBag<ImportProblem>();
        await Parallel.ForEachAsync(items.Where(item => item.Action != "same"), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) =>
        {
            if (await Do(item) is { } rejection)
            {
                refused.Add(new(item.Row, "", rejection.Code, item.No));
            }
        });
        return ([.. refused.OrderBy(problem => problem.Row)], [.. repeated]);
    }

    private async Task<Rejection?> Do(PlannedItem item)
    {
        try
        {
            return item switch
            {
                PlannedRep rep => (await Rep(rep)).Rejection,
                PlannedCustomer customer => (await Customer(customer)).Rejection,
                PlannedContract contract => await Contract(contract),
                PlannedCall call => await Call(call),
                _ => throw new ArgumentOutOfRangeException(nameof(item)),
            };
        }
        catch (ProblemException taken)
        {
            return new(taken.Problem.Code, taken.Problem.Field, taken.Problem.Values);
        }
    }

    private Task<CommandOutcome> Rep(PlannedRep item)
    {
        var rep = caller.Grains.Entity<IRepGrain>(item.Id);
        RepCommand command = item.Action == "create" ? new CreateRep(item.Profile) : new UpdateRep(item.Profile);
        return caller.Claiming(EntityKinds.Rep, item.Id, item.No, "/externalNo", () => rep.Execute(new(command, Meta(item, "put"))));
    }

    private Task<CommandOutcome> Customer(PlannedCustomer item)
    {
        var customer = caller.Grains.Entity<ICustomerGrain>(item.Id);
        CustomerCommand command = item.Action == "create" ? new CreateCustomer(item.Profile) : new UpdateCustomer(item.Profile);
        return caller.Claiming(EntityKinds.Customer, item.Id, item.No, "/externalNo", () => customer.Execute(new(command, Meta(item, "put"))));
    }

    /// <summary>The call's own id is its command's key, not the file's: the telephone system may have reported it already.</summary>
    private async Task<Rejection?> Call(PlannedCall item)
    {
        var outcome = await SignalReceiver.Send(caller.Grains.Named<IIdentityGrain>(item.Key.GrainKey), item.Signal, caller.Actor);
        if (outcome is { Accepted: true, Repeated: true })
        {
            repeated.Add(item.Row);
        }

        return outcome.Rejection;
    }

    private async Task<Rejection?> Contract(PlannedContract item)
    {
        var contract = caller.Grains.Entity<IContractGrain>(item.Id);
        var made = await caller.Claiming(
            EntityKinds.Contract, item.Id, item.No, "/number", () => contract.Execute(new(new CreateContract(item.Draft), Meta(item, "draft"))));
        if (!made.Accepted || item.SignedOn is not { } signedOn)
        {
            return made.Rejection;
        }

        var signed = await contract.Execute(new(new SignContract(signedOn), Meta(item, "sign")));
        foreach (var happened in signed.Accepted ? item.Events : [])
        {
            signed = await contract.Execute(new(happened, Meta(item, happened.Event)));
            if (!signed.Accepted)
            {
                break;
            }
        }

        return signed.Rejection;
    }

    private CommandMeta Meta(PlannedItem item, string step) => new(caller.Actor, $"import-{importId}-{item.Row}-{step}", importId);
}
