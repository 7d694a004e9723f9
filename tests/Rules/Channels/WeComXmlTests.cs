using SalesGrains.Channels.WeCom;

namespace SalesGrains.Channels;

/// <summary>What a callback's XML says, and what is not read at all.</summary>
public sealed class WeComXmlTests
{
    private const string Added =
        "<xml><ToUserName><![CDATA[ww1]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>1403610513</CreateTime>"
        + "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event><ChangeType><![CDATA[add_external_contact]]></ChangeType>"
        + "<UserID><![CDATA[zhangsan]]></UserID><ExternalUserID><![CDATA[woAJ2GCAAAXtWyujaWJHDDGi0mAAAA]]></ExternalUserID><WelcomeCode>W</WelcomeCode></xml>";

    [Fact]
    public void An_event_names_member_contact_and_moment() => Assert.Equal(
        new("ww1", "sys", DateTimeOffset.FromUnixTimeSeconds(1403610513), "change_external_contact", "add_external_contact", "zhangsan", "woAJ2GCAAAXtWyujaWJHDDGi0mAAAA"),
        WeComXml.Event(Added));

    [Theory]
    [InlineData("add_external_contact", true)]
    [InlineData("add_half_external_contact", true)]
    [InlineData("edit_external_contact", false)]
    [InlineData("del_external_contact", false)]
    [InlineData("del_follow_user", false)]
    public void Only_a_contact_that_was_added_is_a_first_contact(string change, bool first) =>
        Assert.Equal(first, WeComXml.Event(Added.Replace("add_external_contact", change, StringComparison.Ordinal))!.IsFirstContact);

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<xml><Encrypt>")]
    [InlineData("<other><Encrypt>x</Encrypt><CreateTime>1</CreateTime></other>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><Encrypt>&e;</Encrypt><CreateTime>1</CreateTime></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY a \"aaaaaaaaaa\">]><xml><Encrypt>&a;</Encrypt><CreateTime>1</CreateTime></xml>")]
    [InlineData("<xml><CreateTime>-1</CreateTime></xml>")]
    [InlineData("<xml><CreateTime>999999999999999</CreateTime></xml>")]
    public void What_is_none_is_not_read(string xml) => Assert.True(WeComXml.Encrypted(xml) is null && WeComXml.Event(xml) is null);

    [Fact]
    public void A_document_that_is_too_long_is_not_read() =>
        Assert.Null(WeComXml.Encrypted($"<xml><Encrypt>{new string('A', 200_000)}</Encrypt></xml>"));
}
