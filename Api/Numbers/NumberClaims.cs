using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Numbers;

/// <summary>Claims a business number before an entity takes it, and gives it back when the entity is refused.</summary>
internal static class NumberClaims
{
    /// <summary>Runs a command that takes a number.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="kind">The entity's kind.</param>
    /// <param name="id">The entity.</param>
    /// <param name="number">The number, or null when it takes none.</param>
    /// <param name="field">The field that holds it.</param>
    /// <param name="command">The command.</param>
    /// <exception cref="ProblemException">422 when somebody else holds it.</exception>
    public static async Task<CommandOutcome> Claiming(
        this Caller caller, string kind, string id, string? number, string field, Func<Task<CommandOutcome>> command)
    {
        if (string.IsNullOrWhiteSpace(number))
        {
            return await command();
        }

        var claim = caller.Grains.Entity<INumberGrain>(NumberRules.KeyOf(kind, caller.Org, number).Id);
        if ((await claim.Execute(new(new ClaimNumber(number, id), new(caller.Actor)))).Rejection is { } taken)
        {
            throw Problem.Of(taken with { Field = field }).ToException();
        }

        var outcome = await command();
        if (!outcome.Accepted)
        {
            await claim.Execute(new(new ReleaseNumber(id), new(caller.Actor)));
        }

        return outcome;
    }
}
