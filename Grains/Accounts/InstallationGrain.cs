using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>Founds organisations: first what the runtime must know, then the administrator's name, then the organisation itself. Each step repeats harmlessly.</summary>
[GrainType("installation")]
public sealed class InstallationGrain(
    [PersistentState("installation", StorageNames.Documents)] IPersistentState<InstallationRecord> offered,
    IEntityStore store,
    IOrganizationDirectory directory,
    TimeProvider time) : Grain, IInstallationGrain
{
    // Each start of a silo before the first setup offers one.
    private const int MostCodes = 64;

    /// <inheritdoc/>
    public async Task<bool> IsEmpty() => (await store.ReadOrganizations()).IsEmpty;

    /// <inheritdoc/>
    public async Task Offer(string codeHash, FirstIds ids)
    {
        if (offered.State.CodeHashes.Contains(codeHash) || !await IsEmpty())
        {
            return;
        }

        var known = offered.State.Org == "" ? offered.State with { Org = ids.Org, UserId = ids.UserId } : offered.State;
        await Write(known with { CodeHashes = [.. known.CodeHashes.TakeLast(MostCodes - 1), codeHash] });
    }

    // What is offered is forgotten once the setup is done; until then a setup that was cut off can be done again.
    /// <inheritdoc/>
    public async Task<FirstIds?> Redeem(string codeHash) =>
        offered.State.CodeHashes.Contains(codeHash) && (await store.ReadOrganizations()).All(known => known.Org == offered.State.Org)
            ? new(offered.State.Org, offered.State.UserId)
            : null;

    /// <inheritdoc/>
    public async Task<CommandOutcome> Found(FoundOrganization command)
    {
        if (OrganizationRules.Decide(new(), command.Create).Rejection is { } refused)
        {
            return new(0, refused);
        }

        var first = command.Create.Administrator;
        var account = GrainFactory.GetGrain<IAccountGrain>(AccountKeys.OfName(first.SignInName)
            ?? throw new ArgumentException("Not a sign-in name.", nameof(command)));
        if (!await account.Claim(new(command.Org, first.Id)))
        {
            return new(0, new("person.sign-in-name-taken", "/signInName"));
        }

        if ((await store.ReadOrganizations()).All(known => known.Org != command.Org))
        {
            await store.PutOrganization(Stored(command), null);
        }

        await directory.Publish(command.Org);
        var actor = Actor.System("installation");
        var outcome = await GrainFactory.GetGrain<IOrganizationGrain>($"{command.Org}|{OrganizationKeys.Id}")
            .Execute(new(command.Create, new(actor, "found", "found")));
        if (outcome.Accepted && offered.State.Org != "")
        {
            await Write(new() { Unknown = offered.State.Unknown });
        }

        return outcome;
    }

    private async Task Write(InstallationRecord record)
    {
        offered.State = record;
        try
        {
            await offered.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private StoredOrganization Stored(FoundOrganization command)
    {
        var parts = command.Size switch { OrganizationSize.Small => 1, OrganizationSize.Medium => 4, _ => 16 };
        return new()
        {
            Org = command.Org,
            Name = command.Create.Name,
            Zone = command.Zone,
            Partitions = parts,
            Shards = parts,
            Sandbox = command.Sandbox is not null,
            Clock = command.Sandbox is { } start ? new(time.GetUtcNow(), start.At, start.Rate, 1) : OrganizationClock.Real,
        };
    }
}
