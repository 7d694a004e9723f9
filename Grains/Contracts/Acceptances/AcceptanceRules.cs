using System.Collections.Immutable;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>What a contract decides about signed acceptances (R06–R08) and the end of a freeze (X19). Pure.</summary>
public static class AcceptanceRules
{
    /// <summary>A freeze ended by a valid signature.</summary>
    public const string BySignature = "signature";

    /// <summary>A freeze ended because two people agreed.</summary>
    public const string ByApproval = "approval";

    private const int MostAcceptances = 50;
    private const int MostDelegates = 20;
    private const int LongestName = 60;
    private const int LongestText = 500;

    /// <summary>The acceptances that people sign.</summary>
    public static ImmutableArray<string> Events { get; } = [ContractEvents.InitialAccepted, ContractEvents.FinalAccepted];

    /// <summary>The kinds of files that a scan may be.</summary>
    public static ImmutableArray<string> FileTypes { get; } = ["pdf", "jpg", "png"];

    /// <summary>Compares a signature with the decision chain: what it makes happen, or what it freezes.</summary>
    public static Decision<ContractEvent> Record(ContractState contract, RecordAcceptance command, DecisionContext context)
    {
        if (Wrong(contract, command, context) is { } wrong)
        {
            return wrong;
        }

        var reading = TitleRules.Read(
            contract.Header.DecisionChain, contract.Delegates, command.SignerName, command.SignerTitle, command.SignedOn, context.Rules.Acceptance);
        var acceptance = new SignedAcceptance
        {
            Id = $"a{contract.Acceptances.Length + 1}", Event = command.Event, SignedOn = command.SignedOn, SignerName = command.SignerName.Trim(),
            SignerTitle = command.SignerTitle.Trim(), Verdict = reading.Verdict, MatchedTitle = reading.MatchedTitle, FileSha256 = command.File.Sha256,
            FileName = command.File.Name, FileType = command.File.Type, FileBytes = command.File.Bytes,
        };
        if (contract.Acceptances.Any(known => known with { Id = acceptance.Id, RecordedAt = default, By = "" } == acceptance))
        {
            return Decision<ContractEvent>.Accept();
        }

        List<ContractEvent> events = [new AcceptanceRecorded(acceptance)];
        if (acceptance.IsValid)
        {
            events.AddRange(Happened(contract, acceptance.Event, acceptance.SignedOn, moves: true));
            events.AddRange(contract.Holds.Where(hold => hold.Event == acceptance.Event)
                .Select(hold => new NodesReleased(hold.Id, BySignature, acceptance.Id, null)));
        }
        else if (!contract.Holds.Any(hold => hold.Event == acceptance.Event)
            && !contract.Acceptances.Any(known => known.Event == acceptance.Event && known.IsValid))
        {
            events.Add(new NodesFrozen($"h{(contract.Signing?.HoldCount ?? 0) + 1}", acceptance.Event, FreezeRules.First(contract, acceptance.Event)!.No, context.Today));
        }

        return Decision<ContractEvent>.Accept([.. events]);
    }

    /// <summary>Names somebody who may sign for the chain.</summary>
    public static Decision<ContractEvent> Name(ContractState contract, NameDelegate command, DecisionContext context) =>
        DraftRules.Text(command.Name, LongestName, "delegate.name", "/name", required: true) is { } name ? name
        : DraftRules.Text(command.Reason, LongestText, "delegate.reason", "/reason", required: true) is { } reason ? reason
        : (OutOfRange(command.From, "/from", context) ?? OutOfRange(command.Until, "/until", context)) is { } range ? range
        : command.Until < command.From ? new Rejection("delegate.until-before-from", "/until")
        : contract.Delegates.Length >= MostDelegates ? new Rejection("delegate.too-many").With("max", $"{MostDelegates}")
        : contract.Delegates.Any(known => known.Name == command.Name.Trim() && known.From == command.From && known.Until == command.Until)
            ? Decision<ContractEvent>.Accept()
        : new DelegateNamed(command.Name.Trim(), command.From, command.Until, command.Reason.Trim());

    /// <summary>Asks for the end of a freeze without a valid signature.</summary>
    public static Decision<ContractEvent> Request(ContractState contract, RequestRelease command) =>
        Find(contract, command.HoldId) is not { } hold ? new Rejection("hold.not-found", "/holdId")
        : DraftRules.Text(command.Reason, LongestText, "release.reason", "/reason", required: true) is { } reason ? reason
        : hold.RequestedById is not null ? new Rejection("release.already-requested").With("by", hold.RequestedBy ?? "")
        : new ReleaseRequested(hold.Id, command.Reason.Trim());

    /// <summary>The second person's word on it. The signature that did not match counts then, so its day is the day of the acceptance.</summary>
    public static Decision<ContractEvent> Decide(ContractState contract, DecideRelease command, DecisionContext context)
    {
        if (Find(contract, command.HoldId) is not { } hold)
        {
            return new Rejection("hold.not-found", "/holdId");
        }

        if (hold.RequestedById is null)
        {
            return new Rejection("release.not-requested");
        }

        if (hold.RequestedById == context.Actor.Id)
        {
            return new Rejection("release.same-person");
        }

        if (DraftRules.Text(command.Note, LongestText, "release.note", "/note", required: !command.Approved) is { } note)
        {
            return note;
        }

        if (!command.Approved)
        {
            return new ReleaseRefused(hold.Id, command.Note!.Trim());
        }

        var passed = contract.Acceptances.LastOrDefault(one => one.Event == hold.Event && !one.IsValid);
        return Decision<ContractEvent>.Accept(
        [
            .. passed is null ? [] : Happened(contract, hold.Event, passed.SignedOn, moves: false),
            new NodesReleased(hold.Id, ByApproval, passed?.Id, command.Note?.Trim()),
        ]);
    }

    private static NodeHold? Find(ContractState contract, string holdId) => contract.Holds.FirstOrDefault(hold => hold.Id == holdId);

    /// <summary>The acceptance as something that happened, unless it is known of that day, or of another one that is not to move.</summary>
    private static IEnumerable<ContractEvent> Happened(ContractState contract, string name, DateOnly on, bool moves)
    {
        var known = contract.Milestones.FirstOrDefault(milestone => milestone.Event == name);
        if (known is null || (moves && known.OccurredOn != on))
        {
            yield return new MilestoneRecorded(name, on, known?.Note);
        }
    }

    private static Rejection? Wrong(ContractState contract, RecordAcceptance command, DecisionContext context) =>
        !Events.Contains(command.Event) ? new Rejection("acceptance.event-unknown", "/event").With("event", command.Event)
        : FreezeRules.First(contract, command.Event) is null ? new Rejection("acceptance.no-node", "/event").With("event", command.Event)
        : OutOfRange(command.SignedOn, "/signedOn", context) is { } range ? range
        : command.SignedOn > context.Today ? new Rejection("date.in-future", "/signedOn").With("today", context.Today.ToString("O"))
        : DraftRules.Text(command.SignerName, LongestName, "acceptance.signer-name", "/signerName", required: true) is { } name ? name
        : DraftRules.Text(command.SignerTitle, LongestName, "acceptance.signer-title", "/signerTitle", required: true) is { } title ? title
        : command.File is null || !IsHash(command.File.Sha256) || !FileTypes.Contains(command.File.Type) ? new Rejection("acceptance.file", "/file")
        : contract.Acceptances.Length >= MostAcceptances ? new Rejection("acceptance.too-many").With("max", $"{MostAcceptances}")
        : null;

    private static Rejection? OutOfRange(DateOnly on, string field, DecisionContext context) =>
        on < context.Rules.Payments.EarliestDate || on > context.Rules.Payments.LatestDate ? new("date.out-of-range", field) : null;

    private static bool IsHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
}
