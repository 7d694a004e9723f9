using SalesGrains.Calendars;
using SalesGrains.Carriage.Checking;
using SalesGrains.Carriage.Entities;
using SalesGrains.Carriage.Sending;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Machine;
using SalesGrains.Recipients;
using SalesGrains.RuleSets;

namespace SalesGrains.Carriage.Machine;

/// <summary>The world in which nudges are carried to people: entities by the product's rules, vendors, and what goes wrong with all of them.</summary>
public sealed class CarrierWorld : Clockwork
{
    public const string Org = "acme0001";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly Actor Somebody = new("u-1", "李静", "rep");

    private readonly long _origin;
    private readonly HashSet<EntityKey> _sweeping = [];
    private readonly Dictionary<EntityKey, long> _alarms = [];

    public CarrierWorld(ulong seed, Omission omission, Action<string>? say = null)
        : base(seed * 6_364_136_223_846_793_005UL, say)
    {
        Omission = omission;
        // 2 March 2026, at any hour.
        _origin = 1_772_409_600_000 + Random.Between(0, 24 * 3_600_000L);
        Rules = Omissions.Of(RuleSet.Default, omission);
        Kinds = new()
        {
            [EntityKinds.Recipient] = new Kind<RecipientState, RecipientCommand, RecipientEvent>(Omissions.Of(RecipientRules.Definition, omission)),
            [EntityKinds.Customer] = new Kind<CustomerState, CustomerCommand, CustomerEvent>(Omissions.Of(CustomerRules.Definition, omission)),
            [EntityKinds.Contract] = new SourceKind(),
            [EntityKinds.Rep] = new SourceKind(),
            [EntityKinds.Identity] = new SourceKind(),
        };
        Faults = new(this);
        Checker = new(this);
        Store = new(this);
        Network = new(this);
        Vendors = new(this);
        Silos = [new(this, 0), new(this, 1), new(this, 2)];
    }

    public Omission Omission { get; }

    public RuleSet Rules { get; }

    public Dictionary<string, IKind> Kinds { get; }

    public CarrierFaults Faults { get; }

    public CarriageChecker Checker { get; }

    public CarrierStore Store { get; }

    public CarrierNetwork Network { get; }

    public Vendors Vendors { get; }

    public Gates Gates { get; } = new();

    public CarrierSilo[] Silos { get; }

    public DateTimeOffset TrueTime => DateTimeOffset.FromUnixTimeMilliseconds(_origin + Now);

    public bool Is(Omission omission) => Omission == omission;

    public Life NewLife(CarrierSilo silo) => new CarrierLife(NextLife(), silo);

    public DecisionContext Context(EntityKey self, DateTimeOffset now, long version) =>
        new(self, now, LocalTime.DayOf(now, Zone), Zone, Rules, BusinessCalendar.China, Somebody, version);

    /// <summary>An entity has committed: the portfolio knows its next moment, and the sweep that something is to be delivered.</summary>
    public void Committed(CarriedEntity row)
    {
        Alarm(row, 0);
        if (Store.Undelivered(row).Any() && _sweeping.Add(row.Key))
        {
            At(Random.Between(2_000, 5_000), Outside, () => Start(() => Sweep(row.Key)));
        }
    }

    protected override void AfterStep(Life owner) => Faults.AfterStep(owner);

    private async Task Sweep(EntityKey key)
    {
        while (Store.Undelivered(Store.Peek(key)).Any())
        {
            await Network.Call(Outside, key, entity => entity.Ping());
            await Delay(Outside, 5_000);
        }

        _sweeping.Remove(key);
    }

    /// <summary>Wakes an entity at its moment, however often it takes.</summary>
    private void Alarm(CarriedEntity row, int tries)
    {
        if (row.NextDue is not { } next)
        {
            return;
        }

        var at = Math.Max(Now, Now + (long)(next - TrueTime).TotalMilliseconds + Faults.Alarm()) + (tries == 0 ? 0 : 200 << Math.Min(tries, 6));
        if (_alarms.TryGetValue(row.Key, out var set) && set <= at && set > Now)
        {
            return;
        }

        _alarms[row.Key] = at;
        At(at - Now, Outside, () => Start(async () =>
        {
            if (_alarms.GetValueOrDefault(row.Key) != at)
            {
                return;
            }

            _alarms.Remove(row.Key);
            if (Faults.Deaf is > 0 and var still)
            {
                await Delay(Outside, still);
            }

            if (Store.Peek(row.Key).NextDue is { } due && due <= TrueTime.AddMilliseconds(CarrierSilo.MaxSkew))
            {
                await Network.Call(Outside, row.Key, entity => entity.OnDue(due));
            }

            var (after, again) = (Store.Peek(row.Key), tries + 1);
            Alarm(after, after.Version == row.Version ? again : 0);
        }));
    }
}
