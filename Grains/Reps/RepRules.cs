using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Nudges;
using SalesGrains.Numbers;
using SalesGrains.Organizations;
using SalesGrains.Recipients;

namespace SalesGrains.Reps;

/// <summary>What a rep (销售员) decides. Where they belong is told to the organisation, whose tree it is. Pure.</summary>
public static class RepRules
{
    /// <summary>The rules as the entity protocol calls them.</summary>
    public static EntityDefinition<RepState, RepCommand, RepEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = Decide,
        Receive = Receive,
        Undelivered = static (rep, effect, _) =>
            effect is { Body: UseNumber use, Outcome: LaneOutcome.Refused } && use.Text == rep.Profile.ExternalNo
                ? new RepExternalNoLost(use.Text)
                : Decision<RepEvent>.Accept(),
        Evolve = Evolve,
        Effects = Effects,
        ChangeEffects = static (before, after, self) => NudgeEffectRules.Of(self, Subject(before, self), Subject(after, self)),
        Facts = static (rep, _) => new RepFacts
        {
            Name = rep.Profile.Name, UnitId = rep.Profile.UnitId, ExternalNo = rep.Profile.ExternalNo, Active = !rep.Profile.Left,
            Nudges = NudgeListRules.Open(rep.Coached.Nudges) is { IsEmpty: false } open ? open : null,
        },
        FollowsRules = false,
        FactsCode = 2,
        Reevaluate = static (rep, _) => Introduce(rep),
        StateJson = RepJson.Stored.RepState,
        EventJson = RepJson.Stored.RepEvent,
    };

    /// <summary>Decides what people ask.</summary>
    public static Decision<RepEvent> Decide(RepState rep, RepCommand command, DecisionContext context) => command switch
    {
        CreateRep when rep.Exists => new Rejection("rep.exists"),
        CreateRep c => Problem(c.Profile) is { } wrong ? wrong : Decision<RepEvent>.Accept(new RepCreated(c.Profile), new RepIntroduced(c.Profile.UnitId)),
        UpdateRep when !rep.Exists => new Rejection("rep.not-found"),
        UpdateRep c => Problem(c.Profile) is { } wrong ? wrong : Update(rep, c.Profile),
        MarkRepNudge when !rep.Exists => new Rejection("rep.not-found"),
        MarkRepNudge c => CoachingRules.Mark(rep, c, context),
        _ => new Rejection("command.unknown"),
    };

    /// <summary>Decides what the rep's customers tell.</summary>
    private static Decision<RepEvent> Receive(RepState rep, IncomingEffect effect, DecisionContext context) =>
        !rep.Exists ? new Rejection("rep.not-found") : effect.Body switch
        {
            NoteFollowUp note => CoachingRules.Note(rep, note, context),
            NoteQuotation quotation => new QuotationNoted(quotation.CustomerId, quotation.At),
            _ => new Rejection("effect.unknown"),
        };

    private static NudgeSubject Subject(RepState rep, EntityKey self) => new(self.Id, rep.Profile.Name, "", rep.Coached.Nudges);

    /// <summary>A rep that an older program made has not told its recipient where it belongs, so that manager and director are reached (X17).</summary>
    private static ImmutableArray<RepEvent> Introduce(RepState rep) =>
        rep.Exists && rep.IntroducedIn != rep.Profile.UnitId ? [new RepIntroduced(rep.Profile.UnitId)] : [];

    private static Decision<RepEvent> Update(RepState rep, RepProfile profile)
    {
        var updated = new RepUpdated(
            profile, rep.Profile.ExternalNo is { } no && (profile.ExternalNo is null || !NumberRules.Same(no, profile.ExternalNo)) ? no : null);
        return profile.UnitId == rep.IntroducedIn ? updated : Decision<RepEvent>.Accept(updated, new RepIntroduced(profile.UnitId));
    }

    private static Rejection? Problem(RepProfile profile) =>
        DraftRules.Text(profile.Name, 100, "rep.name", "/name", required: true)
        ?? DraftRules.Text(profile.UnitId, 64, "rep.unit", "/unitId", required: true)
        ?? DraftRules.Text(profile.ExternalNo, 64, "rep.external-no", "/externalNo", required: false);

    private static RepState Evolve(RepState rep, RepEvent happened, EventMeta meta) => happened switch
    {
        RepCreated e => rep with { Profile = e.Profile },
        RepUpdated e => rep with { Profile = e.Profile },
        RepIntroduced e => rep with { IntroducedIn = e.UnitId },
        RepExternalNoLost => rep with { Profile = rep.Profile with { ExternalNo = null } },
        _ => CoachingRules.Evolve(rep.Coached, happened, meta.RecordedAt) is { } coached ? rep with { Coaching = coached } : rep,
    };

    private static IEnumerable<Effect> Effects(RepState rep, RepEvent happened, EntityKey self)
    {
        if (happened is RepIntroduced introduced)
        {
            yield return new(RecipientKeys.Of(self.Org, self.Id), "place-recipient", new PlaceRecipient(introduced.UnitId));
            yield break;
        }

        if (happened is RepUpdated { FormerExternalNo: { } former })
        {
            yield return new(NumberRules.KeyOf(self, former), "free-number", new FreeNumber(self.Id));
        }

        if (happened is not (RepCreated or RepUpdated))
        {
            yield break;
        }

        if (rep.Profile.ExternalNo is { Length: > 0 } now)
        {
            yield return new(NumberRules.KeyOf(self, now), "use-number", new UseNumber(now, self.Id));
        }

        yield return new(
            OrganizationKeys.Of(self.Org), "place-rep", new PlaceRep(self.Id, rep.Profile.Name, rep.Profile.UnitId, !rep.Profile.Left));
    }
}

/// <summary>What a rep is: the fold of its events.</summary>
public sealed record RepState
{
    /// <summary>What is known; no name before the first event.</summary>
    public RepProfile Profile { get; set; } = new();

    /// <summary>The unit that its recipient was told of.</summary>
    public string? IntroducedIn { get; set; }

    /// <summary>What is remembered of the last follow-ups (P05); null: nothing yet.</summary>
    public CoachingState? Coaching { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>What is remembered of the last follow-ups, empty when there is nothing yet.</summary>
    [JsonIgnore] public CoachingState Coached => Coaching ?? CoachingState.None;

    /// <summary>True once it was created.</summary>
    [JsonIgnore] public bool Exists => Profile.Name.Length > 0;
}

/// <summary>What happened to a rep. The names are stored: never rename or reuse one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RepCreated), "rep-created")]
[JsonDerivedType(typeof(RepUpdated), "rep-updated")]
[JsonDerivedType(typeof(RepExternalNoLost), "external-no-lost")]
[JsonDerivedType(typeof(FollowUpNoted), "follow-up-noted")]
[JsonDerivedType(typeof(QuotationNoted), "quotation-noted")]
[JsonDerivedType(typeof(PlaybookPushed), "playbook-pushed")]
[JsonDerivedType(typeof(RepNudgeRaised), "nudge-raised")]
[JsonDerivedType(typeof(RepNudgeMarked), "nudge-marked")]
[JsonDerivedType(typeof(RepIntroduced), "rep-introduced")]
public abstract record RepEvent
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>It was created.</summary>
public sealed record RepCreated(RepProfile Profile) : RepEvent;

/// <summary>What is known of it was replaced.</summary>
/// <param name="Profile">What is known now.</param>
/// <param name="FormerExternalNo">Its external number before, when that changed.</param>
public sealed record RepUpdated(RepProfile Profile, string? FormerExternalNo) : RepEvent;

/// <summary>Its recipient is told where it belongs.</summary>
public sealed record RepIntroduced(string UnitId) : RepEvent;

/// <summary>Another rep had the external number first.</summary>
public sealed record RepExternalNoLost(string ExternalNo) : RepEvent;

/// <summary>How reps are stored.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RepState))]
[JsonSerializable(typeof(RepEvent))]
internal sealed partial class RepJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored.</summary>
    public static RepJson Stored { get; } = new(StoredJson.Options());
}
