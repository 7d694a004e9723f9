using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesGrains.Fuzz;

/// <summary>A generated call.</summary>
internal sealed record FuzzCall(string Operation, string Method, string Path, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, string? ContentType)
{
    /// <summary>As a person can repeat it.</summary>
    public override string ToString() =>
        $"{Method} {Path} {string.Join(' ', Headers.Select(header => $"[{header.Name}: {header.Value}]"))} [{ContentType}]\n{(Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 3000))))}";
}

/// <summary>Makes calls from the API document: every operation in turn, with parameters, headers and bodies of all sorts.</summary>
internal sealed class CallGenerator
{
    private const int MostAccepted = 8;
    private readonly Pick pick;
    private readonly BodyGenerator bodies;
    private readonly IdPool ids;
    private readonly (string Path, string Method, JsonNode Operation)[] operations;
    private readonly IReadOnlyDictionary<string, object> samples;
    private readonly Dictionary<string, List<string>> accepted = [];
    private int next;

    /// <param name="samples">Good bodies by operation: as they are, or with one thing changed, they get further than what is made up.</param>
    public CallGenerator(JsonNode document, Pick pick, IdPool ids, IReadOnlyDictionary<string, object> samples)
    {
        (this.pick, this.ids, this.samples) = (pick, ids, samples);
        bodies = new(document, pick, ids);
        operations =
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               orderby path.Key, operation.Key
               select (path.Key, operation.Key.ToUpperInvariant(), operation.Value!),
        ];
    }

    /// <summary>How many operations there are.</summary>
    public int Operations => operations.Length;

    /// <summary>The next call.</summary>
    public FuzzCall Next()
    {
        var (path, method, operation) = operations[next++ % operations.Length];
        var parameters = operation["parameters"]?.AsArray().Select(one => (Name: one!["name"]!.GetValue<string>(), In: one["in"]!.GetValue<string>())).ToArray() ?? [];
        var content = operation["requestBody"]?["content"]?.AsObject().First();
        return new(
            $"{method} {path}",
            pick.Chance(98) ? method : pick.One(["PATCH", "OPTIONS", "TRACE", "DELETE", "HEAD", "PUT", "BREW"]),
            Path(path, parameters.Where(one => one.In == "path").Select(one => one.Name)) + Query(parameters.Where(one => one.In == "query").Select(one => one.Name).ToArray()),
            [.. Headers(parameters.Where(one => one.In == "header").Select(one => one.Name))],
            content is { } body ? Body($"{method} {path}", body.Key, body.Value!["schema"]!) : pick.Chance(5) ? Encoding.UTF8.GetBytes("{\"x\":1}") : null,
            content is null ? "application/json" : pick.Chance(96) ? content.Value.Key : pick.One(["text/plain", "application/json; charset=utf-16", "multipart/form-data", "application/x-www-form-urlencoded", "", "*/*", "application/json; charset=\"x"]));
    }

    /// <summary>Remembers the body of a call that was accepted: what is made of it gets far.</summary>
    public void Accepted(FuzzCall call)
    {
        if (call.ContentType != "application/json" || call.Body is not { Length: > 2 and < 4096 } body || !FieldChanges.CanChange(Encoding.UTF8.GetString(body)))
        {
            return;
        }

        var all = accepted.TryGetValue(call.Operation, out var known) ? known : accepted[call.Operation] = [];
        if (all.Count < MostAccepted)
        {
            all.Add(Encoding.UTF8.GetString(body));
        }
    }

    /// <summary>Every operation with a sample, first as it is, then with each member of its body changed in every way.</summary>
    /// <param name="paths">A path with ids that exist, by operation.</param>
    public IEnumerable<FuzzCall> FieldByField(IReadOnlyDictionary<string, string> paths)
    {
        foreach (var (path, method, operation) in operations)
        {
            var name = $"{method} {path}";
            if (!samples.TryGetValue(name, out var sample) || sample is HttpContent)
            {
                continue;
            }

            var good = JsonSerializer.Serialize(sample, JsonSerializerOptions.Web);
            var headers = operation["parameters"]?.AsArray().Any(one => one!["name"]!.GetValue<string>() == "If-Match") == true ? new[] { ("If-Match", "\"1\"") } : [];
            foreach (var body in FieldChanges.Of(good).Select(one => one.Body).Prepend(good))
            {
                yield return new(name, method, paths[name], [("Idempotency-Key", ApiClient.NewKey()), .. headers], Encoding.UTF8.GetBytes(body), "application/json");
            }
        }
    }

    private string Path(string path, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var value = pick.Chance(85) ? (name == "id" ? ids.OfPath(path) : null) ?? bodies.TextFor(name) : pick.Text();
            var escaped = pick.Chance(97) ? Uri.EscapeDataString(value) : pick.One(["%ff", "%c0%af", "..%2f..", "%2e%2e", "a%2Fb", "%25", new string('y', 3000)]);
            // A NUL in a path is refused by the web server itself, before there is a request.
            path = path.Replace($"{{{name}}}", escaped == "" ? "%20" : escaped.Replace("%00", "%01", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        return path;
    }

    private string Query(string[] names)
    {
        var parts = names.Where(_ => pick.Chance(40)).Select(name => $"{name}={Uri.EscapeDataString(bodies.TextFor(name))}").ToList();
        if (pick.Chance(4))
        {
            parts.Add(pick.One(["limit=%zz", "a", "=", "&&", "scope=company&scope=company", "limit=1&limit=2", "text=%ff%fe", "org=o0000001", $"x={new string('z', 4000)}"]));
        }

        return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
    }

    private IEnumerable<(string Name, string Value)> Headers(IEnumerable<string> declared)
    {
        foreach (var name in declared.Where(_ => pick.Chance(97)))
        {
            yield return (name, name == "If-Match"
                ? pick.One(["\"1\"", "\"2\"", "\"3\"", "\"1\"", "\"-1\"", "*", "W/\"1\"", "\"99999999999999999999\"", "1", "\"1\", \"2\""])
                : pick.Chance(95) ? ApiClient.NewKey() : pick.One(["", "same", "x y", new string('k', 255), new string('k', 256), "a\tb", "a,b"]));
        }

        if (pick.Chance(10))
        {
            yield return pick.One<(string, string)>(
            [
                ("Accept-Language", "en"), ("Accept-Language", "zh;q=x, *;q=2, ,,"), ("Accept", "application/xml"), ("Accept", "x"), ("X-HTTP-Method-Override", "DELETE"),
                ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Host", "evil.example"), ("Forwarded", "for=127.0.0.1"), ("Range", "bytes=0-1"), ("If-None-Match", "*"),
                ("Content-Encoding", "gzip"), ("Expect", "x"), ("traceparent", "00-x-y-z"), ("Cookie", "a=b; ;=;"), ("If-Modified-Since", "never"),
            ]);
        }
    }

    private byte[] Body(string operation, string type, JsonNode schema)
    {
        var text = pick.Chance(40) && samples.TryGetValue(operation, out var sample) && sample is not HttpContent ? Changed(operation, sample)
            : type == "text/csv" ? Table()
            : bodies.Of(schema);
        var bytes = Encoding.UTF8.GetBytes(text);
        return pick.Below(200) switch
        {
            0 => bytes[..pick.Below(bytes.Length + 1)],
            1 => [.. bytes.Select(b => pick.Chance(3) ? (byte)pick.Below(256) : b)],
            2 => [],
            3 => [0xEF, 0xBB, 0xBF, .. bytes],
            4 => [.. bytes, .. bytes],
            5 => new byte[300 * 1024],
            6 => [0xFF, 0xFE, .. bytes],
            _ => bytes,
        };
    }

    /// <summary>A good body: what a call was accepted with, or the sample; as it is, or with one thing changed.</summary>
    private string Changed(string operation, object sample)
    {
        var text = accepted.TryGetValue(operation, out var all) && pick.Chance(70) ? pick.One(all) : JsonSerializer.Serialize(sample, JsonSerializerOptions.Web);
        return pick.Chance(30) ? text : FieldChanges.Of(text).ToArray() is { Length: > 0 } changes ? pick.One(changes).Body : text;
    }

    private string Table()
    {
        string Row(bool head) => string.Join(',', Enumerable.Range(0, 1 + pick.Below(7)).Select(_ => head ? pick.One(["名称", "客户名称", "等级", "销售", "合同编号", pick.Text()]) : pick.Text()));
        return string.Join('\n', Enumerable.Range(0, 1 + pick.Below(4)).Select(row => Row(row == 0)));
    }
}
