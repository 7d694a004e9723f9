using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>Keeps whose a sign-in name is, claimed by etag, and this activation's count of failed tries.</summary>
[GrainType("account")]
public sealed class AccountGrain(
    [PersistentState("account", StorageNames.Documents)] IPersistentState<AccountRecord> stored, TimeProvider time) : Grain, IAccountGrain
{
    // A claim is followed by the person's own commit; what has none after this time never will.
    private static readonly TimeSpan ClaimHolds = TimeSpan.FromMinutes(10);

    private readonly Queue<DateTimeOffset> tries = new();

    private AccountOwner? Owner => stored.State.Org == "" ? null : new(stored.State.Org, stored.State.UserId);

    /// <inheritdoc/>
    public Task<AccountOwner?> Find() => Task.FromResult(Owner);

    /// <inheritdoc/>
    public async Task<bool> Claim(AccountOwner owner)
    {
        if (Owner is { } other && other != owner && await IsHeld(other))
        {
            return false;
        }

        if (Owner != owner)
        {
            await Write(owner, time.GetUtcNow());
        }

        return true;
    }

    /// <inheritdoc/>
    public async Task Release(AccountOwner owner)
    {
        if (Owner == owner && !await IsPerson(owner))
        {
            await Write(new("", ""), default);
        }
    }

    /// <inheritdoc/>
    public Task<TimeSpan> BeginTry()
    {
        var now = time.GetUtcNow();
        while (tries.TryPeek(out var oldest) && now - oldest >= AccountRules.TryWindow)
        {
            tries.Dequeue();
        }

        if (tries.Count >= AccountRules.MaxTries)
        {
            return Task.FromResult(tries.Peek() + AccountRules.TryWindow - now);
        }

        tries.Enqueue(now);
        return Task.FromResult(TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public Task EndTry()
    {
        tries.Clear();
        return Task.CompletedTask;
    }

    private async Task<bool> IsHeld(AccountOwner other) =>
        time.GetUtcNow() - stored.State.ClaimedAt < ClaimHolds || await IsPerson(other);

    private async Task<bool> IsPerson(AccountOwner owner) =>
        await GrainFactory.GetGrain<IOrganizationGrain>($"{owner.Org}|{OrganizationKeys.Id}").View() is { } view
        && view.Person(owner.UserId) is not null;

    private async Task Write(AccountOwner owner, DateTimeOffset at)
    {
        stored.State = new() { Org = owner.Org, UserId = owner.UserId, ClaimedAt = at, Unknown = stored.State.Unknown };
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
