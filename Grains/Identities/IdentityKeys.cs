using System.Security.Cryptography;
using System.Text;
using SalesGrains.Entities;

namespace SalesGrains.Identities;

/// <summary>
/// Where external identities live (C04). The key has a hash and never the number itself: a key stands in logs, traces and metrics. Stored:
/// never change it.
/// </summary>
public static class IdentityKeys
{
    /// <summary>A WeCom id (企业微信客户 ID).</summary>
    public const string WeCom = "wecom";

    /// <summary>A phone number.</summary>
    public const string Phone = "phone";

    /// <summary>A WeChat id.</summary>
    public const string WeChat = "wechat";

    private const string China = "+86";
    private const int LeastDigits = 5;

    /// <summary>The kinds there are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [WeCom, Phone, WeChat];

    /// <summary>The entity of an identity, or null when the value is none: empty, or a phone number with fewer than five digits.</summary>
    public static EntityKey? Of(string org, string kind, string? value) =>
        Normal(kind, value) is { } normal
            ? new EntityKey(EntityKinds.Identity, org, $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)))[..32]}")
            : null;

    /// <summary>
    /// What is the same for all ways of writing an identity: phone numbers as E.164, Chinese unless they say otherwise, everything else
    /// trimmed and in lower case; null when nothing is left.
    /// </summary>
    public static string? Normal(string kind, string? value)
    {
        var text = string.Concat((value ?? "").Select(Narrow)).Trim();
        return kind == Phone ? NormalPhone(text) : text.Length == 0 ? null : text.ToLowerInvariant();
    }

    /// <summary>A full-width character (全角) as the one it stands for.</summary>
    private static char Narrow(char c) => c switch { '\u3000' => ' ', >= '\uff01' and <= '\uff5e' => (char)(c - 0xfee0), _ => c };

    private static string? NormalPhone(string text)
    {
        var international = text.StartsWith('+');
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (!international && digits.StartsWith("00", StringComparison.Ordinal))
        {
            (international, digits) = (true, digits[2..]);
        }

        return digits.Length < LeastDigits ? null
            : international ? $"+{digits}"
            : digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? $"+{digits}"
            : $"{China}{digits.TrimStart('0')}";
    }
}
