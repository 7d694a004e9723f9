using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Chains;

/// <summary>
/// Short hashes of what a commit stores outside its own row. They stand in the row, and so in the hash chain: whoever changes a byte of the
/// state, the lanes or an answer has to change the chain too.
/// </summary>
public sealed record CommitSeals
{
    /// <summary>Of the state and the versions that it is read by.</summary>
    public string? State { get; set; }

    /// <summary>Of the lane positions.</summary>
    public string? Lanes { get; set; }

    /// <summary>Of the command's key, fingerprint and answer; null for what the system does by itself.</summary>
    public string? Answer { get; set; }

    /// <summary>Members that a newer program wrote.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>How seals are made. Pure.</summary>
public static class SealRules
{
    private const int Length = 16;

    /// <summary>The seals of a commit.</summary>
    public static CommitSeals Seal(ReadOnlySpan<byte> state, int evolveVersion, int minReader, ReadOnlySpan<byte> lanes, StoredCommand? command) => new()
    {
        State = OfState(state, evolveVersion, minReader),
        Lanes = Of(lanes),
        Answer = command is null ? null : OfAnswer(command),
    };

    /// <summary>The seal of a state and the versions that it is read by.</summary>
    public static string OfState(ReadOnlySpan<byte> state, int evolveVersion, int minReader)
    {
        Span<byte> versions = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(versions, evolveVersion);
        BinaryPrimitives.WriteInt32BigEndian(versions[4..], minReader);
        return Of(versions, state);
    }

    /// <summary>The seal of the lane positions.</summary>
    public static string OfLanes(ReadOnlySpan<byte> lanes) => Of(lanes);

    /// <summary>The seal of a command's key, fingerprint, moment and answer.</summary>
    public static string OfAnswer(StoredCommand command) => Of(
        Encoding.UTF8.GetBytes($"{command.CommandKey}\n{command.Fingerprint}\n{command.RecordedAt.UtcTicks}\n"),
        FactsJson.Write(command.Outcome with { Repeated = false }));

    private static string Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(first);
        sha.AppendData(second);
        sha.GetHashAndReset(hash);
        return Convert.ToBase64String(hash[..Length]);
    }
}
