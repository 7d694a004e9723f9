using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Calendars;
using SalesGrains.Contracts.Terms;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>
/// The public pool (公海, X13): a customer for which nothing was done for so many days, and that has no contract, returns to the pool, after its
/// rep was told so many days before. Nobody loses a customer without these days, however late the warning came. What a customer itself does
/// (a call, a message) counts as well as what we do. In the pool no clock runs, and its profile names who had it last. Pure.
/// </summary>
public static class PoolRules
{
    /// <summary>It will return to the pool.</summary>
    public const string Rule = "pool-return";

    private const string Command = "record-follow-up";

    /// <summary>The day at whose beginning it returns, if nothing happens before; null: it stays, or is there.</summary>
    public static DateOnly? ReturnsOn(CustomerState customer, DecisionContext context) =>
        IdleOn(customer, context) is not { } idle ? null
        : customer.Cared.PoolWarnedAt is { } warned && WarnedUntil(warned, context) is var until && until > idle ? until
        : idle;

    /// <summary>The warning, then the return: one of them at a time.</summary>
    public static IEnumerable<DueItem<CustomerEvent>> Items(CustomerState customer, DecisionContext context)
    {
        if (ReturnsOn(customer, context) is not { } day)
        {
            return [];
        }

        var (step, at) = customer.Cared.PoolWarnedAt is null ? ("warn", WarnsAt(day, context)) : ("return", LocalTime.StartOf(day, context.Zone));
        var id = string.Create(CultureInfo.InvariantCulture, $"pool/{step}/{day:yyyyMMdd}");
        return context.IsGivenUp(id) ? [] : [new(id, at, () => CareRules.With(customer, Decision<CustomerEvent>.Accept(), context).Events)];
    }

    /// <summary>What is due by now.</summary>
    public static ImmutableArray<CustomerEvent> Latest(CustomerState customer, DecisionContext context)
    {
        var day = ReturnsOn(customer, context);
        return (customer.Cared.PoolWarnedAt, day) switch
        {
            (null, { } returns) when context.Now >= WarnsAt(returns, context) => [new CustomerNudgeRaised(Warning(returns, context), [])],
            ({ }, { } returns) when context.Now >= LocalTime.StartOf(returns, context.Zone) => Pooled(customer, "idle", null, context),
            ({ } warned, _) when !customer.IsPooled && (day is not { } still || warned < WarnsAt(still, context)) => [new PoolReturnCalledOff()],
            _ => [],
        };
    }

    /// <summary>Takes it from the pool.</summary>
    public static Decision<CustomerEvent> Claim(CustomerState customer, ClaimCustomer command) =>
        DraftRules.Text(command.RepId, 64, "customer.rep", "/repId", required: true) is { } wrong ? wrong
        : customer.IsPooled ? new CustomerClaimed(command.RepId)
        : customer.Profile.RepId == command.RepId ? Decision<CustomerEvent>.Accept()
        : new Rejection("customer.not-in-pool");

    /// <summary>Gives it back; while its first contact's clock runs, or with a contract, it stays.</summary>
    public static Decision<CustomerEvent> Release(CustomerState customer, ReleaseCustomer command, DecisionContext context) =>
        DraftRules.Text(command.Reason, 500, "customer.pool-reason", "/reason", required: true) is { } wrong ? wrong
        : customer.IsPooled ? Decision<CustomerEvent>.Accept()
        : !customer.Contracts.IsEmpty ? new Rejection("customer.has-contracts")
        : customer.Cared.FirstContact is { Runs: true } ? new Rejection("customer.first-contact-runs")
        : Decision<CustomerEvent>.Accept([.. Pooled(customer, "released", command.Reason, context)]);

    /// <summary>What nobody may do with a customer that nobody has.</summary>
    public static Rejection? Refuses(CustomerState customer, CustomerCommand command) =>
        customer.IsPooled && command is RecordContact or CreateOpportunity or MoveOpportunity or CloseOpportunity or NotAnOpportunity or RecordFollowUp or RecordQuotation
            ? new("customer.in-pool")
            : null;

    private static ImmutableArray<CustomerEvent> Pooled(CustomerState customer, string cause, string? reason, DecisionContext context) =>
        [.. FirstContactRules.Ended(customer, Outcomes.Pool, context), new CustomerPooled(customer.Profile.RepId, cause, reason)];

    /// <summary>The day after so many days without anything; null: none counts.</summary>
    private static DateOnly? IdleOn(CustomerState customer, DecisionContext context)
    {
        var (care, days) = (customer.Cared, context.Rules.Pool.IdleDays);
        var last = care.LastActivityAt > customer.GivenAt || customer.GivenAt is null ? care.LastActivityAt : customer.GivenAt;
        return days == 0 || customer.IsPooled || !customer.Contracts.IsEmpty || last is not { } at
            ? null
            : LocalTime.DayOf(at, context.Zone).AddDays(days + 1);
    }

    private static DateOnly WarnedUntil(DateTimeOffset warned, DecisionContext context) =>
        LocalTime.DayOf(warned, context.Zone).AddDays(context.Rules.Pool.WarnDays);

    private static DateTimeOffset WarnsAt(DateOnly returns, DecisionContext context) =>
        LocalTime.StartOf(returns.AddDays(-context.Rules.Pool.WarnDays), context.Zone);

    private static Nudge Warning(DateOnly idle, DecisionContext context)
    {
        var soonest = WarnedUntil(context.Now, context);
        var returns = soonest > idle ? soonest : idle;
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{Rule}-{returns:yyyyMMdd}"),
            Rule = Rule,
            Level = "rep",
            Deadline = returns.AddDays(-1),
            DeadlineAt = LocalTime.StartOf(returns, context.Zone),
            Command = Command,
            DueMoment = WarnsAt(idle, context),
        };
    }
}
