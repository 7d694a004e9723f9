using System.Text.Json;

namespace SalesGrains.Vendors;

/// <summary>What a test or a person asks of the imitation itself.</summary>
internal sealed class ScriptPages(VendorWorld world)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public void Map(WebApplication app)
    {
        app.MapGet("/", () => Results.Stream(typeof(ScriptPages).Assembly.GetManifestResourceStream("phones.html")!, "text/html; charset=utf-8"));
        app.MapGet("/__deliveries", (long? after) => Results.Json(world.Log.Deliveries.Where(one => one.Number > (after ?? 0)), Web));
        app.MapGet("/__requests", () => Results.Json(
            world.Log.Requests.Select(one => new { one.At, one.Vendor, one.Method, one.Path, one.Query, one.Text }), Web));
        app.MapPost("/__script", async (HttpRequest request) =>
        {
            if (await JsonSerializer.DeserializeAsync<Fault>(request.Body, Web) is not { Kind.Length: > 0 } fault)
            {
                return Results.BadRequest();
            }

            world.Faults.Add(fault);
            return Results.NoContent();
        });
        app.MapDelete("/__script", () => world.Faults.Clear());
    }
}
