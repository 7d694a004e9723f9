namespace SalesGrains.Identities;

public sealed class IdentityKeysTests
{
    [Theory]
    [InlineData("138 0000 0001", "+8613800000001")]
    [InlineData("138-0000-0001", "+8613800000001")]
    [InlineData("+86 138 0000 0001", "+8613800000001")]
    [InlineData("0086 13800000001", "+8613800000001")]
    [InlineData("8613800000001", "+8613800000001")]
    [InlineData("１３８　００００　０００１", "+8613800000001")]
    [InlineData("0512-6666 1234", "+8651266661234")]
    [InlineData("+1 (415) 555-0100", "+14155550100")]
    [InlineData("1234", null)]
    [InlineData("前台", null)]
    [InlineData(null, null)]
    public void All_ways_of_writing_a_phone_number_are_one(string? typed, string? normal) => Assert.Equal(normal, IdentityKeys.Normal(IdentityKeys.Phone, typed));

    [Theory]
    [InlineData(" WO-Abc ", "wo-abc")]
    [InlineData("  ", null)]
    public void Other_ids_are_trimmed_and_in_lower_case(string typed, string? normal) => Assert.Equal(normal, IdentityKeys.Normal(IdentityKeys.WeCom, typed));

    [Fact]
    public void A_key_names_the_kind_and_a_hash_and_never_the_number()
    {
        var key = IdentityKeys.Of("acme0001", IdentityKeys.Phone, "13800000001")!.Value;

        Assert.Equal(("identity", "acme0001", 38), (key.Kind, key.Org, key.Id.Length));
        Assert.StartsWith("phone-", key.Id, StringComparison.Ordinal);
        Assert.DoesNotContain("138", key.Id[6..12], StringComparison.Ordinal);
        Assert.Equal(key, IdentityKeys.Of("acme0001", IdentityKeys.Phone, "+86 138-0000-0001"));
        Assert.NotEqual(key, IdentityKeys.Of("acme0001", IdentityKeys.Phone, "13800000002"));
        Assert.Matches("^[a-z0-9-]{1,64}$", key.Id);
    }
}
