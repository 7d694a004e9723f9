
namespace SalesGrains.Accounts;

/// <summary>
/// One name under which somebody signs in, unique in the installation: it says whose it is, and counts failed tries.
/// Key: see <see cref="AccountKeys"/>. It belongs to no organisation.
/// </summary>
[Alias("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Whose it is, or null.</summary>
    [Alias("find")] Task<AccountOwner?> Find();

    /// <summary>Takes the name for a person; true when it is theirs now. A name whose owner never came to be can be taken over.</summary>
    [Alias("claim")] Task<bool> Claim(AccountOwner owner);

    /// <summary>Gives the name back, if it is theirs.</summary>
    [Alias("release")] Task Release(AccountOwner owner);

    /// <summary>Begins a try to sign in.</summary>
    /// <returns>Zero when it may go on; else how long to wait: five failed tries in fifteen minutes are enough.</returns>
    [Alias("begin-try")] Task<TimeSpan> BeginTry();

    /// <summary>A try succeeded: the failed ones are forgotten.</summary>
    [Alias("end-try")] Task EndTry();
}

/// <summary>Whose an account is.</summary>
/// <param name="Org">Organisation.</param>
/// <param name="UserId">The person in it.</param>
[GenerateSerializer, Immutable, Alias("account-owner")]
public sealed record AccountOwner([property: Id(0)] string Org, [property: Id(1)] string UserId);
