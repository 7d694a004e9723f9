using System.Globalization;
using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql.Entities;

/// <summary>A move of lanes on its way; what the server answers makes it done, otherwise the lane row was not at its etag.</summary>
internal sealed class LaneWrite(LaneAdvance advance) : WriteOperation<LaneAdvanced?>(advance.Key)
{
    private LaneAdvanced? advanced;

    public LaneAdvance Advance => advance;

    /// <summary>The etag that must be stored: 0 for none yet, -1 for one that was never given out.</summary>
    public long Expected { get; } = advance.ExpectedEtag is not { } etag ? 0
        : long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : -1;

    public override int Bytes => advance.Delivered.Length + 200;

    public override LaneAdvanced? Answer => advanced;

    public override void Prepare() => advanced = null;

    /// <summary>The answer: number, new etag, whether the mark fell.</summary>
    public void Advanced(NpgsqlDataReader answer) => advanced = new(LaneStatements.Etag(answer.GetInt64(1)), answer.GetBoolean(2));
}
