using System.Text.Json;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Contracts;

public sealed class TermReaderTests
{
    private const string Terms =
        """
        [{"name":"预付款","kind":"prepay","trigger":{"event":"signed"},"offset":{"count":5,"unit":"workday","daysAfter":0,"roll":"next"},
          "amount":{"share":"33.3333%"},"owner":"sales","ownerName":"李静","deliverables":[],"requiresInvoice":false},
         {"name":"验收款","kind":"acceptance","trigger":{"anyOf":[{"event":"final-accepted"},{"allOf":[{"event":"fixed-date","on":"2026-03-01"},
          {"after":{"event":"arrived","count":90,"unit":"day"}}]}]},"offset":{"count":1,"unit":"month-end","daysAfter":25,"roll":"prev"},
          "amount":{"fixed":"1000.50"},"owner":"delivery","deliverables":[{"type":"acceptance-report","name":"验收报告","signerRole":"设备部"}],"requiresInvoice":true},
         {"name":"质保金","kind":"retention","trigger":{"event":"warranty-end"},"offset":{"count":10,"unit":"workday","daysAfter":0,"roll":"next"},
          "amount":{"remainder":true},"owner":"customer","deliverables":[],"requiresInvoice":false}]
        """;

    [Fact]
    public void Terms_go_out_as_they_came_in()
    {
        var reader = new TermReader();

        var read = reader.Terms(Bodies(Terms));

        Assert.Empty(reader.Problems);
        Assert.Equal(Json(Bodies(Terms)), Json([.. read.Select(term => TermWriter.Of(term))]));
        Assert.Equal(333_333, read[0].Amount!.SharePpm);
        Assert.Null(read[0].Offset!.Roll);
    }

    [Theory]
    [InlineData("""{"amount":{"share":"30"}}""", "share.malformed", "/terms/0/amount/share")]
    [InlineData("""{"amount":{"share":"33.33333%"}}""", "share.too-many-decimals", "/terms/0/amount/share")]
    [InlineData("""{"amount":{"fixed":"1.005"}}""", "money.too-many-decimals", "/terms/0/amount/fixed")]
    [InlineData("""{"amount":{"fixed":"-1"}}""", "money.negative", "/terms/0/amount/fixed")]
    [InlineData("""{"amount":{"share":"30%","remainder":true}}""", "term.amount-ambiguous", "/terms/0/amount")]
    [InlineData("""{"amount":{}}""", "term.amount-ambiguous", "/terms/0/amount")]
    [InlineData("""{"trigger":{}}""", "trigger.ambiguous", "/terms/0/trigger")]
    [InlineData("""{"trigger":{"event":"signed","on":"2026-03-01"}}""", "trigger.ambiguous", "/terms/0/trigger")]
    [InlineData("""{"trigger":{"event":"fixed-date"}}""", "trigger.date-missing", "/terms/0/trigger/on")]
    [InlineData("""{"trigger":{"allOf":[{"event":"signed"},{"event":"a","after":{"event":"b","count":1,"unit":"day"}}]}}""", "trigger.ambiguous", "/terms/0/trigger/allOf/1")]
    public void What_cannot_be_read_is_told_with_its_place(string term, string code, string field)
    {
        var reader = new TermReader();

        reader.Terms(Bodies($"[{term}]"));

        var problem = Assert.Single(reader.Problems);
        Assert.Equal((code, field), (problem.Code, problem.Field));
        Assert.All(ProblemTexts.Languages, language => Assert.NotNull(ProblemTexts.Find(language, code)));
    }

    [Fact]
    public void Every_code_has_a_sentence_in_both_languages() => Assert.All(ProblemTexts.Codes, code =>
        Assert.All(ProblemTexts.Languages, language => Assert.NotNull(ProblemTexts.Find(language, code))));

    private static IReadOnlyList<TermBody> Bodies(string json) => JsonSerializer.Deserialize<IReadOnlyList<TermBody>>(json, StrictJson.Options)!;

    private static string Json(IReadOnlyList<TermBody> terms) => JsonSerializer.Serialize(terms, StrictJson.Options);
}
