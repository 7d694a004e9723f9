using System.Text;

namespace SalesGrains.Fuzz;

/// <summary>Choices that a seed fixes, and the words and texts to choose from.</summary>
internal sealed class Pick(ulong seed)
{
    /// <summary>Stands in texts; if it comes back as it went in, somebody's browser would run it.</summary>
    public const string Script = "<script>alert(1)</script>";

    private static readonly string[] Texts =
    [
        "", " ", "张三", "示例\u3000公司", Script, "\"'&<b>&lt;", "=1+1", "＝cmd|'/C calc'!A0", "👩‍👩‍👧‍👦", "e\u0301", "\u202Eevil", "\uFEFFx", "\u0000", "a\u0000b",
        "x\r\nSet-Cookie: a=b", "\u001b[31mred\r\nfail: forged", "../../etc/passwd", "..\\..", "%00", "{0}{1}", "{name}", "${jndi:ldap://x}", "' OR 1=1 --",
        "null", "true", "NaN", "Infinity", "-0", "0x10", "1e309", "99999999999999999999", "-1", "0", "1.234", "1,000.00", "１２", "null\u2028x", "|", "o|x", "contract/x|1.1",
    ];

    private static readonly string[] Words =
    [
        "A", "B", "C", "rep", "manager", "director", "finance", "delivery", "admin", "king", "region", "team", "company", "signed", "shipped", "arrived", "installed",
        "final-accepted", "invoiced", "fixed-date", "warranty-end", "workday", "day", "month", "month-end", "none", "next", "prev", "prepay", "progress", "acceptance", "final",
        "retention", "sales", "customer", "bank", "bill", "cash", "other", "overdue", "due-soon", "total", "payments", "inbox", "customers", "contracts", "acceptance-report",
        "09:00", "24:61", "30%", "33.3333%", "-1%", "1000%",
    ];

    private readonly SplitMix64 random = new(seed);

    /// <summary>A number from 0 up to but not including an end.</summary>
    public int Below(int end) => (int)(random.Next() % (ulong)end);

    /// <summary>True as often as this, in percent.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of several.</summary>
    public T One<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    /// <summary>Any text, from harmless to hostile.</summary>
    public string Text() => Below(10) switch
    {
        < 4 => One(Words),
        < 8 => One(Texts),
        8 => new string('x', One([63, 64, 65, 100, 101, 255, 256, 1000, 4001])),
        _ => string.Concat(Enumerable.Range(0, Below(12)).Select(_ => char.ConvertFromUtf32(One([0x41, 0x5F20, 0xFF1D, 0x1F600, 0x7F, 0x85, 0x3C, 0x22])))),
    };

    /// <summary>One of the words that the API knows.</summary>
    public string Word() => One(Words);

    /// <summary>An amount, often a good one.</summary>
    public string Money() => Chance(70) ? $"{Below(100_000)}.{Below(100):00}" : One(["0", "0.00", "-1.00", "1.001", "92233720368547758.07", "92233720368547758.08", "1e5", "¥1", "", "99999999999999999999999.99", "١"]);

    /// <summary>A day, often a good one.</summary>
    public string Day() => Chance(75)
        ? $"{2025 + Below(3)}-{1 + Below(12):00}-{1 + Below(28):00}"
        : One(["0001-01-01", "9999-12-31", "2026-02-30", "2026-1-1", "1900-01-01", "20260101", "2026-01-01T00:00:00Z", "", "明天", "3000-01-01"]);

    /// <summary>A number as JSON, often a good one.</summary>
    public string Number() => Chance(70) ? $"{Below(13)}" : One(["-1", "0", "2147483647", "2147483648", "-2147483648", "9223372036854775808", "1.5", "1e2", "1e999", "-0", "\"7\"", "00"]);

    /// <summary>A text as a JSON string; once in a while one that no text can be.</summary>
    public string Json(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c is '"' or '\\' ? json.Append('\\').Append(c) : c < ' ' ? json.Append($"\\u{(int)c:x4}") : json.Append(c);
        }

        return json.Append(Chance(1) ? One(["\\ud800", "\\udc00\\ud800", "\\ud83d"]) : "").Append('"').ToString();
    }
}
