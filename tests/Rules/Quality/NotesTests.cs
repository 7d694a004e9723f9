using System.Text.Json;
using SalesGrains.RuleSets;
using Xunit.Abstractions;

namespace SalesGrains.Quality;

/// <summary>
/// The score against forty notes that were sorted by hand before there was a rule. They are written by the same hand as the lexicon: a
/// company's own notes will fit less well.
/// </summary>
public sealed class NotesTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static IReadOnlyList<Note> Notes { get; } = Read("notes.json");

    /// <summary>Written after rule and lexicon, and never tuned for.</summary>
    private static IReadOnlyList<Note> HeldBack { get; } = Read("notes-held-back.json");

    [Fact]
    public void The_score_orders_the_notes_much_as_a_reader_does()
    {
        var scored = Notes.Select(note => (note, Score: Score(note))).ToList();
        var correlation = Spearman([.. scored.Select(one => (double)one.note.Label)], [.. scored.Select(one => (double)one.Score.Total)]);
        var asMeant = scored.Count(one => BandOf(one.note) == one.Score.Band);
        foreach (var (note, score) in scored)
        {
            output.WriteLine($"{(BandOf(note) == score.Band ? ' ' : '!')} {note.Id} {note.Band,-8} {note.Label,3} → {score.Total,3} {score.Band} (D{score.Density} A{score.Action}) {string.Join(' ', score.Points.Select(point => $"{point.Code}{point.Points:+0;-0}"))}");
        }

        output.WriteLine($"[measured] quality score against {Notes.Count} hand-sorted notes: Spearman {correlation:0.000}, {asMeant} of {Notes.Count} in the band that was meant");
        Assert.Equal(40, Notes.Count);
        Assert.True(correlation >= 0.85, $"Spearman {correlation:0.000}");
        Assert.True(asMeant >= 36, $"{asMeant} of {Notes.Count}");
    }

    [Fact]
    public void On_notes_that_it_was_not_made_for_the_order_is_still_much_the_readers()
    {
        var scored = HeldBack.Select(note => (note, Score: Score(note))).ToList();
        var correlation = Spearman([.. scored.Select(one => (double)one.note.Label)], [.. scored.Select(one => (double)one.Score.Total)]);
        foreach (var (note, score) in scored)
        {
            output.WriteLine($"{note.Id} {note.Band} {note.Label} → {score.Total} {score.Band}");
        }

        output.WriteLine($"[measured] quality score against {HeldBack.Count} notes that it was not tuned for: Spearman {correlation:0.000}, {scored.Count(one => BandOf(one.note) == one.Score.Band)} of {HeldBack.Count} in the band that was meant");
        Assert.Equal(16, HeldBack.Count);
        Assert.True(correlation >= 0.6, $"Spearman {correlation:0.000}");
    }

    [Fact]
    public void No_note_that_games_the_score_and_no_empty_one_is_as_much_as_fair()
    {
        var wrong = Notes.Where(note => note.Band is "gaming" or "empty").Select(note => (note.Id, Score(note).Band)).Where(one => one.Band != "poor");

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_good_note_is_poor()
    {
        var wrong = Notes.Where(note => note.Band == "good").Select(note => (note.Id, Score(note).Band)).Where(one => one.Band == "poor");

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_correlation_is_the_one_of_the_books()
    {
        Assert.Equal(1, Spearman([1, 2, 3, 4], [10, 20, 30, 40]), 9);
        Assert.Equal(-1, Spearman([1, 2, 3, 4], [4, 3, 2, 1]), 9);
        // Two ties: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
        Assert.Equal(0.9486832980505138, Spearman([1, 2, 2, 3], [1, 2, 3, 4]), 9);
    }

    private static IReadOnlyList<Note> Read(string file) =>
        JsonSerializer.Deserialize<Note[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Quality", file)), Web)!;

    private static string BandOf(Note note) => note.Band switch { "good" => "good", "middling" => "fair", _ => "poor" };

    private static QualityScore Score(Note note) => QualityRules.Score(note.Text, default, new(QualityRuleSet.Shipped, 1, false, []));

    /// <summary>Pearson's correlation of the ranks; equal values share the mean of their ranks.</summary>
    private static double Spearman(double[] one, double[] other)
    {
        var (a, b) = (Ranks(one), Ranks(other));
        var (meanA, meanB) = (a.Average(), b.Average());
        var both = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return both / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }

    private static double[] Ranks(double[] values) =>
        [.. values.Select(value => values.Count(other => other < value) + ((values.Count(other => other == value) + 1) / 2.0))];

    private sealed record Note(string Id, string Band, int Label, string Text);
}
