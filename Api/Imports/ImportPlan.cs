using System.Collections.Immutable;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Reps;

namespace SalesGrains.Imports;

/// <summary>What a file would do: one item for each thing in it that has no problem.</summary>
internal sealed record ImportPlan(int Rows, ImmutableArray<PlannedItem> Items, ImmutableArray<ImportProblem> Problems);

/// <summary>One thing to make, to change, or to leave.</summary>
/// <param name="Row">Row in the spreadsheet.</param>
/// <param name="Action">create, update or same.</param>
/// <param name="Id">The entity: the one that has this number, or the one that the number makes.</param>
/// <param name="No">Its number in the file.</param>
/// <param name="Summary">What a person recognises it by.</param>
internal abstract record PlannedItem(int Row, string Action, string Id, string No, string Summary);

/// <summary>A rep.</summary>
internal sealed record PlannedRep(int Row, string Action, string Id, string No, string Summary, RepProfile Profile)
    : PlannedItem(Row, Action, Id, No, Summary);

/// <summary>A customer.</summary>
internal sealed record PlannedCustomer(int Row, string Action, string Id, string No, string Summary, CustomerProfile Profile)
    : PlannedItem(Row, Action, Id, No, Summary);

/// <summary>A contract: its draft, the day it was signed, and what has happened since.</summary>
internal sealed record PlannedContract(
    int Row, string Action, string Id, string No, string Summary, ContractDraft Draft, DateOnly? SignedOn, ImmutableArray<RecordEvent> Events)
    : PlannedItem(Row, Action, Id, No, Summary);
