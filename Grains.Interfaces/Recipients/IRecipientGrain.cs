using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.Recipients;

/// <summary>Whom nudges reach (收件人): a rep, the leaders of a unit, or the directors. Key: <c>{org}|{rep id or unit id}</c>.</summary>
[Alias("recipient")]
public interface IRecipientGrain : IEntityGrain
{
    /// <summary>Decides a command and commits it.</summary>
    [Alias("execute")] Task<CommandOutcome> Execute(Command<RecipientCommand> command);

    /// <summary>The recipient as last committed; an empty one when nobody has told or sent it anything.</summary>
    [AlwaysInterleave, ReadOnly, Alias("get")] Task<RecipientView> Get();
}

/// <summary>Where recipients live.</summary>
public static class RecipientKeys
{
    /// <summary>The recipient of a rep or of a unit's leaders.</summary>
    public static EntityKey Of(string org, string repOrUnitId) => new(EntityKinds.Recipient, org, repOrUnitId);
}

/// <summary>
/// Holds one channel of one organisation below what its vendor allows (限速): a bucket of tokens for each address. Nothing of it is stored;
/// one that starts anew gives no more than a burst beyond the limit. Key: <c>{org}|{channel}</c>.
/// </summary>
[Alias("channel-gate")]
public interface IChannelGateGrain : IGrainWithStringKey
{
    /// <summary>Takes a token; zero when there is one, else how long until there is.</summary>
    /// <param name="address">Whose bucket.</param>
    /// <param name="perMinute">Tokens in any minute.</param>
    /// <param name="burst">Tokens at once.</param>
    [Alias("take")] Task<TimeSpan> Take(string address, int perMinute, int burst);

    /// <summary>The vendor wants to be left alone by this address: no token until then.</summary>
    [Alias("pause")] Task Pause(string address, TimeSpan pause);
}
