using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>A customer that somebody looks after, in memory, with its clock.</summary>
internal sealed class Looked
{
    public static readonly EntityKey Identity = new(EntityKinds.Identity, "acme0001", "phone-1");

    private readonly PureEntity<CustomerState, CustomerCommand, CustomerEvent> entity;

    public Looked(string tier = "A", TestClock? clock = null, string? industry = null)
    {
        Clock = clock ?? new(2026, 3, 2);
        entity = new(CustomerRules.Definition, Some.CustomerKey, Clock);
        Assert.Null(Do(new CreateCustomer(new() { Name = "苏州恒岳", Tier = tier, RepId = "rep-1", Industry = industry })));
    }

    public TestClock Clock { get; }

    public PureEntity<CustomerState, CustomerCommand, CustomerEvent> Entity => entity;

    public CustomerState State => entity.State;

    public CareState Care => entity.State.Cared;

    public FirstContact First => Care.FirstContact!;

    /// <summary>All nudges that were ever raised, as rule, level and hours or days.</summary>
    public IEnumerable<string> Raised => entity.Events.OfType<CustomerNudgeRaised>().Select(e => $"{e.Nudge.Rule} {e.Nudge.Level}");

    public IEnumerable<Nudge> Open => Care.Nudges.Where(nudge => nudge.IsOpen);

    public CareFacts Facts => ((CustomerFacts)entity.Facts()).Care!;

    public Rejection? Do(CustomerCommand command) => entity.Do(command);

    public Rejection? Signal(string id, DateTimeOffset at, string source = "call", string? device = "mobile", int? seconds = 60) =>
        entity.Receive(Identity, new CustomerSignal { SignalId = id, Source = source, At = at, RepId = "rep-1", Device = device, DurationSeconds = seconds });

    /// <summary>Moves to a moment and wakes the customer there.</summary>
    public Looked At(DateTimeOffset moment)
    {
        Assert.True(moment >= Clock.Now, $"{moment:O} is before {Clock.Now:O}");
        Clock.Now = moment;
        entity.WakeUp();
        return this;
    }

    public void MustRefold() => Assert.Equal(entity.Stored(), entity.Refolded());
}
