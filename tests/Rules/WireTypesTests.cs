using System.Reflection;
using SalesGrains.Entities;

namespace SalesGrains;

/// <summary>
/// What travels between silos of two versions: the analyzer's OrleansContracts.txt has the methods, wire-types.txt has what they carry.
/// UPDATE_WIRE=1 writes it anew; a line that changes or goes is a break for a cluster in which an older silo still runs.
/// </summary>
public sealed class WireTypesTests
{
    [Fact]
    public Task Types_that_travel_are_as_written_down() =>
        Sources.Compare("tests/Rules/wire-types.txt", string.Join('\n', Types().Select(Line).Order(StringComparer.Ordinal)) + "\n", "UPDATE_WIRE");

    [Fact]
    public void No_two_types_that_travel_have_one_name()
    {
        var twice = Types().GroupBy(Name).Where(types => types.Count() > 1).Select(types => types.Key);

        Assert.Empty(twice);
    }

    private static IEnumerable<Type> Types() =>
        new[] { typeof(IEntityGrain).Assembly, typeof(EntityRuntime).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null
                || (type.IsInterface && Alias(type) is not null));

    private static string Line(Type type)
    {
        var bases = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum) ? $" : {Name(parent)}" : "";
        var members = type.IsEnum
            ? Enum.GetValues(type).Cast<object>().Select(value => $"{Convert.ToInt64(value, null)} {value}")
            : type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Select(member => (Member: member, Id: member.GetCustomAttribute<IdAttribute>()?.Id))
                .Where(one => one.Id is not null).OrderBy(one => one.Id).Select(one => $"{one.Id} {one.Member.Name} {Name(TypeOf(one.Member))}");
        return $"{(type.IsInterface ? "interface " : "")}{Name(type)}{bases}: {string.Join(", ", members)}".TrimEnd(' ', ':');
    }

    private static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static string Name(Type type)
    {
        var name = Alias(type) ?? type.Name;
        return type.IsGenericType && !type.IsGenericTypeDefinition ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string? Alias(Type type) => type.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias;
}
