using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Customers;

/// <summary>A moment of a customer's timeline of which chains are made (P08). Stored: never rename a member.</summary>
public sealed record ChainMark
{
    /// <summary>The follow-up, quotation or opportunity that it is of.</summary>
    public string Id { get; set; } = "";

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>objection, solution or result.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The objection's, the solution's or the result's code.</summary>
    public string Code { get; set; } = "";

    /// <summary>The opportunity that it is about; null: not said.</summary>
    public string? OpportunityId { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The customer objected to something.</summary>
    public const string Objection = "objection";

    /// <summary>Something was done.</summary>
    public const string Solution = "solution";

    /// <summary>An opportunity came up, moved or ended.</summary>
    public const string Result = "result";
}
