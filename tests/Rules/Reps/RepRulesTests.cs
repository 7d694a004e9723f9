using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Recipients;

namespace SalesGrains.Reps;

public sealed class RepRulesTests
{
    [Fact]
    public void A_rep_tells_its_organisation_where_they_belong()
    {
        var rep = Rep();

        Assert.Null(rep.Do(new CreateRep(new() { Name = "李静", UnitId = "east-1" })));
        Assert.Null(rep.Do(new UpdateRep(new() { Name = "李静", UnitId = "east-2", Left = true })));

        Assert.Equal(
            [("east-1", true), ("east-2", false)], rep.Effects.Select(effect => effect.Body).OfType<PlaceRep>().Select(place => (place.UnitId, place.Active)));
        Assert.False(((RepFacts)rep.Facts()).Active);
    }

    [Theory]
    [InlineData("", "east-1", "rep.name-missing", "/name")]
    [InlineData("李静", "", "rep.unit-missing", "/unitId")]
    public void A_wrong_rep_is_refused(string name, string unit, string code, string field)
    {
        var refused = Rep().Do(new CreateRep(new() { Name = name, UnitId = unit }));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    [Fact]
    public void A_rep_is_created_once() =>
        Assert.Equal("rep.not-found", Rep().Do(new UpdateRep(new() { Name = "李静", UnitId = "east-1" }))?.Code);

    [Fact]
    public void A_recipient_is_told_the_unit_of_its_rep_and_each_change_of_it()
    {
        var rep = Rep();
        rep.Do(new CreateRep(new() { Name = "李静", UnitId = "east-1" }));
        rep.Do(new UpdateRep(new() { Name = "李静静", UnitId = "east-1" }));
        rep.Do(new UpdateRep(new() { Name = "李静静", UnitId = "east-2" }));

        Assert.Equal(["east-1", "east-2"], rep.Effects.Select(effect => effect.Body).OfType<PlaceRecipient>().Select(place => place.UnitId));
        Assert.Empty(rep.Reevaluate());
    }

    [Fact]
    public void A_rep_of_an_older_program_introduces_itself_once()
    {
        var old = new RepState { Profile = new() { Name = "李静", UnitId = "east-1" } };
        var context = Rep().Context();

        var introduced = Assert.IsType<RepIntroduced>(Assert.Single(RepRules.Definition.Reevaluate(old, context)));

        var after = RepRules.Definition.Evolve(old, introduced, new("", context.Now, context.Now, context.Actor));
        Assert.Empty(RepRules.Definition.Reevaluate(after, context));
    }

    private static PureEntity<RepState, RepCommand, RepEvent> Rep() =>
        new(RepRules.Definition, new(EntityKinds.Rep, "acme0001", "rep-1"), new(2026, 3, 2));
}
