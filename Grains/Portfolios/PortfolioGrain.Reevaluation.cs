using SalesGrains.Entities;
using SalesGrains.Entities.Delivery;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios;

/// <content>Brings newer rules, calendars and code to sleeping entities, a few at a time.</content>
internal sealed partial class PortfolioGrain
{
    private readonly Dictionary<string, int> codes = new(StringComparer.Ordinal);
    private FactsOrigin reevaluatedFor;
    private bool isReevaluating;
    private bool isCodeNew;

    private void StartReevaluation()
    {
        var active = new FactsOrigin(organization.Rules.Version, organization.Calendar.Version, 0);
        if (!isReevaluating && !organization.Stored.Clock.Jumping && (active != reevaluatedFor || isCodeNew))
        {
            isReevaluating = true;
            Start("Re-evaluation", () => ReevaluateAll(active));
        }
    }

    /// <summary>The newest facts code of a kind, as configured or as seen in facts that have come.</summary>
    private void NoteCode(EntityRow row)
    {
        var known = Code(row.Key.Kind);
        if (row.Origin.Code > known)
        {
            codes[row.Key.Kind] = row.Origin.Code;
            isCodeNew = isCodeNew || known > 0;
        }
    }

    private int Code(string kind) => Math.Max(codes.GetValueOrDefault(kind), options.FactsCodes.GetValueOrDefault(kind));

    private async Task ReevaluateAll(FactsOrigin active)
    {
        try
        {
            isCodeNew = false;
            var older = new Queue<EntityRow>(index.Rows.Where(row => row.Origin.IsOlderThan(active with { Code = Code(row.Key.Kind) })));
            await Task.WhenAll(Enumerable.Range(0, options.ReevaluateInFlight).Select(_ => ReevaluateSome(older)));
            reevaluatedFor = active;
        }
        finally
        {
            isReevaluating = false;
        }

        Work();
    }

    private async Task ReevaluateSome(Queue<EntityRow> older)
    {
        while (!stop.IsCancellationRequested && older.TryDequeue(out var row))
        {
            await Reevaluate(row);
        }
    }

    private async Task Reevaluate(EntityRow row)
    {
        for (var attempt = 1; attempt <= 8 && !stop.IsCancellationRequested; attempt++)
        {
            try
            {
                if (await GrainFactory.GetGrain<IEntityGrain>(row.Key.GrainId).Reevaluate() is { } facts)
                {
                    Fold(facts);
                }

                return;
            }
            catch (EntityFaultException fault)
            {
                PortfolioLog.NotReevaluated(log, row.Key, fault);
                return;
            }
            catch (Exception error)
            {
                PortfolioLog.NotReevaluated(log, row.Key, error);
                await Task.Delay(
                    BackoffRules.Delay(attempt, options.BackoffFirst, options.BackoffLongest, BackoffRules.Salt(row.Key.ToString())), stop.Token);
            }
        }
    }
}
