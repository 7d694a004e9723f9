
namespace SalesGrains.Quality;

/// <summary>How a copied note is told (P09).</summary>
public sealed class NearDuplicateRulesTests
{
    private const string Note = "张总担心老设备的接口对接不上，怕停产；预算80万，要走集团审批，12月3日带接口清单再去。";

    [Fact]
    public void Dates_spaces_and_punctuation_do_not_make_another_note()
    {
        var copy = "张总担心老设备的接口对接不上,怕停产; 预算９0万。要走集团审批，11月7日带接口清单再去";

        Assert.True(NearDuplicateRules.Distance(NearDuplicateRules.Fingerprint(Note), NearDuplicateRules.Fingerprint(copy)) <= 3);
    }

    [Fact]
    public void Another_visit_is_another_note()
    {
        var other = "和刘校长聊了四十分钟，顾虑是老师不愿意换系统、培训没人跟，年底前要花掉信息化预算。";

        Assert.True(NearDuplicateRules.Distance(NearDuplicateRules.Fingerprint(Note), NearDuplicateRules.Fingerprint(other)) > 10);
    }

    [Theory]
    [InlineData("拜访了客户", false)]
    [InlineData("拜访客户谈了合同付款事", false)]
    [InlineData("拜访客户谈了合同付款事情", true)]
    public void A_note_has_a_fingerprint_from_twelve_letters_on(string note, bool has) => Assert.Equal(has, NearDuplicateRules.Fingerprint(note) is not null);

    [Theory]
    [InlineData("0000000000000000", "0000000000000007", true)]
    [InlineData("0000000000000000", "000000000000000f", false)]
    [InlineData("ffffffffffffffff", "7ffffffffffffffe", true)]
    public void A_copy_differs_in_at_most_three_bits(string one, string other, bool copy) => Assert.Equal(copy, NearDuplicateRules.IsCopy(one, [other], 3));

    [Fact]
    public void Only_the_last_thirty_notes_are_looked_at()
    {
        var print = NearDuplicateRules.Fingerprint(Note)!;
        var others = Enumerable.Repeat("00000000ffffffff", 30).ToArray();

        Assert.True(NearDuplicateRules.IsCopy(print, [print, .. others.Skip(1)], 3));
        Assert.False(NearDuplicateRules.IsCopy(print, [print, .. others], 3));
        Assert.False(NearDuplicateRules.IsCopy(print, default, 3));
        Assert.False(NearDuplicateRules.IsCopy(null, [print], 3));
        Assert.False(NearDuplicateRules.IsCopy(print, ["not a print"], 3));
    }

    /// <summary>Stored with follow-ups: the same note must have this print for ever.</summary>
    [Fact]
    public void The_fingerprint_of_a_note_never_changes() => Assert.Equal("871eaf44f34cb157", NearDuplicateRules.Fingerprint(Note));
}
