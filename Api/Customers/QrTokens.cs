using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SalesGrains.Http;

namespace SalesGrains.Customers;

/// <summary>
/// What stands in a customer's printed code (P01): the customer, encrypted and signed with the key ring that all silos share. Nobody can read
/// it or make one; it opens nothing by itself, because whoever scans it still has to be signed in and to see the customer. A printed code
/// holds as long as the key ring: its keys are never deleted.
/// </summary>
internal sealed class QrTokens(IDataProtectionProvider protection)
{
    /// <summary>Longer texts are none of ours.</summary>
    private const int Longest = 1000;

    private readonly IDataProtector protector = protection.CreateProtector("customer-qr", "v1");

    /// <summary>A token for a customer.</summary>
    public string Make(string org, string customerId) => protector.Protect($"{org}|{customerId}");

    /// <summary>The customer that a token names; null when it is none of ours, was changed, or belongs to another organisation.</summary>
    public string? Read(string? token, string org)
    {
        if (token is not { Length: > 0 and <= Longest })
        {
            return null;
        }

        try
        {
            return protector.Unprotect(token).Split('|') is [var owner, var id] && owner == org && TenantGrains.IsId(id) ? id : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
