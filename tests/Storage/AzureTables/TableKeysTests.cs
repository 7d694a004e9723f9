using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Conformance;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;

namespace SalesGrains.AzureTables;

public sealed class TableKeysTests
{
    private const string Forbidden = "/\\#?";

    private static readonly string[] names =
    [
        .. StoreSamples.StrangeIds, "", "=", "==", "=002f", "a=002fb", "~=", "~=a=002fb", "~==", "\ud800", "\udc00", "\ud800\ud800", "\0", "\u0085",
        new('a', 150), new('a', 151), new('/', 30), new('/', 31), TableKeys.Part(new string('a', 151)),
    ];

    [Fact]
    public void Different_names_have_different_keys_that_a_table_takes()
    {
        foreach (var keys in (string[][])[[.. names.Select(TableKeys.Part)], [.. names.Select(OrleansKeys.Name)]])
        {
            Assert.Equal(names.Length, keys.Distinct(StringComparer.Ordinal).Count());
            Assert.All(keys, key =>
            {
                Assert.True(key.Length <= 256, key);
                Assert.DoesNotContain(key, c => Forbidden.Contains(c, StringComparison.Ordinal) || char.IsControl(c));
            });
        }

        Assert.All(names.Select(TableKeys.Part), key => Assert.DoesNotContain(TableKeys.Bar, key));
    }

    [Theory]
    [InlineData("01kffc3qz8abcdefghjkmnpqrs", "01kffc3qz8abcdefghjkmnpqrs")]
    [InlineData("a_b.c-D", "a_b.c-D")]
    [InlineData("a/b", "a=002fb")]
    [InlineData("a=b", "a=003db")]
    [InlineData("合", "=5408")]
    [InlineData("😀", "=d83d=de00")]
    public void A_key_is_as_it_was_released(string name, string key) => Assert.Equal(key, TableKeys.Part(name));

    [Theory]
    [InlineData("b/c-1", "b_c-1")]
    [InlineData("portfolio/acme0001|p1|0", "portfolio_acme0001|p1|0")]
    [InlineData("rep/合同 % ' | ^ ~", "rep_合同 % ' | ^ ~")]
    [InlineData("rep/a/b", "rep_~=a=002fb")]
    [InlineData("a_b/c", "~=a_b=002fc")]
    [InlineData("a/b_c", "a_b_c")]
    public void A_grain_has_the_key_that_the_official_package_gives_it_unless_another_has_that_too(string grain, string key) =>
        Assert.Equal(key, OrleansKeys.Grain(grain));

    [Fact]
    public void The_longest_keys_fit()
    {
        var longest = new EntityPlace(new(EntityKinds.Organization, new string('/', 1000), new string('/', 1000)), 63);

        Assert.True(longest.Partition.Length <= 512);
        Assert.True(longest.Command(new string('键', 255)).Length <= 512);
        Assert.True(longest.Commit(long.MaxValue).Length <= 512);
    }
}
