using System.Buffers.Binary;
using System.Security.Cryptography;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Chains;

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
        var walk = new ChainWalk();
        foreach (var commit in commits)
        {
            if (!walk.Take(commit))
            {
                return walk.Version + 1;
            }
        }

        return lastHash is { } last && !last.Span.SequenceEqual(walk.Version == 0 ? [] : walk.Hash.Span) ? walk.Version + 1 : null;
    }
}

/// <summary>A walk along a chain, commit by commit, for histories that are read in pages.</summary>
public sealed class ChainWalk
{
    /// <summary>The version of the last commit that fits.</summary>
    public long Version { get; private set; }

    /// <summary>The number of its last event.</summary>
    public long Seq { get; private set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset At { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Its hash.</summary>
    public ReadOnlyMemory<byte> Hash { get; private set; } = ChainRules.Start;

    /// <summary>Takes the next commit, unless it does not fit.</summary>
    public bool Take(StoredCommit commit)
    {
        var follows = commit.Version == Version + 1 && commit.RecordedAt > At && commit.LastSeq >= Seq
            && (commit.LastSeq == Seq || commit.FirstSeq == Seq + 1);
        var hash = ChainRules.Hash(Hash.Span, commit.Version, commit.FirstSeq, commit.LastSeq, commit.RecordedAt, commit.Content.Span);
        if (!follows || !commit.Hash.Span.SequenceEqual(hash))
        {
            return false;
        }

        (Version, Seq, At, Hash) = (commit.Version, commit.LastSeq, commit.RecordedAt, hash);
        return true;
    }
}
