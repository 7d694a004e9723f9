using System.Text.Json;

namespace SalesGrains.Organizations;

public sealed class OrganizationStoredTests
{
    [Fact]
    public void What_an_older_record_lacks_has_its_default()
    {
        var state = JsonSerializer.Deserialize("""{"people":{"p1":{}},"units":{"u1":{}},"apiKeys":{"k1":{}},"reps":{"r1":{}}}""", OrganizationRules.Definition.StateJson)!;

        Assert.Equal("", state.Name);
        var person = state.People["p1"];
        Assert.Equal(("", "", true, 0), (person.Name, person.Role, person.Active, person.Stamp));
        Assert.True(person.Logins.IsEmpty);
        Assert.True(state.ApiKeys["k1"].Active);
        Assert.True(state.Reps["r1"].Active);
        Assert.Equal("", state.Units["u1"].Kind);
    }
}
