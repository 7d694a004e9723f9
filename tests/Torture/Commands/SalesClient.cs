using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SalesGrains.Checking;

namespace SalesGrains.Commands;

/// <summary>
/// A program at the public API. What it does not know the outcome of, because the connection was cut or the answer was 503, it asks
/// again with the same key until it is told, or gives up. Of several programs it asks the next one when one does not answer.
/// </summary>
internal sealed class SalesClient(
    IReadOnlyList<Uri> addresses, IReadOnlyDictionary<string, string> keys, CommandLog log, int first = 0, CancellationToken giveUp = default) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 4 }) { Timeout = TimeSpan.FromSeconds(15) };
    private int at = first;

    /// <summary>Sends a command until it is answered; an impatient client only once.</summary>
    public async Task<Entry> Send(Operation operation, Entry? repeats = null, bool impatient = false)
    {
        var entry = log.Begin(operation, repeats);
        entry.InvokedAt = Stopwatch.GetTimestamp();
        var answer = await Ask(() => Command(operation), () => ++entry.Tries == 1 || !impatient);
        entry.AnsweredAt = Stopwatch.GetTimestamp();
        entry.GivenUp = answer is null;
        if (answer is var (status, body))
        {
            entry.Answer = new(status, (string?)body?["id"], (long?)body?["version"] ?? 0, (string?)body?["code"]);
            log.CountAnswer();
        }

        return entry;
    }

    /// <summary>Reads a contract or customer, and notes the version it was at.</summary>
    public async Task<JsonNode> Read(string entity, string role)
    {
        var began = Stopwatch.GetTimestamp();
        var read = await Get($"{entity.Replace("/", "s/", StringComparison.Ordinal)}", role);
        log.Saw(new(entity, Outcomes.Ok, (long)read["version"]!, began, Stopwatch.GetTimestamp(), Value: History.ValueOf(entity, read)));
        return read;
    }

    /// <summary>Reads what must be there.</summary>
    public async Task<JsonNode> Get(string path, string role)
    {
        var (status, body) = (await Ask(() => Request(HttpMethod.Get, path, role), () => true))!.Value;
        return status == 200 ? body! : throw new InvalidOperationException($"GET {path} answered {status}: {body}");
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private HttpRequestMessage Command(Operation operation)
    {
        var request = Request(HttpMethod.Post, operation.Path, operation.Role);
        request.Headers.Add("Idempotency-Key", operation.Key);
        request.Content = new StringContent(operation.Body, Encoding.UTF8, "application/json");
        return request;
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string role) =>
        new(method, new Uri(addresses[at % addresses.Count], $"/api/v1/{path}")) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", keys[role]) } };

    /// <summary>The answer; null when it is not to be tried once more.</summary>
    private async Task<(int Status, JsonNode? Body)?> Ask(Func<HttpRequestMessage> make, Func<bool> tryAgain)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Patience; await Task.Delay(Backoff, giveUp))
        {
            if (!tryAgain())
            {
                return null;
            }

            try
            {
                using var request = make();
                using var answer = await http.SendAsync(request, giveUp);
                var body = await answer.Content.ReadAsStringAsync(giveUp);
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                {
                    return ((int)answer.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
                }

                log.CountBusy();
                at++;
            }
            catch (Exception error) when (error is (HttpRequestException or IOException or TaskCanceledException or JsonException) && !giveUp.IsCancellationRequested)
            {
                log.CountCut();
                at++;
            }
        }

        throw new TimeoutException($"A call was not answered in two minutes: {make().RequestUri}");
    }
}
