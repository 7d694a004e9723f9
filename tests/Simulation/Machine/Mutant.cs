namespace SalesGrains.Machine;

/// <summary>The sentence of the protocol that a mutant breaks.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class BreaksAttribute(string sentence) : Attribute
{
    public string Sentence => sentence;
}

/// <summary>The protocol with one sentence taken away. Each must be found out by the checker within four hundred seeds.</summary>
public enum Mutant
{
    None,

    // Keys
    [Breaks("Commands carry a key: a duplicate is answered with the first reply.")] NoKey,
    [Breaks("The key row is inserted in the commit.")] KeyApartFromCommit,
    [Breaks("The same key with another payload is refused.")] OtherPayloadAccepted,
    [Breaks("A rejection of a keyed command is committed under its key.")] RefusalNotKeyed,
    [Breaks("Keys older than 45 days are refused as expired.")] ExpiredKeyIsNew,
    [Breaks("Where a person edits, the command carries the version they saw.")] SeenVersionUnchecked,
    [Breaks("An entity refuses a command that went by an older version of the organisation's clock.")] OldClockAccepted,

    [Breaks("Who wakes an entity says by which version of the clock.")] DueWithoutClock,
    [Breaks("An effect says by which version of the clock its cause was decided.")] EffectWithoutClock,

    // The commit
    [Breaks("After any other failure the activation forgets what it decided.")] DirtyState,
    [Breaks("Etag on every write, never a wildcard.")] WildcardEtag,
    [Breaks("After an unknown write the caller gets 'unknown', never 'failed'.")] UnknownSaidToBeFailed,
    [Breaks("After an etag conflict: start again at the key and lane check.")] ConflictKeepsDecision,
    [Breaks("recordedAt is strictly rising per entity.")] RecordedAtNotRising,

    // Delivery, the source
    [Breaks("The drain reads only what is confirmed.")] ShipUnconfirmed,
    [Breaks("Effects stand in the source's commit until they are delivered.")] WriteThenPublish,
    [Breaks("A refusal by the consumer is recorded at the source.")] RefusalNotRecorded,
    [Breaks("That an outcome was recorded stands in the commit that records it.")] RecordedApartFromCommit,
    [Breaks("'Delivered up to' moves only after the source has recorded the outcome.")] PassedBeforeRecorded,
    [Breaks("'Delivered up to' moves only forward.")] DeliveredMovesBack,
    [Breaks("Unavailable, timeout, rejection by load never count as a try.")] UnavailableIsATry,
    [Breaks("After eight definite errors a skip marker is sent in the effect's place.")] NeverSkips,
    [Breaks("The dead letter is recorded when the consumer answers 'skipped'.")] DeadLetterBeforeMarker,
    [Breaks("The outcome 'skipped' is not recorded before its dead letter.")] DeadLetterAfterRecord,

    // Delivery, the consumer
    [Breaks("A number up to the last has no effect.")] NoDedupe,
    [Breaks("The last number stands in the same commit as the effect.")] NumberApartFromEffect,
    [Breaks("A number up to the last is answered with that number's outcome.")] BlindAcknowledge,
    [Breaks("The consumer keeps refused and skipped numbers until the source has passed them.")] ForgetsAtOnce,
    [Breaks("A gap is refused.")] GapAccepted,
    [Breaks("A gap is answered only by an activation that has just read or written its version.")] StaleGap,
    [Breaks("A refusal moves the consumer's last number in a commit of its own.")] RefusalDoesNotMoveLast,

    [Breaks("A consumer forgets a lane only when its source has stored that all of it has passed.")] ForgetsUnpassed,
    [Breaks("A lane that was forgotten goes on from what its source has stored.")] ForgottenIsEmpty,

    // The mark and the sweep
    [Breaks("The mark falls only where it still bears the version that was drained.")] ClearRaces,
    [Breaks("The mark falls only when the lanes are delivered.")] ClearBeforeLanes,
    [Breaks("The mark falls only when the facts are acknowledged.")] ClearBeforeFacts,
    [Breaks("Pending marks are read by a sweeper that pings.")] NoSweep,
    [Breaks("The sweeper pings and never clears a mark itself.")] SweeperClears,
    [Breaks("A ping is answered only by an activation that has just read its version.")] StalePing,

    // Time
    [Breaks("NextDue is the earliest undone moment; only the last slice moves it beyond now.")] SlicesMoveNextDue,
    [Breaks("Now is max(silo clock, dueMoment, last recordedAt).")] SiloClockOnly,
    [Breaks("Each due effect has an id (node, rule, due moment) and is done once.")] DueWithoutId,
    [Breaks("'Nothing due' is answered only by an activation that has just read or written its version.")] StaleNothingDue,
    [Breaks("After eight definite errors a due moment is given up, so that it hides no later one.")] DueNeverGivenUp,
    [Breaks("The dead letter of a due moment is written before the commit that gives it up.")] GivenUpBeforeLetter,
    [Breaks("The portfolio is kept awake.")] NothingWakesThePortfolio,
    [Breaks("A jump wakes what is due in order, one at a time, and waits for the lanes.")] JumpWakesAllAtOnce,

    // The portfolio
    [Breaks("The last version wins, never an older one.")] OlderFactWins,
    [Breaks("A rebuild does not overwrite what was posted meanwhile.")] RebuildOverwrites,
    [Breaks("The portfolio rescans after activation, after membership changes and periodically.")] NoRescan,
    [Breaks("An old generation refuses posts.")] OldGenerationAccepts,
    [Breaks("A shard takes posts only while it knows that its generation is the current one.")] PostsWithoutLease,
    [Breaks("Facts made by older rules are re-evaluated.")] ReevaluateSkipped,
    [Breaks("Every older row is re-evaluated, whenever it comes.")] ReevaluateOnce,
    [Breaks("Facts are never deleted: tombstones.")] TombstoneForgotten,

    // Merge
    [Breaks("A merged entity forwards.")] MergedKeepsEffects,
    [Breaks("An entity that absorbs another is not mergeable.")] AbsorbingStaysMergeable,
}
