using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Orleans.Serialization;
using SalesGrains.Entities;

namespace SalesGrains.Problems;

/// <summary>Whatever goes wrong, the caller gets a problem: never a stack, and never "failed" for what may have happened.</summary>
public sealed class ProblemResponsesTests
{
    private const string Secret = "Data Source=/var/lib/sales.db;Password=hunter2";

    public static TheoryData<string, string, int, string> Faults => new()
    {
        { nameof(OutcomeUnknownException), "POST", 503, "outcome.unknown" },
        { nameof(NewerRecordException), "POST", 503, "outcome.unknown" },
        { nameof(FieldTypeMissingException), "POST", 503, "outcome.unknown" },
        { nameof(TypeLoadException), "POST", 503, "outcome.unknown" },
        { nameof(TimeoutException), "POST", 503, "outcome.unknown" },
        { nameof(TimeoutException), "GET", 503, "server.busy" },
        { nameof(SiloUnavailableException), "PUT", 503, "outcome.unknown" },
        { nameof(OrleansException), "POST", 503, "outcome.unknown" },
        { nameof(IOException), "POST", 503, "outcome.unknown" },
        { nameof(IOException), "GET", 503, "server.busy" },
        { nameof(InvalidOperationException), "POST", 500, "server.fault" },
        { nameof(EntityFaultException), "POST", 500, "server.fault" },
        { nameof(OrganizationMismatchException), "GET", 500, "server.fault" },
        { nameof(BadHttpRequestException), "POST", 400, "request.malformed" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task A_fault_becomes_a_problem(string fault, string method, int status, string code)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Response.Body = new MemoryStream();
        var responses = new ProblemResponses(_ => throw Make(fault), NullLogger<ProblemResponses>.Instance);

        await responses.InvokeAsync(context);

        context.Response.Body.Position = 0;
        var text = await new StreamReader(context.Response.Body).ReadToEndAsync();
        Assert.Equal((status, code), (context.Response.StatusCode, JsonNode.Parse(text)!["code"]!.GetValue<string>()));
        Assert.Equal("application/problem+json", context.Response.ContentType);
        Assert.Equal(status == 503, context.Response.Headers.RetryAfter.Count == 1);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    private static Exception Make(string fault) => fault switch
    {
        nameof(OutcomeUnknownException) => new OutcomeUnknownException(Secret),
        nameof(NewerRecordException) => new NewerRecordException(Secret),
        nameof(FieldTypeMissingException) => new FieldTypeMissingException(typeof(ProblemResponsesTests)),
        nameof(TypeLoadException) => new TypeLoadException(Secret),
        nameof(TimeoutException) => new TimeoutException(Secret),
        nameof(SiloUnavailableException) => new SiloUnavailableException(Secret),
        nameof(OrleansException) => new OrleansException(Secret),
        nameof(IOException) => new IOException(Secret),
        nameof(EntityFaultException) => new EntityFaultException(Secret),
        nameof(OrganizationMismatchException) => new OrganizationMismatchException(Secret),
        nameof(BadHttpRequestException) => new BadHttpRequestException(Secret),
        _ => new InvalidOperationException(Secret),
    };
}
