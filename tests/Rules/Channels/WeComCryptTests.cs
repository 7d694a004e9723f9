using SalesGrains.Channels.WeCom;

namespace SalesGrains.Channels;

/// <summary>Callbacks of 企业微信: what its own examples sign and encrypt is what we read and write, and nothing that was changed is read.</summary>
public sealed class WeComCryptTests
{
    private const string Key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private const string Corporation = "wx5823bf96d3bd56c7";
    private const string Echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";

    private const string Message =
        "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";

    private static readonly WeComCrypt Crypt = new("QDG6eK", Key, Corporation);

    [Theory]
    [InlineData("5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", "1409659589", "263014780", Echo)]
    [InlineData("477715d11cdb4164915debcba66cb864d751f3e6", "1409659813", "1372623149", Message)]
    public void The_examples_of_the_documentation_are_signed(string signature, string timestamp, string nonce, string encrypted)
    {
        Assert.True(Crypt.IsSigned(signature, timestamp, nonce, encrypted));
        Assert.False(Crypt.IsSigned(signature, timestamp, nonce + "0", encrypted));
        Assert.False(Crypt.IsSigned("", timestamp, nonce, encrypted));
    }

    [Fact]
    public void The_examples_of_the_documentation_are_decrypted()
    {
        Assert.Equal("1616140317555161061", Crypt.Decrypt(Echo));
        Assert.Contains("<Content><![CDATA[hello]]></Content>", Crypt.Decrypt(Message));
    }

    [Theory]
    [InlineData("1616140317555161061", "c41b64491c2468d0", Echo)]
    public void What_is_encrypted_is_what_the_documentation_has(string message, string random, string encrypted) =>
        Assert.Equal(encrypted, Crypt.Encrypt(message, System.Text.Encoding.ASCII.GetBytes(random)));

    [Fact]
    public void Messages_of_any_length_come_back()
    {
        for (var length = 0; length < 70; length++)
        {
            var message = new string('签', length);
            Assert.Equal(message, Crypt.Decrypt(Crypt.Encrypt(message, new byte[16])));
        }
    }

    [Theory]
    [InlineData(Echo)]
    [InlineData(Message)]
    public void No_byte_can_be_changed(string encrypted)
    {
        // The cipher alone lets many changes through; the signature over it lets none.
        const string Time = "1409659813";
        var signature = Crypt.Sign(Time, "n", encrypted);
        var bytes = Convert.FromBase64String(encrypted);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;
            var text = Convert.ToBase64String(changed);
            Assert.False(Crypt.IsSigned(signature, Time, "n", text));
            Assert.NotEqual(Crypt.Decrypt(encrypted), Crypt.Decrypt(text));
        }
    }

    [Fact]
    public void A_message_for_another_corporation_is_not_read() =>
        Assert.Null(new WeComCrypt("QDG6eK", Key, "wx0000000000000000").Decrypt(Echo));

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    public void Rubbish_is_not_read(string encrypted) => Assert.Null(Crypt.Decrypt(encrypted));

    [Fact]
    public void A_key_of_another_length_is_refused() => Assert.Throws<FormatException>(() => new WeComCrypt("t", Key[..42], Corporation));
}
