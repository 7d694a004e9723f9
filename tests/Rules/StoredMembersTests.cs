using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
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

/// <summary>
/// Walks everything that is stored as JSON. A member that is added later must have, in the records of before, the value that its initializer
/// gives: the serializer's generated code gives an <c>init</c> member that a record lacks its type's default instead, null for a text.
/// </summary>
public sealed class StoredMembersTests
{
    private static readonly JsonTypeInfo[] Roots =
    [
        ContractRules.Definition.StateJson, ContractRules.Definition.EventJson,
        CustomerRules.Definition.StateJson, CustomerRules.Definition.EventJson,
        RepRules.Definition.StateJson, RepRules.Definition.EventJson,
        RecipientRules.Definition.StateJson, RecipientRules.Definition.EventJson,
        IdentityRules.Definition.StateJson, IdentityRules.Definition.EventJson,
        NumberRules.Definition.StateJson, NumberRules.Definition.EventJson,
        OrganizationRules.Definition.StateJson, OrganizationRules.Definition.EventJson,
        RuleSetRules.Definition.StateJson, RuleSetRules.Definition.EventJson,
        CalendarRules.Definition.StateJson, CalendarRules.Definition.EventJson,
        AuditRules.Definition.StateJson, AuditRules.Definition.EventJson,
        FactsJson.Default.EntityFacts, FactsJson.Default.CommandOutcome,
        ProtocolJson.Stored.CommitContent, ProtocolJson.Stored.LaneNumbers, ProtocolJson.Stored.DeliveredLanes, ProtocolJson.Stored.EffectBody,
    ];

    private static readonly NullabilityInfoContext Nullability = new();

    public static TheoryData<Type> Made => [.. WithoutParameters.Select(info => info.Type)];

    public static TheoryData<Type> LeavingOut =>
        [.. WithoutParameters.Where(info => info.Options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingDefault).Select(info => info.Type)];

    public static TheoryData<Type> Positional => [.. Concrete.Where(info => Constructor(info.Type).GetParameters().Any(MustBeThere)).Select(info => info.Type)];

    private static IEnumerable<JsonTypeInfo> WithoutParameters => Concrete.Where(info => Constructor(info.Type).GetParameters().Length == 0);

    private static IEnumerable<JsonTypeInfo> Concrete => All.Where(info => !info.Type.IsAbstract);

    private static IReadOnlyList<JsonTypeInfo> All { get; } = [.. Walk().DistinctBy(info => info.Type).OrderBy(info => info.Type.FullName, StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Made))]
    public void A_member_that_a_stored_record_lacks_has_the_value_that_its_initializer_gives(Type type)
    {
        var info = Info(type);
        var (read, made) = (JsonSerializer.Deserialize("{}", info)!, Activator.CreateInstance(type)!);
        foreach (var member in info.Properties.Where(member => member.Get is not null))
        {
            var json = info.Options.GetTypeInfo(member.PropertyType);
            Assert.True(Same(member.Get!(made), member.Get(read), json), $"{type.Name}.{member.Name} is {Text(member.Get(read))} and not {Text(member.Get(made))}");
        }
    }

    [Theory, MemberData(nameof(LeavingOut))]
    public void A_member_that_is_left_out_when_it_has_its_types_default_has_no_other_one(Type type)
    {
        var made = Activator.CreateInstance(type)!;
        foreach (var member in Info(type).Properties.Where(member => member is { Get: not null, PropertyType.IsValueType: true }))
        {
            var value = member.Get!(made);
            var usual = Activator.CreateInstance(member.PropertyType);
            Assert.True(
                value is null || Equals(value, usual) || value is System.Collections.IEnumerable, $"{type.Name}.{member.Name} starts as {Text(value)}");
        }
    }

    /// <summary>
    /// A parameter cannot be added to what is stored already: old records lack it, and a text would be null. What is there now was there
    /// in the first version's file, or may be missing, or names its default.
    /// </summary>
    [Theory, MemberData(nameof(Positional))]
    public void A_parameter_of_a_stored_record_stands_in_every_record_of_the_first_version(Type type)
    {
        foreach (var parameter in Constructor(type).GetParameters().Where(MustBeThere))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            var seen = StoredFiles.Objects.Where(one => one.Type == type).ToList();
            Assert.True(seen.Count > 0, $"No file under stored/ has a {type.Name}.");
            Assert.All(seen, one => Assert.True(one.Members.Contains(name), $"{one.File} has a {type.Name} without {name}"));
        }
    }

    [Fact]
    public void The_serializer_does_forget_the_initializer_of_an_init_member()
    {
        // Should this fail one day, the setters of stored records can be init again.
        var read = JsonSerializer.Deserialize("{}", ForgetfulJson.Default.Forgetful)!;

        Assert.Equal((null, "kept"), (read.Forgotten, read.Kept));
    }

    private static JsonTypeInfo Info(Type type) => All.First(info => info.Type == type);

    private static bool MustBeThere(ParameterInfo parameter) =>
        !parameter.HasDefaultValue
        && (parameter.ParameterType.IsValueType
            ? parameter.ParameterType.Name.StartsWith("ImmutableArray", StringComparison.Ordinal)
            : Nullability.Create(parameter).WriteState != NullabilityState.Nullable);

    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors().Where(one => one.GetParameters() is not [var copied] || copied.ParameterType != type).MaxBy(one => one.GetParameters().Length)!;

    private static IEnumerable<JsonTypeInfo> Walk()
    {
        var seen = new HashSet<Type>();
        var open = new Stack<JsonTypeInfo>(Roots.Reverse());
        while (open.TryPop(out var info))
        {
            if (!seen.Add(info.Type))
            {
                continue;
            }

            if (info.Kind == JsonTypeInfoKind.Object)
            {
                yield return info;
            }

            var inner = info.Properties.Where(member => !member.IsExtensionData).Select(member => member.PropertyType)
                .Concat(info.PolymorphismOptions?.DerivedTypes.Select(derived => derived.DerivedType) ?? [])
                .Concat(info.Type.IsGenericType ? info.Type.GetGenericArguments() : [])
                .Concat(info.Type.IsArray ? [info.Type.GetElementType()!] : []);
            foreach (var type in inner.Where(type => (Nullable.GetUnderlyingType(type) ?? type).Namespace?.StartsWith("SalesGrains", StringComparison.Ordinal) != false || type.IsGenericType))
            {
                if (info.Options.TryGetTypeInfo(type, out var next))
                {
                    open.Push(next);
                }
            }
        }
    }

    private static bool Same(object? made, object? read, JsonTypeInfo json) =>
        Equals(made, read) || (made is not null && read is not null && JsonSerializer.Serialize(made, json) == JsonSerializer.Serialize(read, json));

    private static string Text(object? value) => value is null ? "null" : $"'{value}'";
}

/// <summary>A record as nobody may store it.</summary>
public sealed record Forgetful
{
    public string Forgotten { get; init; } = "forgotten";

    public string Kept { get; set; } = "kept";
}

[JsonSerializable(typeof(Forgetful))]
internal sealed partial class ForgetfulJson : JsonSerializerContext;
