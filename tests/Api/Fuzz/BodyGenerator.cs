using System.Text;
using System.Text.Json.Nodes;

namespace SalesGrains.Fuzz;

/// <summary>Makes bodies from the API document's schemas: mostly what is asked for, with something wrong here and there.</summary>
internal sealed class BodyGenerator(JsonNode document, Pick pick, IdPool ids)
{
    private const int Deepest = 6;

    /// <summary>The text of a body.</summary>
    public string Of(JsonNode schema) => Value(Resolve(schema), "", 0);

    /// <summary>A value of a name's usual kind, as a text: for paths and queries.</summary>
    public string TextFor(string name)
    {
        if (pick.Chance(15))
        {
            return pick.Text();
        }

        return name switch
        {
            _ when ids.Of(name) is { } id && pick.Chance(90) => id,
            "scope" => pick.One(["company", $"region/{ids.Of("unitId")}", $"team/{ids.Of("teamId")}", $"rep/{ids.Of("repId")}", "region/", "planet/x", "company/x"]),
            "limit" => pick.One(["1", "50", "200", "0", "201", "-1", "99999999999", "x", "1.5"]),
            "after" => pick.One(["", "x", "AAAA", "eyJ9", "0", "-1"]),
            "minVersion" => pick.One([$"contract/{ids.Of("contractId")}:1", "contract/x:999999", "x", "contract/:", "kind/x:-1", $"customer/{ids.Of("customerId")}:99999999999999999999"]),
            "year" => pick.One(["2026", "2027", "0", "9999", "10000", "-1", "x"]),
            "date" => pick.Day(),
            "kind" => pick.One(["customers", "reps", "contracts", "dragons"]),
            "board" => pick.One(["payments", "inbox", "x"]),
            "metric" => pick.One(["total", "not-due", "overdue-1-7", "overdue-90", "x"]),
            _ => pick.Chance(60) ? pick.Word() : pick.Text(),
        };
    }

    private string Value(JsonNode? schema, string name, int depth)
    {
        schema = schema is null ? null : Resolve(schema);
        if (pick.Chance(2) || schema is null)
        {
            return Wrong(depth);
        }

        var types = schema["type"] switch
        {
            JsonArray many => many.Select(one => one!.GetValue<string>()).ToArray(),
            JsonValue one => [one.GetValue<string>()],
            _ => (string[])[],
        };
        if (types.Contains("null") && pick.Chance(12))
        {
            return "null";
        }

        return types.FirstOrDefault(type => type != "null") switch
        {
            "object" => Object(schema, depth),
            "array" => Array(schema, name, depth),
            "integer" or "number" => pick.Number(),
            "boolean" => pick.One(["true", "false"]),
            "string" => pick.Json(Text(schema, name)),
            _ => pick.Json(pick.Text()),
        };
    }

    private string Text(JsonNode schema, string name) =>
        pick.Chance(10) ? pick.Text()
        : schema["format"]?.GetValue<string>() == "date" ? pick.Day()
        : name is "amount" or "total" or "fixed" ? pick.Money()
        : name is "share" ? pick.One(["30%", "70%", "100%", "33.3333%", "0%", "101%", "x%"])
        : name is "password" ? pick.One(["a long enough password", "short", new string('p', 2000)])
        : name is "signInName" ? $"f{pick.Below(1_000_000)}@fuzz"
        : ids.Of(name) is { } id ? id
        : name is "name" or "title" or "number" or "reason" or "remark" or "reference" or "note" or "organizationName" ? (pick.Chance(60) ? $"名 {pick.Below(1_000_000)}" : pick.Text())
        : pick.Chance(70) ? pick.Word() : pick.Text();

    private string Object(JsonNode schema, int depth)
    {
        if (depth >= Deepest)
        {
            return "{}";
        }

        var required = schema["required"]?.AsArray().Select(one => one!.GetValue<string>()).ToHashSet() ?? [];
        var members = (schema["properties"]?.AsObject() ?? [])
            .Where(property => pick.Chance(required.Contains(property.Key) ? 98 : depth > 2 ? 30 : 55))
            .Select(property => $"{pick.Json(property.Key)}:{Value(property.Value, property.Key, depth + 1)}").ToList();
        if (pick.Chance(3))
        {
            members.Add($"{pick.Json(pick.Chance(50) ? "org" : pick.Text())}:{Wrong(depth)}");
        }

        if (members.Count > 0 && pick.Chance(2))
        {
            members.Add(members[0]);
        }

        return $"{{{string.Join(',', members)}}}";
    }

    private string Array(JsonNode schema, string name, int depth)
    {
        var count = depth >= Deepest ? 0 : pick.Chance(1) ? 60 : pick.Below(4);
        return $"[{string.Join(',', Enumerable.Range(0, count).Select(_ => Value(schema["items"], name, depth + 1)))}]";
    }

    /// <summary>What is hardly ever asked for.</summary>
    public string Wrong(int depth) => pick.One(["null", "true", "0", "-1", "1e999", "[]", "{}", "\"\"", "[[]]", "{\"a\":1}", "\"\\ud800\"", pick.Json(pick.Text()), new StringBuilder().Insert(0, "[", 40 - depth).Append(']', 40 - depth).ToString()]);

    private JsonNode Resolve(JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
        {
            return Resolve(document["components"]!["schemas"]![reference.GetValue<string>()["#/components/schemas/".Length..]]!);
        }

        var choices = schema["oneOf"] as JsonArray ?? schema["anyOf"] as JsonArray;
        return schema is JsonObject && choices is { Count: > 0 } ? Resolve(pick.One(choices.ToArray())!) : schema;
    }
}
