using System.Globalization;

namespace SalesGrains.Vendors;

/// <summary>Writes an answer as a fault wants it.</summary>
internal static class Spoiled
{
    private const string Proxy = "<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>";

    public static async Task Write(HttpContext context, Fault? fault, Func<VendorAnswer> handle, CancellationToken ct)
    {
        switch (fault?.Kind)
        {
            case null:
                await Whole(context, handle(), ct);
                break;
            case "latency":
                await Task.Delay(fault.Milliseconds, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await Whole(context, handle(), ct);
                break;
            case "status":
                context.Response.StatusCode = int.Parse(fault.Code, CultureInfo.InvariantCulture);
                if (fault.RetryAfter is { } seconds)
                {
                    context.Response.Headers.RetryAfter = $"{seconds}";
                }

                break;
            case "html":
                await Whole(context, new(200, System.Text.Encoding.UTF8.GetBytes(Proxy), "text/html"), ct);
                break;
            case "code":
                await Whole(context, Refusal(context, fault.Code), ct);
                break;
            case "hang":
                Carry(fault, handle);
                await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                context.Abort();
                break;
            case "reset":
                var whole = Carry(fault, handle);
                context.Response.ContentLength = whole.Body.Length + 100;
                await context.Response.Body.WriteAsync(whole.Body.AsMemory(0, whole.Body.Length / 2), ct);
                await context.Response.Body.FlushAsync(ct);
                context.Abort();
                break;
            case "truncated":
                var answer = Carry(fault, handle);
                await Whole(context, answer with { Body = answer.Body[..(answer.Body.Length / 2)] }, ct);
                break;
            default:
                context.Response.StatusCode = 400;
                break;
        }
    }

    private static VendorAnswer Carry(Fault fault, Func<VendorAnswer> handle) => fault.CarriedOut ? handle() : VendorAnswer.Json(new { errcode = 0, code = 0 });

    /// <summary>The vendor's own way to say no.</summary>
    private static VendorAnswer Refusal(HttpContext context, string code) => context.Request.Headers switch
    {
        var headers when headers.ContainsKey("x-acs-action") => VendorAnswer.Json(new { Code = code, Message = "told to", RequestId = "r" }),
        var headers when headers.ContainsKey("x-tc-action") => VendorAnswer.Json(new { Response = new { Error = new { Code = code, Message = "told to" }, RequestId = "r" } }),
        _ when context.Request.Path.StartsWithSegments("/open-apis") => VendorAnswer.Json(new { code = long.Parse(code, CultureInfo.InvariantCulture), msg = "told to" }),
        _ => VendorAnswer.Json(new { errcode = long.Parse(code, CultureInfo.InvariantCulture), errmsg = "told to" }),
    };

    private static async Task Whole(HttpContext context, VendorAnswer answer, CancellationToken ct)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Type;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.Body.WriteAsync(answer.Body, ct);
    }
}
