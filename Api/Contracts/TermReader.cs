using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.Reps;

namespace SalesGrains.Contracts;

/// <summary>Reads terms as they come in, and collects what of them cannot be read: a share, an amount, a trigger that is two things at once.</summary>
internal sealed class TermReader
{
    private readonly ImmutableArray<Rejection>.Builder problems = ImmutableArray.CreateBuilder<Rejection>();

    /// <summary>What could not be read.</summary>
    public ImmutableArray<Rejection> Problems => problems.ToImmutable();

    /// <summary>An amount in fen; 0 when it is missing or cannot be read.</summary>
    public long Fen(string? text, string field)
    {
        if (text is null)
        {
            return 0;
        }

        if (Yuan.Read(text, out var fen) is { } code)
        {
            problems.Add(new(code, field));
        }

        return fen;
    }

    /// <summary>All terms.</summary>
    public ImmutableArray<Term> Terms(IReadOnlyList<TermBody>? terms) => [.. (terms ?? []).Select((term, i) => Read(term, $"/terms/{i}"))];

    private Term Read(TermBody term, string at) => new()
    {
        Name = term.Name ?? "",
        Kind = term.Kind ?? "",
        Trigger = term.Trigger is { } trigger ? Read(trigger, $"{at}/trigger") : null,
        Offset = term.Offset is { } offset
            ? new() { Count = offset.Count, Unit = offset.Unit ?? "", DaysAfter = offset.DaysAfter, Roll = offset.Roll is TermWords.RollNext ? null : offset.Roll.OrNull() }
            : null,
        Amount = term.Amount is { } amount ? Read(amount, $"{at}/amount") : null,
        Owner = term.Owner.OrNull(),
        OwnerName = term.OwnerName.OrNull(),
        Deliverables =
        [
            .. (term.Deliverables ?? []).Select(one => new Deliverable { Type = one.Type ?? "", Name = one.Name ?? "", SignerRole = one.SignerRole.OrNull() }),
        ],
        RequiresInvoice = term.RequiresInvoice,
    };

    private TriggerExpr? Read(TriggerBody trigger, string at)
    {
        var ways = (trigger.Event is null ? 0 : 1) + (trigger.AllOf is null ? 0 : 1) + (trigger.AnyOf is null ? 0 : 1) + (trigger.After is null ? 0 : 1);
        if (ways != 1 || (trigger.On is not null && trigger.Event != "fixed-date"))
        {
            problems.Add(new("trigger.ambiguous", at));
            return null;
        }

        if (trigger.Event == "fixed-date" && trigger.On is null)
        {
            problems.Add(new("trigger.date-missing", $"{at}/on"));
            return null;
        }

        return trigger switch
        {
            { On: { } on } => new OnDate(on),
            { Event: { } name } => new OnEvent(name),
            { After: { } after } => new AfterEvent(after.Event ?? "", after.Count, after.Unit ?? ""),
            { AllOf: { } all } => new AllOf(Parts(all, $"{at}/allOf")),
            _ => new AnyOf(Parts(trigger.AnyOf!, $"{at}/anyOf")),
        };
    }

    private ImmutableArray<TriggerExpr> Parts(IReadOnlyList<TriggerBody> parts, string at) =>
        [.. parts.Select((part, i) => Read(part, $"{at}/{i}")).OfType<TriggerExpr>()];

    private TermAmount? Read(AmountBody amount, string at)
    {
        if ((amount.Share is null ? 0 : 1) + (amount.Fixed is null ? 0 : 1) + (amount.Remainder is true ? 1 : 0) != 1)
        {
            problems.Add(new("term.amount-ambiguous", at));
            return null;
        }

        var ppm = 0;
        var fen = 0L;
        var (code, member) = amount.Share is not null ? (Share.Read(amount.Share, out ppm), "share")
            : amount.Fixed is not null ? (Yuan.Read(amount.Fixed, out fen), "fixed")
            : (null, "");
        if (code is not null)
        {
            problems.Add(new(code, $"{at}/{member}"));
            return null;
        }

        return amount.Share is not null ? TermAmount.Share(ppm) : amount.Fixed is not null ? TermAmount.Fixed(fen) : TermAmount.Rest;
    }
}
