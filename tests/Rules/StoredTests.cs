using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Numbers;
using SalesGrains.Organizations;
using SalesGrains.Reps;

namespace SalesGrains;

/// <summary>Files under stored/ are what released versions wrote. Add one for each change of shape; never edit one.</summary>
public sealed class StoredTests
{
    /// <summary>Members whose own members are ids, not names that a later version could add to.</summary>
    private static readonly string[] Maps = ["units", "people", "apiKeys", "reps", "days", "years"];

    public static TheoryData<string> Files => [.. StoredFiles.All];

    /// <summary>What an older program rewrites; facts, answers and history are made anew or never touched.</summary>
    public static TheoryData<string> Rewritable => [.. StoredFiles.All.Where(file => !file.StartsWith("protocol/", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Files))]
    public void What_an_earlier_version_wrote_is_read_and_written_again_as_it_was(string file)
    {
        var stored = JsonNode.Parse(StoredFiles.Text(file))!;

        Assert.True(JsonNode.DeepEquals(stored, Rewritten(stored, StoredFiles.TypeOf(file))), Rewritten(stored, StoredFiles.TypeOf(file)).ToJsonString());
    }

    [Theory, MemberData(nameof(Rewritable))]
    public void Members_that_this_version_does_not_know_are_kept_everywhere(string file)
    {
        var stored = JsonNode.Parse(StoredFiles.Text(file))!;
        var planted = Plant(stored);

        Assert.True(planted > 0);
        Assert.True(JsonNode.DeepEquals(stored, Rewritten(stored, StoredFiles.TypeOf(file))), Rewritten(stored, StoredFiles.TypeOf(file)).ToJsonString());
    }

    [Fact]
    public void Every_kind_of_event_effect_and_facts_has_been_stored()
    {
        foreach (var files in StoredFiles.All.GroupBy(StoredFiles.TypeOf).Where(files => files.Key.PolymorphismOptions is not null))
        {
            var kinds = files.Key.PolymorphismOptions!;
            var stored = files.SelectMany(file => JsonNode.Parse(StoredFiles.Text(file))!.AsArray())
                .Select(one => one![kinds.TypeDiscriminatorPropertyName]!.GetValue<string>());
            Assert.Equal(kinds.DerivedTypes.Select(kind => (string)kind.TypeDiscriminator!).Order(), stored.Distinct().Order());
        }
    }

    [Fact]
    public void A_stored_contract_means_what_it_meant()
    {
        var contract = JsonSerializer.Deserialize(StoredFiles.Text("contract.v1.json"), ContractRules.Definition.StateJson)!;

        Assert.Equal("signed", contract.Stage);
        Assert.Equal(100_000_00, contract.Nodes.Sum(node => node.AmountFen));
        Assert.Equal(new DateOnly(2026, 2, 27), contract.Node(1)!.DueOn);
        Assert.Equal(20_000_00, contract.Node(1)!.PaidFen);
        Assert.NotEmpty(contract.Node(1)!.Checklist);
        Assert.IsType<AnyOf>(contract.Node(2)!.Term.Trigger);
    }

    private static JsonNode Rewritten(JsonNode stored, JsonTypeInfo type) => stored is JsonArray events
        ? new JsonArray([.. events.Select(one => Rewritten(one!, type))])
        : JsonNode.Parse(JsonSerializer.Serialize(JsonSerializer.Deserialize(stored.ToJsonString(), type), type))!;

    private static int Plant(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray array:
                return array.Sum(Plant);
            case JsonObject members:
                var planted = members.ToList().Sum(member => Maps.Contains(member.Key) && member.Value is JsonObject map
                    ? map.Sum(entry => Plant(entry.Value))
                    : Plant(member.Value));
                members["fromTheFuture"] = new JsonObject { ["kept"] = 1 };
                return planted + 1;
            default:
                return 0;
        }
    }
}
