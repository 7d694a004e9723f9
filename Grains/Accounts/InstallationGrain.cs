using SalesGrains.Entities;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>Founds organisations: first what the runtime must know, then the administrator's name, then the organisation itself. Each step repeats harmlessly.</summary>
[GrainType("installation")]
public sealed class InstallationGrain(IEntityStore store, IOrganizationDirectory directory, TimeProvider time) : Grain, IInstallationGrain
{
    /// <inheritdoc/>
    public async Task<bool> IsEmpty() => (await store.ReadOrganizations()).IsEmpty;

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

        await directory.Refresh(command.Org);
        var actor = Actor.System("installation");
        return await GrainFactory.GetGrain<IOrganizationGrain>($"{command.Org}|{OrganizationKeys.Id}")
            .Execute(new(command.Create, new(actor, "found", "found")));
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
