using SalesGrains.Vendors;

// Imitates the vendors of all channels on this machine, so that a person sees messages arrive: `dotnet run --project tests/Vendors [PORT] [--unlimited]`.
// The demo's day takes ten seconds and a vendor's limits count real days, so for the demo they limit nothing.
var port = args is [var text, ..] && int.TryParse(text, out var number) ? number : 8090;
await using var vendors = await FakeVendors.Start(port, unlimited: args.Contains("--unlimited"));
Console.WriteLine($"Imitation vendors: {vendors.Address}\n\nStart SalesGrains with:");
foreach (var (name, value) in vendors.Settings())
{
    Console.WriteLine($"export {name.Replace(":", "__", StringComparison.Ordinal)}='{value}'");
}

await vendors.Stopped;
