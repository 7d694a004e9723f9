using System.Collections.Immutable;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SalesGrains.Accounts;
using SalesGrains.Calendars;
using SalesGrains.Hosting;
using SalesGrains.Nudges.Channels;
using SalesGrains.Organizations;
using SalesGrains.Sandboxes;

namespace SalesGrains.Demo;

/// <summary>
/// Runs the demo company (演示公司): founds and loads it at the first start, and then plays what its people do as its clock goes,
/// through the public API. While the clock jumps it stops; afterwards it catches up.
/// </summary>
internal sealed partial class DemoDriver(
    SalesOptions options,
    IServer server,
    IHostApplicationLifetime lifetime,
    IOrganizationDirectory directory,
    IGrainFactory grains,
    Passwords passwords,
    ChannelSenders senders,
    TimeProvider time,
    ILogger<DemoDriver> log) : BackgroundService
{
    /// <summary>A day in ten seconds: boards move while a newcomer looks at them.</summary>
    private const decimal DefaultRate = 8640;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(500);

    // Whether the made-up people go on working; any silo may be told.
    private bool runs = true;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Demo)
        {
            return;
        }

        try
        {
            var started = new TaskCompletionSource();
            await using (lifetime.ApplicationStarted.Register(started.SetResult))
            {
                await started.Task.WaitAsync(stoppingToken);
            }

            await Run(new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task Run(Uri address, CancellationToken stop)
    {
        var company = DemoGenerator.Make(DemoGenerator.Seed, (from, count) => BusinessCalendar.China.AddWorkdays(from, count).Date);
        var file = DemoFile.Open(options.Data);
        await Found(company, file);
        var sandbox = grains.GetGrain<ISandboxGrain>($"{file.Org}|clock");
        var loader = new DemoLoader(company, address, file.Password);
        if (file.Keys.Count == 0)
        {
            file = file with { Keys = await loader.LoadOrganization(stop) };
            file.Save(options.Data);
        }

        using var staff = new DemoStaff(company, address, file.Keys);
        Console.WriteLine($"  Demo accounts, all with the password {file.Password}:");
        Console.WriteLine("  director@demo  east.manager@demo  rep1@demo  finance@demo  delivery@demo  admin@demo");
        if (!file.Loaded)
        {
            Console.WriteLine("  Loading the demo company …");
            await loader.LoadHistory(staff, stop);
            file = file with { Loaded = true };
            file.Save(options.Data);
            await sandbox.SetRate(options.ClockRate ?? DefaultRate);
        }
        else
        {
            await sandbox.Wake();
            if (options.ClockRate is { } rate)
            {
                await sandbox.SetRate(rate);
            }
        }

        if (senders.Of(ChannelKinds.WeComApp) is not null && senders.Of(ChannelKinds.SmsAliyun) is not null)
        {
            await loader.LoadPhones(stop);
        }

        Console.WriteLine("  The demo company is open.");
        await Play(DemoTimeline.Future(company), file.Org, staff, sandbox, stop);
    }

    /// <summary>Plays each step when the demo's clock has come to it; a step that was played before is answered as before.</summary>
    private async Task Play(ImmutableArray<DemoStep> steps, string org, DemoStaff staff, ISandboxGrain sandbox, CancellationToken stop)
    {
        var (checkpoint, asked) = (time.GetTimestamp(), long.MinValue);
        for (var next = 0; ; await Task.Delay(Look, stop))
        {
            if (asked == long.MinValue || time.GetElapsedTime(asked) > AskEvery)
            {
                await Ask(sandbox);
                asked = time.GetTimestamp();
            }

            var clock = (await directory.Get(org)).Stored.Clock;
            if (!clock.Jumping && time.GetElapsedTime(checkpoint) > CheckpointEvery)
            {
                await Try(sandbox.Checkpoint);
                checkpoint = time.GetTimestamp();
            }

            while (runs && next < steps.Length && steps[next].At <= directory.Peek(org)!.At(time.GetUtcNow()) && !directory.Peek(org)!.Stored.Clock.Jumping)
            {
                try
                {
                    await DemoActions.Do(steps[next], staff, stop);
                    next++;
                }
                catch (InvalidOperationException error)
                {
                    // One refused step must not end the demo; the log says which it was.
                    StepRefused(log, steps[next].Key, error);
                    next++;
                }
            }
        }
    }

    private Task Ask(ISandboxGrain sandbox) => Try(async () =>
    {
        if (await sandbox.Driven() is { } told)
        {
            runs = told;
        }
        else
        {
            await sandbox.Drive(runs);
        }
    });

    // The silo that has the clock may be gone: it is asked again soon.
    private async Task Try(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception error) when (error is OrleansException or TimeoutException)
        {
            ClockSilent(log, error);
        }
    }

    private async Task Found(DemoCompany company, DemoFile file)
    {
        var root = company.Units[0];
        var admin = new AddPerson("demo-admin", "系统管理员", "admin@demo", passwords.Hash(file.Password), Roles.Admin, root.Id, null);
        await grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key)
            .Found(new(file.Org, new(root.Name, admin), Sandbox: new(DemoCompany.StartsAt.ToUniversalTime(), 0)));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The demo's clock does not answer.")]
    private static partial void ClockSilent(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo step {Step} was refused.")]
    private static partial void StepRefused(ILogger log, string step, Exception error);
}
