namespace SalesGrains.Accounts;

/// <summary>When an API key was last used, to the minute (上次使用). Key: <c>{org}|{key id}</c>. It is kept beside the organisation, so that a use is no event.</summary>
[Alias("key-use")]
public interface IKeyUseGrain : IGrainWithStringKey
{
    /// <summary>It was used; written down at most once a minute.</summary>
    [Alias("used")] Task Used(DateTimeOffset at);

    /// <summary>When it was last used, to the minute, or null.</summary>
    [Alias("last-used")] Task<DateTimeOffset?> LastUsed();
}
