using System.Globalization;
using SalesGrains.Accounts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Identities;
using SalesGrains.Integrations;
using SalesGrains.Nudges.Channels;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Problems;
using SalesGrains.Recipients;

namespace SalesGrains.Sandboxes.Faults;

/// <summary>
/// Switches the five faults by the commands that make them in real life, and shows each by a customer whose first contact was three hours ago.
/// What is on is read from what is stored: nothing is remembered here.
/// </summary>
internal sealed class SandboxFaults(PortfolioReader portfolio, ChannelSenders senders, IConfiguration configuration, TimeProvider time)
{
    /// <summary>Long enough ago that the first reminder is due at once (C02), and one working day's deadline is still far.</summary>
    private static readonly TimeSpan Ago = TimeSpan.FromHours(3);

    /// <summary>Where the messages of imitated channels arrive, for a person to look at; null: nowhere.</summary>
    public Uri? Phones => Uri.TryCreate(configuration["Demo:Phones"], UriKind.Absolute, out var address) ? address : null;

    /// <summary>The five, as they are.</summary>
    public async Task<FaultsBody> Of(Caller caller) =>
        new(Phones, await Task.WhenAll(SandboxFault.All.Select(fault => Body(caller, fault))));

    /// <summary>Switches one; nothing happens when it is so already, and a customer shows it.</summary>
    /// <exception cref="ProblemException">404 when there is no such fault, 409 when the sandbox lacks the reps or the installation the channels.</exception>
    public async Task Set(Call call, string code, bool on)
    {
        var fault = SandboxFault.All.FirstOrDefault(one => one.Code == code) ?? throw Problem.NotFound("sandbox.fault-unknown").ToException();
        if (RepOf(call.Caller, fault) is not { } rep)
        {
            throw new Problem(StatusCodes.Status409Conflict, "sandbox.reps-too-few").With("min", $"{SandboxFault.All.Length}").ToException();
        }

        if (!IsAvailable(fault))
        {
            throw new Problem(StatusCodes.Status409Conflict, "sandbox.channels-missing").With("channels", string.Join(", ", fault.Needs)).ToException();
        }

        var recipient = call.Caller.Grains.Entity<IRecipientGrain>(rep);
        var before = await recipient.Get();
        var shown = await Shown(call.Caller, fault);
        if (shown is not null && fault.IsOn(before, shown) == on)
        {
            return;
        }

        var addresses = fault.Addresses(on, rep, senders.Of(ChannelKinds.SmsAliyun) is not null);
        Accept(await recipient.Execute(new(new SetReach(addresses, before.Quiet, before.SnoozedUntil), Meta(call, "reach"))));
        Accept(await recipient.Execute(new(new ReportDevice(fault.Phone(on)), Meta(call, "device"))));
        await Show(call, fault, rep, on);
    }

    /// <summary>A new customer of the rep, met three hours ago in WeCom.</summary>
    private async Task Show(Call call, SandboxFault fault, string rep, bool on)
    {
        // Named by real time: the sandbox's may stand still, and the newest is found by its name.
        var real = time.GetUtcNow();
        var now = call.Caller.Organization.At(real);
        var id = call.NewId("sandbox-case");
        var weCom = $"wm{id}";
        var profile = new CustomerProfile
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{fault.CaseName} {real.UtcDateTime:yyyyMMdd-HHmmss.fff}"),
            Tier = "B",
            RepId = rep,
            Identities = fault.IsMapped(on) ? [new() { Kind = IdentityKeys.WeCom, Value = weCom }] : [],
        };
        var customer = call.Caller.Grains.Entity<ICustomerGrain>(id);
        var created = Accept(await customer.Execute(new(new CreateCustomer(profile), Meta(call, "customer"))));
        if (fault.IsHeard(on))
        {
            var signal = new ReceiveSignal
            {
                SignalId = id, Kind = IdentityKeys.WeCom, Masked = IdentityViewRules.Mask(IdentityKeys.WeCom, weCom), Source = SignalSources.Message, At = now - Ago, RepId = rep, Count = 1,
            };
            var identity = IdentityKeys.Of(call.Caller.Org, IdentityKeys.WeCom, weCom)!.Value;
            Accept(await SignalReceiver.Send(call.Caller.Grains.Named<IIdentityGrain>(identity.GrainKey), signal, call.Caller.Actor));
        }

        await Call.ViewPending(customer, created);
    }

    private async Task<FaultBody> Body(Caller caller, SandboxFault fault)
    {
        if (RepOf(caller, fault) is not { } rep)
        {
            return new(fault.Code, false, false, null, null, null);
        }

        var shown = await Shown(caller, fault);
        var recipient = await caller.Grains.Entity<IRecipientGrain>(rep).Get();
        return new(fault.Code, fault.IsOn(recipient, shown), IsAvailable(fault), rep, caller.Organization.Tree.RepName(rep), shown?.Id);
    }

    /// <summary>The newest customer that was made to show the fault, found by name.</summary>
    private async Task<CustomerView?> Shown(Caller caller, SandboxFault fault)
    {
        CustomerItem? newest = null;
        var query = new ListQuery(caller.Scope) { Filter = new(Text: fault.CaseName) };
        for (string? after = null; ;)
        {
            var page = await portfolio.Customers(caller.Org, query, new ListPage(PortfolioReader.MostRows, after));
            newest = page.Items.IsEmpty ? newest : page.Items[^1];
            if ((after = page.Next) is null)
            {
                return newest is null ? null : await caller.Grains.Entity<ICustomerGrain>(newest.Id).Get();
            }
        }
    }

    private static string? RepOf(Caller caller, SandboxFault fault) =>
        caller.Organization.Tree.Reps.Keys.Where(caller.Sees).Order(StringComparer.Ordinal).Skip(fault.Rep).FirstOrDefault();

    private bool IsAvailable(SandboxFault fault) => fault.Needs.All(channel => senders.Of(channel) is not null);

    /// <summary>One call makes several commands of one entity: each under a key of its own, the same whenever the call is repeated.</summary>
    private static CommandMeta Meta(Call call, string part) => new(call.Caller.Actor, $"{call.Key}/{part}", part);

    private static CommandOutcome Accept(CommandOutcome outcome) => outcome.Rejection is { } refused ? throw Problem.Of(refused).ToException() : outcome;
}
