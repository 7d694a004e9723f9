using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SalesGrains.Audit;
using SalesGrains.Calendars;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;
using SalesGrains.Identities;
using SalesGrains.Numbers;
using SalesGrains.Organizations;
using SalesGrains.Recipients;
using SalesGrains.Reps;
using SalesGrains.RuleSets;

namespace SalesGrains;

/// <summary>What released versions wrote: the files under stored/.</summary>
internal static class StoredFiles
{
    private static readonly Lazy<IReadOnlyList<(string File, Type Type, HashSet<string> Members)>> Found = new(() => [.. All.SelectMany(Of)]);

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "stored");

    public static IEnumerable<string> All =>
        Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>Every object in any of the files, with its type and the names of its members.</summary>
    public static IReadOnlyList<(string File, Type Type, HashSet<string> Members)> Objects => Found.Value;

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public static JsonTypeInfo TypeOf(string file) => Path.GetFileName(file).Split('.')[0] switch
    {
        "contract" => ContractRules.Definition.StateJson,
        "contract-events" => ContractRules.Definition.EventJson,
        "customer" => CustomerRules.Definition.StateJson,
        "customer-events" => CustomerRules.Definition.EventJson,
        "number" => NumberRules.Definition.StateJson,
        "number-events" => NumberRules.Definition.EventJson,
        "identity" => IdentityRules.Definition.StateJson,
        "identity-events" => IdentityRules.Definition.EventJson,
        "rep" => RepRules.Definition.StateJson,
        "rep-events" => RepRules.Definition.EventJson,
        "recipient" => RecipientRules.Definition.StateJson,
        "recipient-events" => RecipientRules.Definition.EventJson,
        "organization" => OrganizationRules.Definition.StateJson,
        "organization-events" => OrganizationRules.Definition.EventJson,
        "rule-set" => RuleSetRules.Definition.StateJson,
        "rule-set-events" => RuleSetRules.Definition.EventJson,
        "calendar" => CalendarRules.Definition.StateJson,
        "calendar-events" => CalendarRules.Definition.EventJson,
        "audit" => AuditRules.Definition.StateJson,
        "audit-events" => AuditRules.Definition.EventJson,
        "effects" => ProtocolJson.Stored.EffectBody,
        "facts" => FactsJson.Default.EntityFacts,
        "outcomes" => FactsJson.Default.CommandOutcome,
        "commits" => ProtocolJson.Stored.CommitContent,
        "lanes" => ProtocolJson.Stored.LaneNumbers,
        "delivered" => ProtocolJson.Stored.DeliveredLanes,
        var other => throw new ArgumentException(other),
    };

    private static IEnumerable<(string, Type, HashSet<string>)> Of(string file)
    {
        using var json = JsonDocument.Parse(Text(file));
        var info = TypeOf(file);
        return [.. (json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.EnumerateArray().AsEnumerable() : [json.RootElement])
            .SelectMany(one => Of(file, one.Clone(), info))];
    }

    private static IEnumerable<(string, Type, HashSet<string>)> Of(string file, JsonElement json, JsonTypeInfo info)
    {
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return [];
        }

        switch (info.Kind)
        {
            case JsonTypeInfoKind.Enumerable:
                return json.EnumerateArray().SelectMany(item => Of(file, item, Element(info, 0)));
            case JsonTypeInfoKind.Dictionary:
                return json.EnumerateObject().SelectMany(entry => Of(file, entry.Value, Element(info, 1)));
            case JsonTypeInfoKind.Object:
                var actual = Actual(json, info);
                var members = json.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
                return actual.Properties.Where(member => !member.IsExtensionData && members.ContainsKey(member.Name))
                    .SelectMany(member => Of(file, members[member.Name], actual.Options.GetTypeInfo(member.PropertyType)))
                    .Prepend((file, actual.Type, members.Keys.ToHashSet()));
            default:
                return [];
        }
    }

    private static JsonTypeInfo Element(JsonTypeInfo info, int which) => info.Options.GetTypeInfo((Nullable.GetUnderlyingType(info.Type) ?? info.Type).GetGenericArguments()[which]);

    private static JsonTypeInfo Actual(JsonElement json, JsonTypeInfo info) =>
        info.PolymorphismOptions is { } kinds && json.TryGetProperty(kinds.TypeDiscriminatorPropertyName, out var kind)
            ? info.Options.GetTypeInfo(kinds.DerivedTypes.First(one => (string)one.TypeDiscriminator! == kind.GetString()).DerivedType)
            : info;
}
