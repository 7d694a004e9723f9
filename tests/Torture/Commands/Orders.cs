using System.Text.Json;
using SalesGrains.Money;
using SalesGrains.Organizations;

namespace SalesGrains.Commands;

/// <summary>Makes commands as people give them. Terms are 30 % on signing, 60 % on acceptance, 10 % after the warranty.</summary>
internal static class Orders
{
    public static Operation Create(string key, string id, string customer, long totalFen, string lastShare = "10%") => Of(
        Kinds.Create, $"contract/{id}", "contracts", key, Roles.Manager, new
        {
            id,
            number = $"HT-{id}",
            title = "数控机床及安装",
            customerId = customer,
            total = Yuan.Format(totalFen),
            warrantyMonths = 12,
            terms = new object[]
            {
                new { name = "预付款", kind = "prepay", trigger = new { @event = "signed" }, offset = new { count = 5, unit = "workday" }, amount = new { share = "30%" }, owner = "sales" },
                new
                {
                    name = "验收款",
                    kind = "acceptance",
                    trigger = new { allOf = new[] { new { @event = "arrived" }, new { @event = "final-accepted" } } },
                    offset = new { count = 30, unit = "day" },
                    amount = new { share = "60%" },
                    owner = "delivery",
                    deliverables = new[] { new { type = "acceptance-report", name = "验收报告" } },
                },
                new { name = "质保金", kind = "retention", trigger = new { @event = "warranty-end" }, offset = new { count = 0, unit = "day" }, amount = new { share = lastShare }, owner = "customer" },
            },
        }) with { MustAccept = true };

    public static Operation Sign(string key, string id, DateOnly on) =>
        Of(Kinds.Sign, $"contract/{id}", $"contracts/{id}/sign", key, Roles.Manager, new { signedOn = on });

    public static Operation Event(string key, string id, string name, DateOnly on) =>
        Of(Kinds.Event, $"contract/{id}", $"contracts/{id}/events", key, Roles.Manager, new { @event = name, occurredOn = on });

    public static Operation Receipt(string key, string customer, long fen, DateOnly on, string? contract, int? node = null, string? amount = null) => Of(
        Kinds.Receipt, $"customer/{customer}", $"customers/{customer}/receipts", key, Roles.Finance,
        new { amount = amount ?? Yuan.Format(fen), receivedOn = on, contractId = contract, nodeNo = node, method = "bank" }) with { AmountFen = fen };

    public static Operation Reversal(string key, string customer, string receipt) => Of(
        Kinds.Reversal, $"customer/{customer}", $"customers/{customer}/receipts/{receipt}/reversal", key, Roles.Finance,
        new { reason = "银行退票" }) with { ReceiptId = receipt, MustAccept = true };

    public static Operation Credit(string key, string customer, string contract, long fen) => Of(
        Kinds.Credit, $"customer/{customer}", $"customers/{customer}/credit-allocations", key, Roles.Finance,
        new { amount = Yuan.Format(fen), contractId = contract });

    public static Operation Tick(string key, string id, string item, bool done) => Of(
        Kinds.Tick, $"contract/{id}", $"contracts/{id}/checklist/{item}", key, Roles.Manager, new { done });

    public static Operation Cancel(string key, string id) =>
        Of(Kinds.Cancel, $"contract/{id}", $"contracts/{id}/cancel", key, Roles.Manager, new { reason = "客户项目终止" });

    public static Operation Customer(string key, string id, string rep) => Of(
        Kinds.Customer, $"customer/{id}", "customers", key, Roles.Manager, new { id, name = $"新客户 {id}", tier = "B", repId = rep, industry = "制造" }) with { MustAccept = true };

    public static Operation Contact(string key, string customer, DateTimeOffset at) =>
        Of(Kinds.Contact, $"customer/{customer}", $"customers/{customer}/contacts", key, Roles.Manager, new { at, channel = "call" });

    public static Operation FollowUp(string key, string customer, string? said, DateTimeOffset at) => Of(
        Kinds.FollowUp, $"customer/{customer}", $"customers/{customer}/follow-ups", key, Roles.Manager,
        new { occurredAt = at, done = "visit", said, next = "review", note = "王总关注交付周期，周五前给出排期" }) with { MustAccept = true };

    public static Operation Quotation(string key, string customer, long fen, DateTimeOffset at) => Of(
        Kinds.Quotation, $"customer/{customer}", $"customers/{customer}/quotations", key, Roles.Manager, new { at, amount = Yuan.Format(fen) }) with { MustAccept = true };

    public static Operation Opportunity(string key, string customer, long fen) => Of(
        Kinds.Opportunity, $"customer/{customer}", $"customers/{customer}/opportunities", key, Roles.Manager, new { title = "产线改造", amount = Yuan.Format(fen) });

    public static Operation Of(string kind, string entity, string path, string key, string role, object body) => new()
    {
        Kind = kind,
        Entity = entity,
        Path = path,
        Key = key,
        Role = role,
        Body = JsonSerializer.Serialize(body, JsonSerializerOptions.Web),
    };
}
