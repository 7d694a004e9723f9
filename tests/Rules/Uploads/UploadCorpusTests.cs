using Xunit.Abstractions;

namespace SalesGrains.Uploads;

public sealed class UploadCorpusTests(ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. UploadCorpus.All.Select(upload => upload.What)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_taken_or_refused_for_what_it_is(string what)
    {
        var upload = UploadCorpus.All.Single(one => one.What == what);

        Assert.Equal(upload.Verdict, Verdict(upload));
    }

    [Fact]
    public void All_forty_are()
    {
        var right = UploadCorpus.All.Count(upload => Verdict(upload) == upload.Verdict);

        output.WriteLine($"[measured] V06 upload corpus: {right} of {UploadCorpus.All.Length}");
        Assert.Equal((40, 40), (right, UploadCorpus.All.Length));
    }

    [Theory]
    [InlineData("验收单.pdf", true)]
    [InlineData("con.pdf", false)]
    [InlineData(".pdf", false)]
    [InlineData(" a.pdf", false)]
    [InlineData("a\u200b.pdf", false)]
    [InlineData("a:b.pdf", false)]
    [InlineData("a<b>.pdf", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_name_is_one_name_that_everybody_reads_the_same(string? name, bool taken)
    {
        Assert.Equal(taken, UploadRules.NameProblem(name) is null);
    }

    [Theory]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public void A_name_has_at_most_120_characters(int length, bool taken)
    {
        Assert.Equal(taken, UploadRules.NameProblem(new string('a', length - 4) + ".pdf") is null);
    }

    [Fact]
    public void Whatever_is_bent_or_cut_is_read_to_an_end()
    {
        var random = new SplitMix64(20261201);
        foreach (var upload in UploadCorpus.All.Where(upload => upload.Make().Length < 10_000))
        {
            var whole = upload.Make();
            for (var round = 0; round < 300 && whole.Length > 0; round++)
            {
                var bent = Scans.Cut(whole, random.Below(whole.Length));
                for (var i = random.Below(4); i > 0 && bent.Length > 0; i--)
                {
                    bent[random.Below(bent.Length)] = (byte)random.Below(256);
                }

                var reading = UploadRules.Read(bent, upload.Name, UploadCorpus.MostBytes);
                Assert.NotEqual(reading.Type is null, reading.Rejection is null);
            }
        }
    }

    private static string Verdict(Upload upload) =>
        UploadRules.Read(upload.Make(), upload.Name, UploadCorpus.MostBytes) is { } reading ? reading.Type ?? reading.Rejection!.Code : "";
}
