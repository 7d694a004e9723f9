using SalesGrains.Money;

namespace SalesGrains.Contracts;

/// <summary>Terms as they go out: what <see cref="TermReader"/> reads.</summary>
internal static class TermWriter
{
    /// <summary>A term.</summary>
    public static TermBody Of(Term term, int? keepNo = null) => new()
    {
        Name = term.Name,
        Kind = term.Kind,
        Trigger = term.Trigger is { } trigger ? Of(trigger) : null,
        Offset = Of(term.Offset),
        Amount = term.Amount switch
        {
            null => null,
            { SharePpm: { } ppm } => new(Share: Share.Write(ppm)),
            { FixedFen: { } fen } => new(Fixed: Yuan.Format(fen)),
            _ => new(Remainder: true),
        },
        Owner = term.Owner,
        OwnerName = term.OwnerName,
        Deliverables = Of(term.Deliverables),
        RequiresInvoice = term.RequiresInvoice,
        KeepNo = keepNo,
    };

    /// <summary>A trigger.</summary>
    public static TriggerBody Of(TriggerExpr trigger) => trigger switch
    {
        OnDate date => new() { Event = "fixed-date", On = date.On },
        OnEvent on => new() { Event = on.Event },
        AfterEvent after => new() { After = new(after.Event, after.Count, after.Unit) },
        AllOf all => new() { AllOf = [.. all.Of.Select(Of)] },
        AnyOf any => new() { AnyOf = [.. any.Of.Select(Of)] },
        _ => new(),
    };

    /// <summary>An offset.</summary>
    public static OffsetBody? Of(Offset? offset) => offset is null ? null : new(offset.Count, offset.Unit, offset.DaysAfter, offset.Roll ?? TermWords.RollNext);

    /// <summary>Deliverables.</summary>
    public static IReadOnlyList<DeliverableBody> Of(IEnumerable<Deliverable> deliverables) =>
        [.. deliverables.Select(one => new DeliverableBody(one.Type, one.Name, one.SignerRole))];
}
