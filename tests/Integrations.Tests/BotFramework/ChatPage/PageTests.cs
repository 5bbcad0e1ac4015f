using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using BotAssistant.BotFramework.ChatPage;
using BotAssistant.Testing;
using Microsoft.Extensions.Options;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework.ChatPage;

public sealed partial class PageTests
{
    [Fact]
    public async Task Only_what_bears_the_answer_s_own_nonce_is_run_or_styled()
    {
        await using var server = await ChatPageServer.StartAsync();

        var (first, html) = await GetAsync(server, "/");
        var (second, _) = await GetAsync(server, "/");

        var nonce = NonceOf(first);
        Assert.NotEqual(nonce, NonceOf(second));
        Assert.Equal(
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; " +
            "connect-src 'self' blob:; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Header(first, "Content-Security-Policy"));
        Assert.All(Scripts().Matches(html), script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
        Assert.Equal(2, Scripts().Count(html));
    }

    [Theory]
    [InlineData("Cache-Control", "no-store")]
    [InlineData("X-Content-Type-Options", "nosniff")]
    [InlineData("Referrer-Policy", "no-referrer")]
    [InlineData("Cross-Origin-Opener-Policy", "same-origin")]
    [InlineData("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")]
    public async Task The_page_keeps_to_itself(string header, string value)
    {
        await using var server = await ChatPageServer.StartAsync();

        Assert.Equal(value, Header((await GetAsync(server, "/")).Response, header));
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", "")]
    public async Task Files_are_sent_as_the_browser_can_read_them_and_may_be_kept_for_ever(string accepts, string sent)
    {
        await using var server = await ChatPageServer.StartAsync();
        foreach (var path in Addresses().Matches((await GetAsync(server, "/")).Html).Select(match => match.Groups[1].Value))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);
            using var response = await server.Http.SendAsync(request);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(sent, string.Join(',', response.Content.Headers.ContentEncoding));
            Assert.Equal("public, max-age=31536000, immutable", Header(response, "Cache-Control"));
            Assert.Equal("Accept-Encoding", Header(response, "Vary"));
            Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
            Assert.Matches("^/chat/[a-z]+\\.[0-9a-f]{16}\\.(js|css)$", path);
        }
    }

    [Fact]
    public async Task Web_Chat_is_the_same_in_every_encoding_and_comes_with_its_notices()
    {
        var webChat = PageAssets.Embedded().WebChat;
        await using var server = await ChatPageServer.StartAsync();

        Assert.NotNull(webChat);
        var plain = await server.Http.GetByteArrayAsync(webChat.Path);
        Assert.Equal(plain, Read(new BrotliStream(new MemoryStream(webChat.Brotli), CompressionMode.Decompress)));
        Assert.Equal(plain, Read(new GZipStream(new MemoryStream(webChat.Gzip), CompressionMode.Decompress)));
        Assert.InRange(webChat.Brotli.Length, 1, 700_000);
        Assert.Contains("licen", await server.Http.GetStringAsync("/chat/webchat.js.LICENSE.txt"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_build_without_the_script_says_so_and_what_to_do()
    {
        var assembly = typeof(PageAssets).Assembly;
        var assets = new PageAssets(name => name.StartsWith("webchat", StringComparison.Ordinal) ? null : assembly.GetManifestResourceStream(name));
        await using var server = await ChatPageServer.StartAsync(assets: assets);

        var (response, html) = await GetAsync(server, "/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("请管理员安装 Node.js（含 npm）", html, StringComparison.Ordinal);
        Assert.Empty(Scripts().Matches(html));
    }

    [Fact]
    public async Task What_an_operator_writes_is_text_and_never_markup()
    {
        await using var server = await ChatPageServer.StartAsync(settings: ("ChatPage:Title", "<script>\"{'&"));

        var (_, html) = await GetAsync(server, "/");

        Assert.Contains("<title>&lt;script&gt;&quot;{&#x27;&amp;</title>", html, StringComparison.Ordinal);
        Assert.Equal(2, Scripts().Count(html));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_demonstration_says_that_it_is_one(bool development, bool said)
    {
        await using var server = await ChatPageServer.StartAsync(development, settings: ("ChatPage:Enabled", "true"));

        Assert.Equal(said, (await GetAsync(server, "/")).Html.Contains("示例", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_hints_are_words_that_the_conversation_knows()
    {
        await using var server = await ChatPageServer.StartAsync();
        var hints = Hints().Matches((await GetAsync(server, "/")).Html).Select(match => match.Groups[1].Value).ToList();

        var spellings = SourceTree.Read("dialogs/Words", "words.zh-CN.yaml").Single().Text.Split('\n').Select(line => line.Split(": ")[^1].Split('|')[0]);

        Assert.Equal(4, hints.Count);
        Assert.Empty(hints.Except(spellings));
    }

    [Theory]
    [InlineData(true, null, HttpStatusCode.OK)]
    [InlineData(false, null, HttpStatusCode.NotFound)]
    [InlineData(true, "false", HttpStatusCode.NotFound)]
    [InlineData(false, "true", HttpStatusCode.OK)]
    public async Task Production_has_no_page_unless_somebody_asks_for_it(bool development, string? enabled, HttpStatusCode status)
    {
        await using var server = await ChatPageServer.StartAsync(development, settings: ("ChatPage:Enabled", enabled));

        Assert.Equal(status, (await GetAsync(server, "/")).Response.StatusCode);
        Assert.Equal(status, (await server.AskAsync()).Status);
    }

    [Theory]
    [InlineData("VisitorLifetime", "00:00:01")]
    [InlineData("TokensPerMinute", "0")]
    [InlineData("ConversationsPerHour", "-1")]
    [InlineData("Title", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一")]
    public async Task A_setting_out_of_range_stops_the_start(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => ChatPageServer.StartAsync(settings: ($"ChatPage:{name}", value)));

        Assert.Contains($"ChatPage:{name} must", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<(HttpResponseMessage Response, string Html)> GetAsync(ChatPageServer server, string path)
    {
        var response = await server.Http.GetAsync(path);
        return (response, await response.Content.ReadAsStringAsync());
    }

    private static string Header(HttpResponseMessage response, string name) =>
        string.Join(", ", response.Headers.NonValidated[name]);

    private static string NonceOf(HttpResponseMessage response) => Nonce().Match(Header(response, "Content-Security-Policy")).Groups[1].Value;

    private static byte[] Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        using (stream)
        {
            stream.CopyTo(bytes);
        }

        return bytes.ToArray();
    }

    [GeneratedRegex("<script (?!type)[^>]*>")]
    private static partial Regex Scripts();

    [GeneratedRegex("(?:src|href)=\"(/chat/[^\"]+)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<button type=\"button\" disabled>([^<]+)</button>")]
    private static partial Regex Hints();
}
