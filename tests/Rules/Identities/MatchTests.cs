using SalesGrains.Customers;
using SalesGrains.Entities;

namespace SalesGrains.Identities;

/// <summary>From signals that nobody could place to a customer's own: the rules of both sides, with the effects carried between them.</summary>
public sealed class MatchTests
{
    private const string Org = "acme0001";
    private readonly TestClock clock = new(2026, 3, 2);
    private readonly PureEntity<CustomerState, CustomerCommand, CustomerEvent> customer;
    private readonly PureEntity<IdentityState, IdentityCommand, IdentityEvent> identity;

    public MatchTests()
    {
        customer = new(CustomerRules.Definition, new(EntityKinds.Customer, Org, "c-1"), clock);
        identity = new(IdentityRules.Definition, IdentityKeys.Of(Org, IdentityKeys.Phone, "13800000001")!.Value, clock);
        customer.Do(new CreateCustomer(new() { Name = "苏州恒岳", Tier = "A", RepId = "rep-1" }));
    }

    [Fact]
    public void A_match_brings_the_signals_and_the_clock_begins_when_they_happened()
    {
        var at = clock.Now.AddHours(-5);
        identity.Do(IdentityRulesTests.Signal("call-1", at));

        Assert.Null(Match());
        Carry();

        Assert.Equal(at.ToUniversalTime(), customer.State.Cared.FirstContact?.StartedAt);
        Assert.Equal("c-1", identity.State.HolderId);
        Assert.Equal("138****0001", customer.State.Profile.Identities!.Value.Single().Value);
    }

    [Fact]
    public void Matching_twice_is_matching_once()
    {
        identity.Do(IdentityRulesTests.Signal("call-1", clock.Now));
        Match();

        Assert.Null(Match());
        Assert.Single(customer.State.Profile.Identities!.Value);
    }

    [Fact]
    public void An_edit_that_sends_the_masked_value_back_keeps_the_match_and_one_that_leaves_it_out_gives_it_up()
    {
        identity.Do(IdentityRulesTests.Signal("call-1", clock.Now));
        Match();
        Carry();

        customer.Do(new UpdateCustomer(Profile() with { Identities = [new() { Kind = "phone", Value = "138****0001" }] }));
        customer.Do(new UpdateCustomer(Profile()));
        Carry();
        Assert.Equal("c-1", identity.State.HolderId);

        customer.Do(new UpdateCustomer(Profile() with { Identities = [] }));
        Carry();
        Assert.Equal("", identity.State.HolderId);
    }

    [Fact]
    public void A_contacts_phone_holds_its_number_however_it_is_typed()
    {
        customer.Do(new UpdateCustomer(Profile() with { Contacts = [new() { Name = "王总", Phone = "138-0000-0001" }] }));
        Carry();
        identity.Do(IdentityRulesTests.Signal("call-1", clock.Now));
        Carry();

        Assert.Equal("call", customer.State.Cared.FirstContact?.Source);
    }

    private static CustomerProfile Profile() => new() { Name = "苏州恒岳", Tier = "A", RepId = "rep-1" };

    private Rejection? Match() => customer.Do(new MatchIdentity(identity.Key.Id, "phone", "138****0001"));

    private void Carry()
    {
        while (customer.Effects.Count + identity.Effects.Count > 0)
        {
            if (customer.Effects.TryDequeue(out var toIdentity) && toIdentity.To == identity.Key)
            {
                Assert.Null(identity.Receive(customer.Key, toIdentity.Body));
            }

            if (identity.Effects.TryDequeue(out var toCustomer) && toCustomer.To == customer.Key)
            {
                Assert.Null(customer.Receive(identity.Key, toCustomer.Body));
            }
        }
    }
}
