namespace SalesGrains.Entities;

/// <summary>The kinds of entities. A kind is a grain type and the first part of every stored key: never rename one.</summary>
public static class EntityKinds
{
    /// <summary>合同.</summary>
    public const string Contract = "contract";

    /// <summary>客户.</summary>
    public const string Customer = "customer";

    /// <summary>销售员.</summary>
    public const string Rep = "rep";

    /// <summary>The organisation itself: tree, people, keys.</summary>
    public const string Organization = "organization";

    /// <summary>Published rule sets.</summary>
    public const string RuleSet = "rule-set";

    /// <summary>The organisation's own days and years.</summary>
    public const string Calendar = "calendar";

    /// <summary>One claimed business number, such as a contract number.</summary>
    public const string Number = "number";

    /// <summary>收件人: whom nudges reach, a rep or the leaders of a unit, with channels, quiet hours and attempts.</summary>
    public const string Recipient = "recipient";

    /// <summary>外部身份: one WeCom id, phone number or WeChat id, with the customer it belongs to and the signals that wait for one.</summary>
    public const string Identity = "identity";

    /// <summary>What all of an organisation's entities had committed, hour by hour.</summary>
    public const string Audit = "audit";
}
