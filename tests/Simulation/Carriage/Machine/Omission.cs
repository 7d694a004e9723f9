using SalesGrains.Machine;

namespace SalesGrains.Carriage.Machine;

/// <summary>What carries nudges to people, or runs the clock of a first contact, with one sentence taken away.</summary>
public enum Omission
{
    None,

    // The pump
    [Breaks("A try is committed as started before anything goes out.")] SentBeforeStarted,
    [Breaks("A try that was started too long ago is not sent any more.")] SentLongAfterStart,
    [Breaks("Each channel of a person has a loop of its own.")] OneLoopForAllChannels,
    [Breaks("The id of a message is the same for every try.")] AnotherIdForEachTry,
    [Breaks("The pump's now is no earlier than the last commit's.")] PumpGoesByItsClock,
    [Breaks("No answer in time is unknown, never a failure.")] NoAnswerIsFailure,

    // Attempts
    [Breaks("Only what is queued is started.")] StartedTwice,
    [Breaks("What was started and never heard of is looked at.")] NoLook,
    [Breaks("A short message whose fate is unknown keeps its distance.")] SmsRepeatedAtOnce,
    [Breaks("The distance begins when the earlier try cannot go out any more.")] DistanceFromTheStart,
    [Breaks("What waits goes on without the nudges that need nobody.")] WaitingKeepsWithdrawn,
    [Breaks("What is tried again goes without the nudges that needed nobody meanwhile.")] RepeatKeepsWithdrawn,
    [Breaks("An address that was refused carries no further rung.")] RefusedAddressUsedAgain,

    // The ladder
    [Breaks("A withdrawal closes the nudge at its recipient.")] WithdrawalIgnored,
    [Breaks("What its reader has seen climbs no further.")] SeenIgnored,
    [Breaks("A rung that has proved that it delivered stops the ladder.")] ProofNotCounted,
    [Breaks("Each rung begins once.")] RungForgotten,
    [Breaks("A rung that proves nothing in its time is followed by the next.")] LadderStandsStill,
    [Breaks("What nobody has seen by its deadline goes to the next person.")] NeverEscalated,
    [Breaks("It goes to the next person once.")] EscalatedTwice,
    [Breaks("Only whoever sent it last says what becomes of it.")] AnybodyWithdraws,
    [Breaks("What comes from somebody else has gone on already to whom it has gone on to.")] PassedOnAnew,
    [Breaks("Whom it went to is told what becomes of it.")] NextPersonNotTold,

    [Breaks("What the rep before has seen, the next one has not.")] NextRepHasSeen,

    // First contact
    [Breaks("An earlier signal moves the clock back.")] EarlierSignalIgnored,
    [Breaks("A later signal moves nothing.")] LaterSignalCounts,
    [Breaks("The same signal twice is one.")] SignalCountedTwice,
    [Breaks("Each stage nudges once, however the clock moves.")] StagesBeginAnew,
    [Breaks("It is missed at its deadline exactly, however late that is noticed.")] MissedWhenNoticed,
    [Breaks("The deadline is a moment of its own.")] DeadlineNotDue,
    [Breaks("What ends it after its deadline does not undo the miss.")] LateEndHidesMiss,
    [Breaks("What has ended is not missed.")] EndedIsMissed,
}
