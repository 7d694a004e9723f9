using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Identities;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Integrations;

/// <summary>HTTP for signals (信号, C03, P03) that telephone systems, phones and message archives report: who, when, how long, never what.</summary>
internal static class SignalEndpoints
{
    /// <summary>Maps <c>/signals</c>.</summary>
    public static void MapSignals(this IEndpointRouteBuilder routes)
    {
        var signals = routes.MapGroup("/signals").WithTags("Integrations").RequireAuthorization(Policies.ReportSignals);
        signals.MapPost("/calls", Calls);
        signals.MapPost("/messages", Messages);
    }

    private static Task<Ok<SignalsAnswer>> Calls(Call<CallsBody> call, HttpContext context) =>
        Report(call, context, call.Body.Items, item => (IdentityKeys.Phone, item.Number, "/number", item.RepId, "/startedAt", new()
        {
            SignalId = item.Id,
            Source = SignalSources.Call,
            At = item.StartedAt,
            DurationSeconds = item.Answered == false ? 0 : item.DurationSeconds,
            Direction = item.Direction,
            Device = item.Device,
        }));

    private static Task<Ok<SignalsAnswer>> Messages(Call<MessagesBody> call, HttpContext context) =>
        Report(call, context, call.Body.Items, item => (item.Kind, item.Value, "/value", item.RepId, "/at", new()
        {
            SignalId = item.Id,
            Source = SignalSources.Message,
            At = item.At,
            Count = item.Count,
            Direction = item.Direction,
            Device = item.Device,
        }));

    private static async Task<Ok<SignalsAnswer>> Report<T>(
        Call call, HttpContext context, IReadOnlyList<T> items,
        Func<T, (string Kind, string Value, string ValueField, string? RepId, string AtField, ReceiveSignal Signal)> read)
    {
        if (items.Count is 0 or > SignalReceiver.Most)
        {
            throw new Problem(StatusCodes.Status400BadRequest, "signals.count", "/items").With("max", $"{SignalReceiver.Most}").ToException();
        }

        var caller = call.Caller;
        var now = caller.Organization.At(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var reps = new Dictionary<string, bool>(StringComparer.Ordinal);
        var sent = new List<(EntityKey?, ReceiveSignal, Rejection?)>();
        foreach (var item in items)
        {
            var (kind, value, valueField, named, atField, signal) = read(item);
            var rep = named ?? caller.RepId;
            var normal = IdentityKeys.Kinds.Contains(kind) ? IdentityKeys.Normal(kind, value) : null;
            var wrong = !IdentityKeys.Kinds.Contains(kind) ? new Rejection("identity.kind-unknown", "/kind")
                : normal is null || value.Length > 100 ? new Rejection("identity.value-malformed", valueField)
                : SignalReceiver.Problem(signal, now) is { } problem ? problem.Field == "/at" ? problem with { Field = atField } : problem
                : rep is not null && !await Reaches(caller, rep, reps) ? new Rejection("rep.unknown", "/repId")
                : null;
            sent.Add((
                wrong is null ? IdentityKeys.Of(caller.Org, kind, value) : null,
                signal with { Kind = kind, Masked = normal is null ? "" : IdentityViewRules.Mask(kind, normal), RepId = rep },
                wrong));
        }

        return TypedResults.Ok(await SignalReceiver.SendAll(
            sent, (key, signal) => SignalReceiver.Send(caller.Grains.Named<IIdentityGrain>(key.GrainKey), signal, caller.Actor), ProblemTexts.LanguageOf(context.Request)));
    }

    private static async Task<bool> Reaches(Caller caller, string rep, Dictionary<string, bool> known)
    {
        if (!known.TryGetValue(rep, out var reaches))
        {
            known[rep] = reaches = await caller.IsReached(rep);
        }

        return reaches;
    }
}
