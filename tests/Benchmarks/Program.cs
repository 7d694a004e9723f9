using SalesGrains.Benchmarks.Commands;
using SalesGrains.Benchmarks.Deadlines;
using SalesGrains.Benchmarks.Engines;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Benchmarks.Neighbors;
using SalesGrains.Benchmarks.Portfolios;
using SalesGrains.Benchmarks.Push;
using SalesGrains.Benchmarks.Rivals;

if (args is ["role", .. var role])
{
    await ChildRoles.Run(role);
    return 0;
}

if (!AsRun.IsSo)
{
    return await AsRun.Again(args);
}

// dotnet run -c Release --project tests/Benchmarks -- [commands|commands-http|portfolio|deadlines|push|rival|notify|engines|neighbors|all] [rounds] [seconds] [browsers];
// results go to tests/Benchmarks/results, or to the folder that RESULTS names.
var what = args.FirstOrDefault() ?? "all";
var rounds = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5;
var seconds = args.Length > 2 ? double.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 15;
int? browsers = args.Length > 3 ? int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture) : null;
var results = Path.Combine(Environment.GetEnvironmentVariable("RESULTS") ?? "tests/Benchmarks/results");
var scratch = Directory.CreateTempSubdirectory("salesgrains-bench-").FullName;
try
{
    if (what is "commands" or "all")
    {
        var report = new Report("commands", "Durable commands");
        await CommandsBenchmark.Run(report, scratch, rounds);
        report.Write(results);
    }

    if (what is "portfolio" or "all")
    {
        var report = new Report("portfolio", "Memory, start and lists");
        await PortfolioBenchmark.Run(report, scratch);
        report.Write(results);
    }

    if (what is "deadlines" or "all")
    {
        var report = new Report("deadlines", "Deadlines");
        await DeadlinesBenchmark.Run(report, scratch);
        report.Write(results);
    }

    if (what is "commands-http" or "all")
    {
        // A number of browsers means a short look: then there are as few contracts as that.
        var report = new Report("commands-http", "Durable commands through HTTP");
        await HttpCommandsBenchmark.Run(report, scratch, rounds, browsers ?? 10_000, browsers * 10 ?? 20_000);
        report.Write(results);
    }

    if (what is "push" or "all")
    {
        var report = new Report("push", "Push");
        await PushBenchmark.Run(report, scratch, rounds, seconds, browsers is { } some ? [some] : [100, 1000, 5000]);
        report.Write(results);
    }

    if (what is "engines" or "all")
    {
        var report = new Report("engines", "Engines and silos");
        await EnginesBenchmark.Run(report, scratch, rounds, seconds);
        report.Write(results);
    }

    if (what is "notify" or "all")
    {
        var report = new Report("notify", "Pushed, and notified by the database");
        await NotifyBenchmark.Run(report, scratch, rounds, seconds, browsers is { } few ? [few] : [100, 1000]);
        report.Write(results);
    }

    if (what is "neighbors" or "all")
    {
        var report = new Report("neighbors", "A loud neighbor");
        await NeighborsBenchmark.Run(report, scratch, rounds, seconds);
        report.Write(results);
    }

    if (what is "rival" or "all")
    {
        var report = new Report("rival", "Pushed and polled");
        await RivalBenchmark.Run(report, scratch, rounds, seconds, browsers ?? 1000);
        report.Write(results);
    }
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

return 0;
