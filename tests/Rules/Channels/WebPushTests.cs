using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SalesGrains.Channels.WebPush;

namespace SalesGrains.Channels;

/// <summary>Web Push: the example of RFC 8291, and what a push service and a browser check.</summary>
public sealed class WebPushTests
{
    private const string BrowserPublic = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string BrowserPrivate = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private const string SenderPublic = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string SenderPrivate = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";

    private const string Encrypted =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    private static readonly byte[] Secret = Base64Url.DecodeFromChars("BTBZMqHH6r4Tts7J_aSIgg");
    private static readonly byte[] Watermelon = Encoding.ASCII.GetBytes("When I grow up, I want to be a watermelon");

    [Fact]
    public void The_example_of_the_standard_is_encrypted()
    {
        using var sender = ECDiffieHellman.Create(PushEncryption.Pair(SenderPublic, SenderPrivate));

        var body = PushEncryption.Encrypt(
            Watermelon, Base64Url.DecodeFromChars(BrowserPublic), Secret, sender, Base64Url.DecodeFromChars("DGv6ra1nlYgDCS1FRnbzlw"));

        Assert.Equal(Encrypted, Base64Url.EncodeToString(body));
    }

    [Fact]
    public void A_browser_reads_it_and_nothing_that_was_changed()
    {
        using var browser = ECDiffieHellman.Create(PushEncryption.Pair(BrowserPublic, BrowserPrivate));
        var body = Base64Url.DecodeFromChars(Encrypted);

        Assert.Equal(Watermelon, PushEncryption.Decrypt(body, browser, Secret));
        for (var i = 0; i < body.Length; i++)
        {
            // The record size of one record is not looked at.
            if (i is < 16 or > 19)
            {
                body[i] ^= 1;
                Assert.Null(PushEncryption.Decrypt(body, browser, Secret));
                body[i] ^= 1;
            }
        }
    }

    [Fact]
    public void The_longest_message_fills_one_record_of_4096_bytes()
    {
        var key = Base64Url.DecodeFromChars(BrowserPublic);

        Assert.Equal(4096, PushEncryption.Encrypt(new byte[PushEncryption.LongestMessage], key, Secret).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => PushEncryption.Encrypt(new byte[PushEncryption.LongestMessage + 1], key, Secret));
    }

    [Fact]
    public void A_sender_proves_who_it_is_to_one_push_service()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_780_000_000);
        var authorization = Vapid.Authorization(new("https://push.example.net/abc?x=1"), "mailto:it@example.com", SenderPublic, SenderPrivate, now);

        var claims = Vapid.Verify(authorization)!.Value;

        Assert.Equal("https://push.example.net", claims.GetProperty("aud").GetString());
        Assert.Equal("mailto:it@example.com", claims.GetProperty("sub").GetString());
        Assert.InRange(claims.GetProperty("exp").GetInt64(), now.ToUnixTimeSeconds() + 1, now.AddHours(24).ToUnixTimeSeconds());
        Assert.EndsWith($"k={SenderPublic}", authorization);
        var at = authorization.IndexOf('.') + 5;
        Assert.Null(Vapid.Verify(authorization[..at] + (authorization[at] == 'A' ? 'B' : 'A') + authorization[(at + 1)..]));
    }

    [Theory]
    [InlineData("""{"endpoint":"https://fcm.googleapis.com/fcm/send/x","expirationTime":null,"keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}""", true)]
    [InlineData("""{"endpoint":"fcm","keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}""", false)]
    [InlineData("""{"endpoint":"https://fcm.googleapis.com/x","keys":{"p256dh":"BCVx","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}""", false)]
    [InlineData("""{"endpoint":"https://fcm.googleapis.com/x","keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"!"}}""", false)]
    [InlineData("""{"endpoint":"https://fcm.googleapis.com/x"}""", false)]
    [InlineData("[]", false)]
    [InlineData("", false)]
    public void A_subscription_is_read_whole_or_not_at_all(string json, bool read) => Assert.Equal(read, PushSubscription.Read(json) is not null);
}
