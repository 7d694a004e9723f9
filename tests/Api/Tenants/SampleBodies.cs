using System.Text;
using SalesGrains.Identities;
using SalesGrains.Imports;

namespace SalesGrains.Tenants;

/// <summary>A body for every operation that takes one, with the ids of an organisation in it. A new operation without one fails the walks.</summary>
internal static class SampleBodies
{
    private static readonly object[] Terms =
    [
        new
        {
            name = "预付款", kind = "prepay", trigger = new { @event = "signed" }, offset = new { count = 5, unit = "workday" },
            amount = new { share = "30%" }, owner = "sales", deliverables = Array.Empty<object>(), requiresInvoice = false,
        },
        new
        {
            name = "验收款", kind = "acceptance", trigger = new { @event = "final-accepted" }, offset = new { count = 10, unit = "workday" },
            amount = new { remainder = true }, owner = "delivery", deliverables = new[] { new { type = "acceptance-report", name = "验收报告" } }, requiresInvoice = false,
        },
    ];

    /// <summary>Bodies by operation.</summary>
    public static IReadOnlyDictionary<string, object> Of(Ids ids) => new Dictionary<string, object>
    {
        ["POST /api/v1/session"] = new { name = "nobody", password = "nothing" },
        ["POST /api/v1/setup"] = new { code = "x", organizationName = "x", name = "x", signInName = "xxx", password = SalesApp.Password },
        ["POST /api/v1/organization/units"] = new { kind = "team", name = "新队", parentId = ids.Unit },
        ["PUT /api/v1/organization/units/{id}"] = new { name = "新名", parentId = ids.Unit },
        ["POST /api/v1/organization/people"] = new { name = "新人", signInName = $"new@{ids.Org}", password = SalesApp.Password, role = "finance", unitId = ids.Unit },
        ["PUT /api/v1/organization/people/{id}"] = new { name = "新名", role = "finance", unitId = ids.Unit, active = true },
        ["POST /api/v1/organization/people/{id}/password"] = new { password = "another long password" },
        ["POST /api/v1/organization/people/{id}/logins"] = new { issuer = "https://issuer.example", subject = $"subject-{ids.Org}" },
        ["POST /api/v1/api-keys"] = new { name = "新钥匙", role = "finance", unitId = ids.Unit },
        ["POST /api/v1/reps"] = new { name = "新销售", unitId = ids.Team },
        ["PUT /api/v1/reps/{id}"] = new { name = "新名", unitId = ids.Team },
        ["POST /api/v1/signals/calls"] = new { items = new[] { new { id = "call-2", number = ids.Phone, startedAt = "2026-01-20T02:00:00Z", repId = ids.Rep } } },
        ["POST /api/v1/signals/messages"] = new
        {
            items = new[] { new { id = "messages-1", kind = "wechat", value = $"wx-{ids.Org}", at = "2026-01-20T02:00:00Z", repId = ids.Rep, count = 3 } },
        },
        ["POST /api/v1/unmatched/{id}/match"] = new { customerId = ids.Customer },
        ["POST /api/v1/unmatched/{id}/dismiss"] = new { reason = "供应商" },
        ["POST /api/v1/customers"] = new { name = "新客户", tier = "A", repId = ids.Rep },
        ["PUT /api/v1/customers/{id}"] = new { name = "新名", tier = "A", repId = ids.Rep, contacts = Array.Empty<object>() },
        ["POST /api/v1/customers/{id}/claim"] = new { repId = ids.Rep },
        ["POST /api/v1/customers/{id}/release"] = new { reason = "无采购计划" },
        ["POST /api/v1/customers/{id}/follow-ups/{followUpId}/quality"] = new { total = 80, reason = "现场确认过" },
        ["POST /api/v1/customers/{id}/follow-ups/{followUpId}/check"] = new { outcome = "returned", reason = "请补充下一步", seconds = 12 },
        ["POST /api/v1/customers/{id}/comments"] = new { text = "请跟进" },
        ["POST /api/v1/customers/duplicates"] = new { name = "新客户" },
        ["POST /api/v1/customers/{id}/merge"] = new { into = ids.Customer },
        ["POST /api/v1/customers/{id}/receipts"] = new { amount = "1.00", receivedOn = "2026-01-20" },
        ["POST /api/v1/customers/{id}/receipts/{receiptId}/reversal"] = new { reason = "重复" },
        ["POST /api/v1/customers/{id}/credit-allocations"] = new { amount = "1.00", contractId = ids.Contract },
        ["POST /api/v1/qr/open"] = new { token = "no-such-token" },
        ["POST /api/v1/customers/{id}/contacts"] = new { at = "2026-01-20T02:00:00Z", channel = "visit" },
        ["POST /api/v1/customers/{id}/opportunities"] = new { title = "二期产线" },
        ["POST /api/v1/customers/{id}/opportunities/{opportunityId}/stage"] = new { stage = "needs" },
        ["POST /api/v1/customers/{id}/opportunities/{opportunityId}/close"] = new { outcome = "lost", reason = "预算取消" },
        ["POST /api/v1/customers/{id}/not-an-opportunity"] = new { reason = "同行询价" },
        ["POST /api/v1/customers/{id}/follow-ups"] = new { occurredAt = "2026-01-20T02:00:00Z", done = "demo" },
        ["POST /api/v1/customers/{id}/quotations"] = new { at = "2026-01-20T02:00:00Z", amount = "1.00" },
        ["POST /api/v1/contracts"] = Draft(ids, "HT-NEW"),
        ["PUT /api/v1/contracts/{id}"] = Draft(ids, "HT-NEW"),
        ["POST /api/v1/contracts/preview"] = Draft(ids, "HT-NEW"),
        ["POST /api/v1/contracts/{id}/sign"] = new { signedOn = "2026-01-20" },
        ["POST /api/v1/contracts/{id}/events"] = new { @event = "arrived", occurredOn = "2026-01-20" },
        ["POST /api/v1/contracts/{id}/amendments"] = new { reason = "增补", effectiveOn = "2026-01-20", total = "100.00", terms = Terms },
        ["POST /api/v1/contracts/{id}/checklist/{item}"] = new { done = true },
        ["POST /api/v1/contracts/{id}/acceptances"] = new
        {
            @event = "final-accepted", signedOn = "2026-01-20", signerName = "王立", signerTitle = "总经理", file = new { sha256 = new string('0', 64), name = "验收单.pdf" },
        },
        ["POST /api/v1/contracts/{id}/delegates"] = new { name = "李敏", from = "2026-01-01", until = "2026-12-31", reason = "授权书" },
        ["POST /api/v1/contracts/{id}/holds/{hold}/release-requests"] = new { reason = "口头确认" },
        ["POST /api/v1/contracts/{id}/holds/{hold}/release-decisions"] = new { approved = true },
        ["POST /api/v1/contracts/{id}/cancel"] = new { reason = "取消" },
        ["PUT /api/v1/recipients/{id}"] = new { addresses = new[] { new { channel = "wecom-app", address = "lijing" } } },
        ["POST /api/v1/recipients/{id}/devices"] = new { id = "d-1", kind = "ios", permission = "granted" },
        ["POST /api/v1/push/subscribe"] = new
        {
            endpoint = "https://fcm.googleapis.com/fcm/send/sample",
            p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            auth = "BTBZMqHH6r4Tts7J_aSIgg",
            device = "desktop",
        },
        ["POST /api/v1/push/unsubscribe"] = new { endpoint = "https://fcm.googleapis.com/fcm/send/other" },
        ["POST /api/v1/sandbox/rate"] = new { rate = "60" },
        ["POST /api/v1/sandbox/jump"] = new { days = 1 },
        ["POST /api/v1/sandbox/driver"] = new { running = false },
        ["PUT /api/v1/sandbox/faults/{fault}"] = new { on = true },
        ["POST /api/v1/rules"] = Rules,
        ["PUT /api/v1/calendar/days/{date}"] = new { working = false, name = "厂庆" },
        ["PUT /api/v1/calendar/years/{year}"] = new { source = "国办发明电〔2025〕7号", days = new[] { new { date = "2026-01-01", working = false, name = "元旦" } } },
        ["POST /api/v1/imports"] = Customers(ids),
        ["POST /api/v1/imports/{importId}/commit"] = Customers(ids),
        ["POST /api/v1/admin/held-nudges/release"] = new { ids = new[] { $"{ids.Contract}:1-payment-warning-20260220t0100" } },
        ["POST /api/v1/admin/held-nudges/discard"] = new { ids = new[] { $"{ids.Contract}:1-payment-warning-20260220t0100" } },
        ["POST /api/v1/admin/reconciliation/repair"] = new { contractIds = new[] { ids.Contract } },
        ["POST /api/v1/admin/dead-letters/replay"] = new { id = "contract/x|1.1/effect" },
    };

    /// <summary>A file of customers that names a rep.</summary>
    private static StringContent Customers(Ids ids)
    {
        var header = Encoding.UTF8.GetString(ImportKind.Find("customers")!.Template()).TrimStart('\uFEFF').Split('\n')[0].Trim();
        var row = string.Join(',', header.Split(',').Select(_ => ids.Rep));
        return new($"{header}\n{row}\n", Encoding.UTF8, "text/csv");
    }

    /// <summary>A rule set that can be published.</summary>
    public static object Rules { get; } = new
    {
        payments = new
        {
            warnDays = 10, openItemDays = new[] { 5, 2 }, nudgeAt = "08:30", dayEndsAt = "18:00", overdueLadder = new[] { new { days = 2, level = "manager" } },
        },
        numbers = new { claimMinutes = 10 },
        reason = "提前提醒",
    };

    /// <summary>A contract that can be signed.</summary>
    public static object Draft(Ids ids, string number, string total = "100.00", string title = "新合同") =>
        new { number, title, customerId = ids.Customer, repId = ids.Rep, total, terms = Terms };
}

/// <summary>Ids of one organisation's things.</summary>
internal sealed record Ids(
    string Org, string Unit, string Team, string Rep, string Person, string ApiKey, string Customer, string Contract, string Receipt, string Nudge)
{
    /// <summary>A number that has called, and that no customer has; no two organisations have the same.</summary>
    public string Phone => $"1380{Org[1..]}";

    /// <summary>An operation's path with these ids in it.</summary>
    public string Path(Operation operation) => operation.Path switch
    {
        var path when path.StartsWith("/api/v1/contracts/", StringComparison.Ordinal) => Fill(path, Contract),
        var path when path.StartsWith("/api/v1/customers/", StringComparison.Ordinal) => Fill(path, Customer),
        var path when path.StartsWith("/api/v1/unmatched/", StringComparison.Ordinal) => Fill(path, IdentityKeys.Of(Org, IdentityKeys.Phone, Phone)!.Value.Id),
        var path when path.StartsWith("/api/v1/reps/", StringComparison.Ordinal) => Fill(path, Rep),
        var path when path.StartsWith("/api/v1/recipients/", StringComparison.Ordinal) => Fill(path, Rep),
        var path when path.StartsWith("/api/v1/organization/people/", StringComparison.Ordinal) => Fill(path, Person),
        var path when path.StartsWith("/api/v1/organization/units/", StringComparison.Ordinal) => Fill(path, Unit),
        var path when path.StartsWith("/api/v1/api-keys/", StringComparison.Ordinal) => Fill(path, ApiKey),
        var path => Fill(path, "no-such-id"),
    };

    private string Fill(string path, string id) => path
        .Replace("{org}", Org, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal).Replace("{receiptId}", Receipt, StringComparison.Ordinal)
        .Replace("{contractId}", Contract, StringComparison.Ordinal).Replace("{nudgeId}", Nudge, StringComparison.Ordinal)
        .Replace("{opportunityId}", "o-1", StringComparison.Ordinal).Replace("{followUpId}", "f-1", StringComparison.Ordinal)
        .Replace("{item}", "confirm-1", StringComparison.Ordinal).Replace("{year}", "2026", StringComparison.Ordinal)
        .Replace("{date}", "2026-06-12", StringComparison.Ordinal)
        .Replace("{importId}", Receipt, StringComparison.Ordinal).Replace("{kind}", "customers", StringComparison.Ordinal)
        .Replace("{hold}", "h1", StringComparison.Ordinal).Replace("{sha256}", new string('0', 64), StringComparison.Ordinal);
}
