using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Benchmarks.Push;

namespace SalesGrains.Benchmarks.Commands;

/// <summary>The receipts of the commands benchmark through HTTP, by an API client with 100 kept connections, beside the same in the process.</summary>
internal static class HttpCommandsBenchmark
{
    private const int Callers = 100;
    private static int receipts;

    /// <summary>Runs it.</summary>
    public static async Task Run(Report report, string scratch, int rounds, int contracts, int commands)
    {
        var (child, ready) = await Child.Start("server-ours", Path.Combine(scratch, "http"), $"{contracts}");
        using var server = child;
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Callers, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan });
        http.BaseAddress = new(ready[0]);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ready[1]);

        // Warm: code is compiled, contracts and customers are awake.
        await server.Ask("receipts", contracts);
        await Send(http, Math.Min(commands, contracts), contracts);
        await server.Ask("settle");

        var answeredHttp = new List<double>();
        var answeredInside = new List<double>();
        var cpu = new List<double>();
        var (through, inside) = await Rounds.Interleaved(
            rounds,
            async _ =>
            {
                var before = server.CpuMicroseconds;
                var perSecond = await Both(server, commands, answeredHttp, () => Send(http, commands, contracts));
                cpu.Add((server.CpuMicroseconds - before) / commands);
                return perSecond;
            },
            async _ => await Both(server, commands, answeredInside, () => server.Ask("receipts", commands)));

        report.Say(
            $"{commands:#,0} receipts by {Callers} callers over {contracts:#,0} contracts, through HTTP/1.1 with {Callers} kept connections, an API key of role finance and a new Idempotency-Key each; beside it the same receipts "
            + $"by as many callers inside the server process. The HTTP client shares the machine's cores with the server. An HTTP receipt also looks at its customer and contract before the command. Medians of {rounds} interleaved rounds.");
        report.Table(
            ["", "HTTP", "in the process", "HTTP / in the process"],
            [
                ["receipts/s, all delivered", Report.N(Rounds.Median(through)), Report.N(Rounds.Median(inside)), $"**{Rounds.Median(through.Zip(inside, (h, i) => h / i)):0.00}**"],
                ["receipts/s, answered", Report.N(Rounds.Median(answeredHttp)), Report.N(Rounds.Median(answeredInside)), $"{Rounds.Median(answeredHttp.Zip(answeredInside, (h, i) => h / i)):0.00}"],
                ["server CPU per receipt, µs", Report.N(Rounds.Median(cpu)), "", ""],
            ]);
    }

    /// <summary>Receipts per second until all is delivered; those until all is answered are added to the list.</summary>
    private static async Task<double> Both(Child server, int commands, List<double> answered, Func<Task> send)
    {
        var began = Stopwatch.GetTimestamp();
        await send();
        answered.Add(commands / Stopwatch.GetElapsedTime(began).TotalSeconds);
        await server.Ask("settle");
        return commands / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task Send(HttpClient http, int count, int contracts)
    {
        var taken = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref taken)) < count;)
            {
                var contract = (int)((long)i * 7919 % contracts);
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/customers/cust-{contract}/receipts");
                request.Headers.Add("Idempotency-Key", $"http-{Interlocked.Increment(ref receipts):00000000}");
                request.Content = new StringContent(
                    $$"""{"amount":"1.00","receivedOn":"2026-01-21","contractId":"contract-{{contract}}"}""", Encoding.UTF8, "application/json");
                using var answer = await http.SendAsync(request);
                if (!answer.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
                }
            }
        })));
    }
}
