namespace SalesGrains.Problems;

/// <summary>Problems speak the caller's language and name the field at fault.</summary>
[Collection(SharedApp.Name)]
public sealed class ProblemTests(SalesApp app)
{
    [Theory]
    [InlineData(null, "zh-CN", "请先登录")]
    [InlineData("en", "en", "Sign in first")]
    [InlineData("en-US,en;q=0.9,zh;q=0.8", "en", "Sign in first")]
    [InlineData("zh-TW, en;q=0.5", "zh-CN", "请先登录")]
    [InlineData("fr, de", "zh-CN", "请先登录")]
    [InlineData("fr, en;q=0.1", "en", "Sign in first")]
    public async Task A_problem_is_told_in_the_callers_language(string? accepted, string language, string title)
    {
        using var client = app.Client();

        var answer = await client.Get("/api/v1/session", accepted is null ? [] : [("Accept-Language", accepted)]);

        answer.Refused(401, "session.required");
        Assert.Equal(title, answer.Json["title"]!.GetValue<string>());
        Assert.Equal(language, answer.Headers["Content-Language"]);
        Assert.Contains("Accept-Language", answer.Headers["Vary"], StringComparison.Ordinal);
        Assert.Equal("/problems/session.required", answer.Json["type"]!.GetValue<string>());
        Assert.NotEqual("", answer.Json["traceId"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_type_of_a_problem_is_a_page()
    {
        using var client = app.Client();

        var page = await client.Get("/problems/session.required");
        var unknown = await client.Get("/problems/no.such-code");

        page.Headers.TryGetValue("Content-Type", out var type);
        Assert.Equal((200, "text/html; charset=utf-8"), (page.Status, type));
        Assert.Contains("请先登录", page.Text, StringComparison.Ordinal);
        Assert.Contains("Sign in first", page.Text, StringComparison.Ordinal);
        Assert.Equal(404, unknown.Status);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing-here", 404, "route.unknown")]
    [InlineData("PATCH", "/api/v1/session", 405, "method.not-allowed")]
    public async Task What_no_endpoint_takes_is_a_problem_too(string method, string path, int status, string code)
    {
        var organization = await app.Found();
        using var client = await organization.As("director");

        var answer = await client.Send(new(method), path, null, ApiClient.NewKey());

        answer.Refused(status, code);
    }
}
