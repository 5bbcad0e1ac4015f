using System.Net;
using BotAssistant.Commitments;
using BotAssistant.People;
using BotAssistant.Testing.Browser;
using Xunit;

namespace BotAssistant.Bot.Tests.Public;

public sealed class VerifyPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>A folder for pictures of the screen, for people to look at; none by default.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("TEST_PICTURES");

    private static readonly string[] Personal = ["王小明", "11010519491231002X", "13800000000", "示例路1号"];

    [Fact]
    public async Task A_stranger_sees_that_a_letter_is_valid_and_nothing_of_a_person()
    {
        await using var server = await PublicServer.StartAsync();
        await server.SignAsync("owner", "年糕");
        using var answer = await server.OpenAsync($"/verify/{await server.CodeAsync("owner")}");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(["有效", "阿四年糕坊", "330203-2026-00001", "海曙区", "2026-03-02", "commitment-2020-04-19", "示例", "noindex"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.All(Personal, text => Assert.DoesNotContain(text, page, StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_was_signed_before_a_newer_letter_is_an_old_version_and_a_cancelled_workshop_is_cancelled()
    {
        await using var server = await PublicServer.StartAsync();
        await server.Bot.RegisterAsync("owner", "330203", "年糕");
        await server.Bot.SayAsync("owner", "承诺书");
        var old = await server.CodeAsync("owner");
        Assert.Contains("旧版本", await PageAsync(server, old), StringComparison.Ordinal);

        await server.Bot.SayAsync("owner", "签承诺书");
        await server.Bot.SayAsync("owner", "王小明");
        var fresh = await server.CodeAsync("owner");
        Assert.Contains("旧版本", await PageAsync(server, old), StringComparison.Ordinal);
        Assert.Contains("有效", await PageAsync(server, fresh.ToUpperInvariant()), StringComparison.Ordinal);

        await server.Bot.BindAsync("officer", Role.Officer, "330203");
        await server.Bot.SayAsync("officer", "注销 330203-2026-00001 已搬迁");
        Assert.Contains("登记已注销", await PageAsync(server, fresh), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_code_names_nothing_gets_the_same_page()
    {
        await using var server = await PublicServer.StartAsync();
        string[] codes = [CommitmentSignature.NewCode(), "a", "..%2F..%2Fetc", new string('z', 2000), "%27%20OR%201=1", "食品"];
        var pages = new List<string>();
        foreach (var code in codes)
        {
            using var answer = await server.OpenAsync($"/verify/{code}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            pages.Add(System.Text.RegularExpressions.Regex.Replace(await answer.Content.ReadAsStringAsync(), "nonce=\"[^\"]*\"", ""));
        }

        Assert.Single(pages.Distinct());
    }

    [Fact]
    public async Task Who_asks_too_often_must_wait()
    {
        await using var server = await PublicServer.StartAsync(("Public:RequestsPerMinute", "3"));
        var answers = new List<HttpStatusCode>();
        for (var request = 0; request < 4; request++)
        {
            using var answer = await server.OpenAsync("/verify/a");
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], answers);
    }

    [Fact]
    public async Task A_telephone_shows_the_page_in_chinese()
    {
        Assert.SkipUnless(Chromium.IsInstalled, Chromium.NotInstalled);
        await using var server = await PublicServer.StartAsync();
        await server.SignAsync("owner", "年糕");
        await using var browser = await chromium.OpenAsync(Screen.Phone);
        var page = await browser.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.GotoAsync(new Uri(server.Client.BaseAddress!, $"/verify/{await server.CodeAsync("owner")}").AbsoluteUri);

        Assert.Equal("食品安全承诺书核验", await page.TitleAsync());
        Assert.Equal("有效", await page.Locator(".standing").InnerTextAsync());
        Assert.Equal("rgb(232, 243, 233)", await page.Locator(".standing").EvaluateAsync<string>("element => getComputedStyle(element).backgroundColor"));
        Assert.Empty(complaints);
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, "verify.png"), FullPage = true });
        }
    }

    private static async Task<string> PageAsync(PublicServer server, string code)
    {
        using var answer = await server.OpenAsync($"/verify/{code}");
        return await answer.Content.ReadAsStringAsync();
    }
}
