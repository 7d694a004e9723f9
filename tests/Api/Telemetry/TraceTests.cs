using System.Collections.Concurrent;
using System.Diagnostics;
using SalesGrains.Contracts;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Telemetry;

/// <summary>One trace from the call over the grains to the store.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task A_command_is_one_trace_from_http_through_its_grain_to_the_store()
    {
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "Microsoft.Orleans.Application" or "SalesGrains.Store",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var app = await SalesApp.Start(new() { Traces = true });
        try
        {
            var organization = await app.Company();
            using var director = await organization.As(Roles.Director);
            var trace = ActivityTraceId.CreateRandom();

            (await director.Post(
                "/api/v1/customers", new { name = "苏州金丝雀", tier = "A", repId = "rep-east" },
                ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"))).Expect(201);

            Activity[] Of(string source) => [.. seen.Where(activity => activity.TraceId == trace && activity.Source.Name == source)];
            await Wait.Until(
                () => Of("Microsoft.AspNetCore").Length > 0 && Of("SalesGrains.Store").Any(activity => activity.OperationName == "store: The commit"),
                TimeSpan.FromSeconds(30), "the trace to be whole");
            var commit = Of("SalesGrains.Store").First(activity => activity.OperationName == "store: The commit");
            Assert.Equal("customer", commit.GetTagItem("sales.kind"));
            Assert.Contains(Of("Microsoft.Orleans.Application"), activity => activity.SpanId == commit.ParentSpanId);
            Assert.DoesNotContain(
                seen.Where(activity => activity.TraceId == trace).SelectMany(activity => activity.TagObjects),
                tag => tag.Value?.ToString()?.Contains("金丝雀", StringComparison.Ordinal) == true);
        }
        finally
        {
            await app.DisposeAsync();
        }
    }
}
