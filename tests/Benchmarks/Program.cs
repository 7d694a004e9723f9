using SalesGrains.Benchmarks.Commands;
using SalesGrains.Benchmarks.Deadlines;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Benchmarks.Portfolios;

// dotnet run -c Release --project tests/Benchmarks [commands|…|all] [rounds]; results go to tests/Benchmarks/results.
var what = args.FirstOrDefault() ?? "all";
var rounds = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 5;
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
}
finally
{
    Directory.Delete(scratch, recursive: true);
}
