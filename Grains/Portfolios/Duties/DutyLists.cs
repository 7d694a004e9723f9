using System.Collections.Immutable;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Duties;

/// <summary>The lists behind the numbers of the boards of the field. Pure.</summary>
public static class DutyLists
{
    /// <summary>Duties in their order, with count and open amount of all that match.</summary>
    public static ShardPage<DutyItem> Duties(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment)
    {
        var filter = new DutyFilter(query, moment);
        var (count, amount, more) = (0L, 0L, false);
        var items = ImmutableArray.CreateBuilder<DutyItem>();
        foreach (var duty in filter.Candidates(index).Where(filter.Matches))
        {
            count++;
            amount += AmountOf(duty);
            if (more || (page.After is { } after && Item(duty, filter).Place.CompareTo(after) <= 0))
            {
                continue;
            }

            more = items.Count == page.Limit;
            if (!more)
            {
                items.Add(Item(duty, filter));
            }
        }

        return new(items.ToImmutable(), more, count, amount);
    }

    /// <summary>The amount a duty counts with, in fen: what is open of a payment.</summary>
    public static long AmountOf(DutyRow duty) => duty is NodeRow node ? node.OpenFen : 0;

    /// <summary>A duty as people see it.</summary>
    public static DutyItem Item(DutyRow duty, DutyFilter filter)
    {
        var tree = filter.Moment.Tree;
        var item = new DutyItem
        {
            Kind = duty.Kind,
            State = filter.StateOf(duty),
            EntityId = duty.Entity.Key.Id,
            NodeNo = duty.Number,
            Tier = duty.Tier,
            RepId = duty.RepId,
            RepName = tree.RepName(duty.RepId),
            UnitName = tree.UnitOf(duty.RepId)?.Name ?? "",
            RegionName = tree.RegionOf(duty.RepId)?.Name ?? "",
            Version = duty.Entity.Version,
            LateFromTicks = duty.LateFrom.Ticks,
        };
        return duty switch
        {
            NodeRow node => item with
            {
                CustomerId = node.Contract.CustomerId,
                CustomerName = node.Contract.CustomerName,
                DueOn = node.DueOn,
                OpenFen = node.OpenFen,
                ContractNumber = node.Contract.Number,
                NodeName = node.Name,
            },
            ContactRow contact => Of(item, contact.Customer) with
            {
                DeadlineAt = contact.Facts.DeadlineAt,
                StartedAt = contact.Facts.StartedAt,
                Source = contact.Facts.Source,
                Device = contact.Facts.Device,
            },
            FollowUpRow followUp => Of(item, followUp.Customer) with { DueOn = followUp.DueOn },
            _ => item,
        };
    }

    private static DutyItem Of(DutyItem item, CustomerRow customer) => item with
    {
        CustomerId = customer.Key.Id,
        CustomerName = customer.Name,
        LastTouchAt = customer.LastTouchAt,
        Stage = customer.Stage,
    };
}
