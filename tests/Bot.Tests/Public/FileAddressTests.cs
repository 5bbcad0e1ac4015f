using System.Net;
using System.Text;
using BotAssistant.Bot.Public;
using BotAssistant.Bot.Turns;
using BotAssistant.Messaging;
using BotAssistant.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Public;

public sealed class FileAddressTests
{
    private static readonly byte[] Bytes = Encoding.ASCII.GetBytes("%PDF-1.4 synthetic");

    [Fact]
    public async Task An_owner_opens_the_printed_letter_by_its_address()
    {
        await using var server = await PublicServer.StartAsync();
        using var answer = await server.OpenAsync(await server.SignAsync("owner", "年糕"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("%PDF", Encoding.ASCII.GetString(await answer.Content.ReadAsByteArrayAsync(), 0, 4));
        Assert.Equal(("attachment", "食品安全承诺书-阿四年糕坊.pdf"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task An_address_ends_and_whatever_is_wrong_with_one_the_answer_is_the_same()
    {
        await using var server = await PublicServer.StartAsync();
        var address = await server.SignAsync("owner", "年糕");
        var token = address.Split('/')[^1];
        var altered = (token[0] == 'A' ? 'B' : 'A') + token[1..];
        var renamed = token[..^1] + (token[^1] == 'A' ? 'Q' : 'A');
        string[] wrong = [altered, renamed, token[..40], token + token, "..%2F..%2Fetc%2Fpasswd", "a", new string('A', 3000), "食品"];
        foreach (var path in wrong)
        {
            using var refused = await server.OpenAsync($"/files/{path}");
            Assert.True(refused.StatusCode == HttpStatusCode.NotFound && (await refused.Content.ReadAsByteArrayAsync()).Length == 0, path);
        }

        server.Bot.Time.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        using var late = await server.OpenAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task A_token_opens_the_file_it_was_made_for_and_no_other()
    {
        await using var bot = await BotInProcess.StartAsync();
        var tokens = bot.Services.GetRequiredService<FileTokens>();
        var (mine, theirs) = (new string('a', 64), new string('b', 64));
        var token = tokens.Write(new OutboundFile("甲.pdf", "application/pdf", mine), TimeSpan.FromHours(1));
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(token);
        Convert.FromHexString(theirs).CopyTo(bytes, 24);

        Assert.Equal((mine, "甲.pdf"), tokens.Read(token));
        Assert.Null(tokens.Read(System.Buffers.Text.Base64Url.EncodeToString(bytes)));
        bot.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(tokens.Read(token));
    }

    [Fact]
    public async Task WeChat_gets_the_address_whole_in_its_one_passive_text()
    {
        await using var bot = await BotInProcess.StartAsync(("Public:Url", "https://spxzf.example.cn"));
        var file = new OutboundFile("食品安全承诺书-一个名字很长很长很长很长很长很长很长很长很长很长很长的小作坊.pdf", "application/pdf", new string('a', 64));
        var part = Assert.Single(await bot.InScopeAsync(scope => scope.GetRequiredService<Parts>().RenderAsync(
            new ChatAddress("wechat", "wx0000000000000001", "o1"), new OutboundMessage("打开下面的文件：") { Files = [file] }, scope.GetRequiredService<IMediaStore>(), default)));

        Assert.Equal(["打开下面的文件：", file.Name], part.Body.Split('\n')[..2]);
        Assert.StartsWith("https://spxzf.example.cn/files/", part.Body.Split('\n')[2], StringComparison.Ordinal);
        Assert.InRange(part.Body.Split('\n')[2].Length, 100, 400);
    }

    [Fact]
    public async Task Without_a_public_address_the_person_is_told_that_the_file_cannot_be_shown_here()
    {
        await using var bot = await BotInProcess.StartAsync();
        await bot.RegisterAsync("owner", "330203", "年糕");
        await bot.SayAsync("owner", "签承诺书");
        await bot.SayAsync("owner", "王小明");

        Assert.Contains("这里发不了文件", await bot.SayAsync("owner", "承诺书"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_terminal_puts_the_file_into_its_folder_under_its_bare_name()
    {
        await using var bot = await BotInProcess.StartAsync();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var files = bot.Services.GetRequiredService<FileAddresses>();
            files.TerminalFolder = Path.Combine(folder.FullName, "made");
            var hash = await bot.InScopeAsync(scope => scope.GetRequiredService<IMediaStore>().PutDocumentAsync("application/pdf", Bytes, default));
            var message = await bot.InScopeAsync(scope => files.PlaceAsync(
                bot.Services.GetRequiredService<TerminalChannel>(), new OutboundMessage("给您") { Files = [new OutboundFile("../../甲.pdf", "application/pdf", hash)] }, scope.GetRequiredService<IMediaStore>(), default));

            var path = Path.Combine(folder.FullName, "made", "甲.pdf");
            Assert.Equal($"给您\n../../甲.pdf\n{path}", message.Text);
            Assert.Equal(Bytes, await File.ReadAllBytesAsync(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("http://spxzf.example.cn")]
    [InlineData("https://spxzf.example.cn/path")]
    [InlineData("https://user@spxzf.example.cn")]
    [InlineData("ftp://spxzf.example.cn")]
    public void A_public_address_is_https_and_nothing_more(string url) => Assert.NotNull(new PublicOptions { Url = new Uri(url) }.Problem);

    [Theory]
    [InlineData("https://spxzf.example.cn")]
    [InlineData("https://spxzf.example.cn:8443")]
    [InlineData("http://127.0.0.1:5080")]
    public void A_good_public_address_is_taken(string url) => Assert.Null(new PublicOptions { Url = new Uri(url) }.Problem);
}
