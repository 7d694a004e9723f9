using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesGrains.Calendars;
using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Integrations;

namespace SalesGrains.Imports.Calls;

/// <summary>
/// Turns the rows of a call log into signals (通话记录, C01, C03): the same ones that a telephone system reports by HTTP. A call is known by its
/// own number, or by who spoke with whom, when and how long: so two files that overlap tell of it once. Pure.
/// </summary>
/// <param name="org">The organisation.</param>
/// <param name="book">The reps whom the caller reaches.</param>
/// <param name="zone">The organisation's zone.</param>
/// <param name="now">The organisation's now: a call of the future is refused.</param>
internal sealed class CallPlanner(string org, ImportBook book, TimeZoneInfo zone, DateTimeOffset now)
{
    private readonly ImmutableArray<ImportProblem>.Builder problems = ImmutableArray.CreateBuilder<ImportProblem>();

    /// <summary>The plan of a file.</summary>
    public ImportPlan Plan(ImportTable table)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        ImmutableArray<PlannedItem> items = [.. table.Rows.Select(row => Call(table, row, seen)).OfType<PlannedCall>()];
        return new(table.Rows.Length, items, problems.ToImmutable());
    }

    private PlannedCall? Call(ImportTable table, ImportRow row, HashSet<string> seen)
    {
        var before = problems.Count;
        var phone = Read("phone", CallCell.Phone);
        var no = Read("rep", ImportCell.Name);
        var at = Read("started-at", cell => CallCell.Moment(cell, local => LocalTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), zone)));
        var seconds = Read("duration", CallCell.Seconds);
        var direction = Read("direction", CallCell.Direction);
        var id = row["call-id"].Length == 0 ? null : Read("call-id", ImportCell.Number);
        var rep = no is null ? null : book.Reps.GetValueOrDefault(no.Trim());
        if (no is not null && rep is null)
        {
            Add("rep", "cell.unknown-rep");
        }

        if (id is not null && !seen.Add(id))
        {
            Add("call-id", "cell.repeated");
        }

        if (at is not null && SignalReceiver.Problem(new() { At = at.Value }, now) is { } wrong)
        {
            Add("started-at", wrong.Code);
        }

        var key = IdentityKeys.Of(org, IdentityKeys.Phone, phone);
        if (key is null && phone is not null)
        {
            Add("phone", "cell.not-a-phone");
        }

        if (problems.Count > before)
        {
            return null;
        }

        var masked = IdentityViewRules.Mask(IdentityKeys.Phone, IdentityKeys.Normal(IdentityKeys.Phone, phone)!);
        var signal = new ReceiveSignal
        {
            SignalId = id ?? IdOf(key!.Value, rep!.Id, at!.Value, seconds, direction),
            Kind = IdentityKeys.Phone,
            Masked = masked,
            Source = SignalSources.Call,
            At = at!.Value,
            RepId = rep!.Id,
            DurationSeconds = seconds,
            Direction = direction,
        };
        var local = TimeZoneInfo.ConvertTime(at.Value, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new(row.Number, "create", key!.Value.Id, masked, $"{rep.Name} · {local}{(seconds is { } spoken ? $" · {spoken / 60}:{spoken % 60:00}" : "")}", key.Value, signal);

        void Add(string column, string code) => problems.Add(new(row.Number, table.Columns.GetValueOrDefault(column, column), code, row[column]));

        T? Read<T>(string column, Func<string?, (T? Value, string? Problem)> read)
        {
            var (value, problem) = read(row[column]);
            if (problem is not null)
            {
                Add(column, problem);
            }

            return value;
        }
    }

    private static string IdOf(EntityKey identity, string rep, DateTimeOffset at, int? seconds, string? direction) =>
        "file-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{identity.Id}\n{rep}\n{at.UtcTicks}\n{seconds}\n{direction}"))).AsSpan(0, 16));
}

/// <summary>A call that is to be reported.</summary>
/// <param name="Key">The identity of its number.</param>
/// <param name="Signal">What is reported.</param>
internal sealed record PlannedCall(int Row, string Action, string Id, string No, string Summary, EntityKey Key, ReceiveSignal Signal)
    : PlannedItem(Row, Action, Id, No, Summary);
