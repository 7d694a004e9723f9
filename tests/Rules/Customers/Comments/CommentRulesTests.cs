using SalesGrains.Nudges;

namespace SalesGrains.Customers.Comments;

/// <summary>Comments and mentions on a customer (X18).</summary>
public sealed class CommentRulesTests
{
    private readonly Looked customer = new();

    [Theory]
    [InlineData("", "comment.text-missing")]
    [InlineData(" \n ", "comment.text-missing")]
    [InlineData("\u0007", "comment.text-malformed")]
    [InlineData("一行\r\n两行", null)]
    public void A_comment_is_plain_text_of_some_lines(string text, string? code) => Assert.Equal(code, Add(text)?.Code);

    [Theory]
    [InlineData(2_000, null)]
    [InlineData(2_001, "comment.text-too-long")]
    public void It_has_two_thousand_characters_at_most(int length, string? code) => Assert.Equal(code, Add(new('好', length))?.Code);

    [Fact]
    public void Each_level_that_is_mentioned_is_nudged_once_and_reading_ends_it()
    {
        Assert.Null(Add("请看", "rep", "manager", "rep"));
        Assert.Equal(["rep", "manager"], customer.Open.Select(nudge => nudge.Level));
        Assert.All(customer.Open, nudge => Assert.Equal((CommentRules.Rule, "read-comment"), (nudge.Rule, nudge.Command)));

        Assert.Null(customer.Do(new MarkCustomerNudge("mention-c-1-rep", NudgeMarks.Seen)));

        Assert.Equal(["manager"], customer.Open.Select(nudge => nudge.Level));
    }

    [Fact]
    public void A_second_mention_takes_nothing_from_the_first()
    {
        Add("一", "manager");
        Assert.Null(customer.Do(new AddComment("c-2", "二", ["manager"])));

        Assert.Equal(["mention-c-1-manager", "mention-c-2-manager"], customer.Open.Select(nudge => nudge.Id));
    }

    [Fact]
    public void The_same_id_twice_is_one()
    {
        Add("一", "rep");
        Add("二", "rep");

        Assert.Single(customer.Care.Comments!.Value);
        Assert.Single(customer.Open);
    }

    [Fact]
    public void Nobody_else_can_be_mentioned()
    {
        var refused = Add("请看", "finance");

        Assert.Equal(("comment.mention-unreachable", "/mentions"), (refused?.Code, refused?.Field));
    }

    [Fact]
    public void Its_author_takes_it_back_and_nobody_needs_to_read_it()
    {
        Add("说错了", "manager");

        Assert.Null(customer.Do(new RemoveComment("c-1")));

        Assert.Empty(customer.Open);
        Assert.Equal("comment.not-found", customer.Do(new RemoveComment("c-1"))?.Code);
    }

    private Entities.Rejection? Add(string text, params string[] mentions) => customer.Do(new AddComment("c-1", text, [.. mentions]));
}
