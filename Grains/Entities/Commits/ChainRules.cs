using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SalesGrains.Entities.Commits;

/// <summary>The hash chain of an entity's commits: whoever changes one byte of history breaks it there. Pure.</summary>
public static class ChainRules
{
    /// <summary>What the first commit is chained to.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 over the previous commit's hash, this commit's numbers and instant, and its content.</summary>
    public static byte[] Hash(
        ReadOnlySpan<byte> previous, long version, long firstSeq, long lastSeq, DateTimeOffset recordedAt, ReadOnlySpan<byte> content)
    {
        Span<byte> numbers = stackalloc byte[32];
        BinaryPrimitives.WriteInt64BigEndian(numbers, version);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], firstSeq);
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], lastSeq);
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], recordedAt.UtcTicks);

        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(previous.IsEmpty ? Start.Span : previous);
        sha.AppendData(numbers);
        sha.AppendData(content);
        return sha.GetHashAndReset();
    }

    /// <summary>
    /// The version of the first commit that does not fit the chain, or null when all do. <paramref name="lastHash"/> is what the
    /// entity itself keeps, so that a missing tail is found too; null leaves that check out.
    /// </summary>
    public static long? Verify(IEnumerable<StoredCommit> commits, ReadOnlyMemory<byte>? lastHash = null)
    {
        var previous = Start;
        var version = 0L;
        var seq = 0L;
        var at = DateTimeOffset.MinValue;
        foreach (var commit in commits)
        {
            version++;
            var follows = commit.Version == version && commit.RecordedAt > at && commit.LastSeq >= seq
                && (commit.LastSeq == seq || commit.FirstSeq == seq + 1);
            var hash = Hash(previous.Span, commit.Version, commit.FirstSeq, commit.LastSeq, commit.RecordedAt, commit.Content.Span);
            if (!follows || !commit.Hash.Span.SequenceEqual(hash))
            {
                return version;
            }

            (previous, seq, at) = (hash, commit.LastSeq, commit.RecordedAt);
        }

        return lastHash is { } last && !last.Span.SequenceEqual(version == 0 ? [] : previous.Span) ? version + 1 : null;
    }
}
