using System.Globalization;
using Microsoft.Playwright;

namespace SalesGrains.Browsing;

/// <summary>
/// The real program with a company on its books, made through the public API, and a real browser to look at it with.
/// </summary>
public class Company : IAsyncLifetime
{
    public const string Password = "correct-horse-battery";

    /// <summary>Manager of the region 华东, and another one: two people who look at the same board.</summary>
    public const string Manager = "zhou", OtherManager = "sun";

    /// <summary>Sees the whole company.</summary>
    public const string Director = "fang";

    private readonly Dictionary<string, ApiClient> people = [];
    private IPlaywright? playwright;

    public SalesProcess Program { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>API clients: one that works for the region, one that books money.</summary>
    public ApiClient Sales { get; private set; } = null!;

    public ApiClient Cashier { get; private set; } = null!;

    /// <summary>The company's day when the books were made.</summary>
    public DateOnly Today { get; private set; }

    /// <summary>How long something may take on a busy machine.</summary>
    public static TimeSpan Patience => TimeSpan.FromSeconds(30);

    public async Task InitializeAsync()
    {
        var browser = Launch();
        Program = await StartProgram();
        await Found();
        Browser = await browser;
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
    }

    public virtual async Task DisposeAsync()
    {
        await (Browser?.CloseAsync() ?? Task.CompletedTask);
        playwright?.Dispose();
        foreach (var client in people.Values.Append(Sales).Append(Cashier))
        {
            client?.Dispose();
        }

        await Program.DisposeAsync();
    }

    /// <summary>Starts the program; the company is founded through it.</summary>
    protected virtual Task<SalesProcess> StartProgram() => SalesProcess.Start();

    /// <summary>A person at the API; signed in once.</summary>
    public async Task<ApiClient> Person(string name) =>
        people.TryGetValue(name, out var client) ? client : people[name] = await ApiClient.SignIn(Program.Address, name, Password);

    /// <summary>A browser of somebody's own, signed in (or not, for null), at an address.</summary>
    public async Task<Window> Open(string? person, string path, Look? look = null, Uri? through = null)
    {
        look ??= new();
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = (through ?? Program.Address).ToString(),
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            Locale = look.Locale,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            IsMobile = look.Width < 500,
            HasTouch = look.Width < 500,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        if (person is not null)
        {
            await context.AddCookiesAsync((await Person(person)).Cookies.Select(cookie => new Microsoft.Playwright.Cookie
            {
                Name = cookie.Name,
                Value = cookie.Value,
                Domain = cookie.Domain,
                Path = cookie.Path,
                HttpOnly = cookie.HttpOnly,
                SameSite = SameSiteAttribute.Strict,
            }));
        }

        var window = new Window(context, await context.NewPageAsync());
        await window.Page.GotoAsync(path);
        return window;
    }

    private async Task<IBrowser> Launch()
    {
        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none", "--disable-lcd-text"],
            Timeout = (float)Patience.TotalMilliseconds,
        });
    }

    private async Task Found()
    {
        using (var nobody = ApiClient.Nobody(Program.Address))
        {
            await Wait.Until(() => Program.Printed(@"enter the code (\S+)") is not null, Patience, "the setup code");
            var code = Program.Printed(@"enter the code (\S+)");
            await nobody.Post("/setup", new { code, organizationName = "恒越自动化", name = "管理员", signInName = "admin", password = Password });
        }

        var admin = await Person("admin");
        foreach (var (id, kind, name, parent) in Books.Units)
        {
            await admin.Post("/organization/units", new { id, kind, name, parentId = parent });
        }

        foreach (var (id, name, unit) in Books.Reps)
        {
            await admin.Post("/reps", new { id, name, unitId = unit, externalNo = id.ToUpperInvariant() });
        }

        foreach (var (signInName, name, role, unit) in new[] { (Manager, "周倩", "manager", "east"), (OtherManager, "孙悦", "manager", "east"), (Director, "方远", "director", "company") })
        {
            await admin.Post("/organization/people", new { name, signInName, password = Password, role, unitId = unit });
        }

        Sales = ApiClient.WithKey(Program.Address, await Key(admin, "销售系统", "manager"));
        Cashier = ApiClient.WithKey(Program.Address, await Key(admin, "财务系统", "finance"));
        Today = DateOnly.Parse((await Sales.Get("/session"))["today"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        foreach (var (id, name, tier, rep, industry) in Books.Customers)
        {
            await Sales.Post("/customers", new { id, name, tier, repId = rep, industry, externalNo = id.ToUpperInvariant() });
        }

        foreach (var contract in Books.Contracts)
        {
            await Sales.Post("/contracts", Books.Draft(contract, Today));
            await Sales.Post($"/contracts/{contract.Id}/sign", new { signedOn = Books.Day(Today.AddDays(-contract.SignedAgo)) });
        }
    }

    /// <summary>A new API key.</summary>
    protected static async Task<string> Key(ApiClient admin, string name, string role) =>
        (await admin.Post("/api-keys", new { name, role, unitId = "company" }))["key"]!.GetValue<string>();
}

/// <summary>How a page is looked at.</summary>
public sealed record Look(int Width = 1440, int Height = 900, bool Dark = false, string Locale = "zh-CN");
