using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using BotAssistant.Messaging;
using BotAssistant.Testing.Browser;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using Xunit;
using Page = BotAssistant.Testing.Browser.ChatPage;

namespace BotAssistant.Integrations.Tests.BotFramework.ChatPage;

/// <summary>The page in a real browser, on our own Direct Line server, with an echo for a bot.</summary>
public sealed class ChatPageBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<string> Screens => ["phone", "desk"];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_person_taps_types_and_sends_a_photo_and_finds_it_all_after_a_reload(string screen)
    {
        await using var server = await StartAsync();
        await using var browser = await OpenAsync(screen);
        var page = await Page.OpenAsync(browser, server.Address);
        await page.HearAsync("greeting");

        await page.TapHintAsync("建档");
        await page.HearAsync("echo 建档");
        await page.TypeAsync("示例年糕坊");
        await page.HearAsync("echo 示例年糕坊");
        await page.SendPhotoAsync("photo.png", "image/png", Png(40, 30));
        await page.HearAsync("echo photo");
        Assert.Equal(40, Assert.Single(await page.PhotoWidthsAsync()));

        await page.ReloadAsync();
        await page.HearAsync("echo photo");
        await page.SeeSentAsync("示例年糕坊");
        Assert.Equal(1, await page.CountHeardAsync("greeting"));
        Assert.Equal(1, await page.CountHeardAsync("echo 建档"));
        Assert.Empty(page.Troubles);
    }

    [Fact]
    public async Task Two_tabs_of_a_browser_are_in_one_conversation()
    {
        await using var server = await StartAsync();
        await using var browser = await OpenAsync("desk");
        var first = await Page.OpenAsync(browser, server.Address);
        await first.TapHintAsync("建档");
        await first.HearAsync("echo 建档");

        var second = await Page.OpenAsync(browser, server.Address);
        await second.HearAsync("echo 建档");
        await second.TypeAsync("from the second");
        await first.HearAsync("echo from the second");
        await first.SeeSentAsync("from the second");

        Assert.Equal(1, await second.CountHeardAsync("greeting"));
        Assert.Empty(first.Troubles.Concat(second.Troubles));
    }

    [Fact]
    public async Task Another_browser_sees_nothing_of_it()
    {
        await using var server = await StartAsync();
        await using var browser = await OpenAsync("desk");
        await using var stranger = await OpenAsync("desk");
        var first = await Page.OpenAsync(browser, server.Address);
        await first.TypeAsync("mine");
        await first.HearAsync("echo mine");

        var other = await Page.OpenAsync(stranger, server.Address);
        await other.TypeAsync("theirs");
        await other.HearAsync("echo theirs");

        Assert.Equal(0, await other.CountHeardAsync("echo mine"));
        Assert.Equal(0, await first.CountHeardAsync("echo theirs"));
    }

    [Fact]
    public async Task A_server_that_goes_away_is_told_of_and_found_again()
    {
        await using var server = await StartAsync();
        await using var browser = await OpenAsync("phone");
        await browser.Clock.InstallAsync();
        var page = await Page.OpenAsync(browser, server.Address);
        await page.TypeAsync("before");
        await page.HearAsync("echo before");
        await page.Box.FillAsync("half a sentence");

        await server.StopAsync();
        await page.ReadBannerAsync("网络断了");
        await server.StartAgainAsync();
        await page.PassAsync(TimeSpan.FromMinutes(1));
        await page.ReadBannerAsync("已重新连上");

        Assert.Equal("half a sentence", await page.Box.InputValueAsync());
        await page.TypeAsync("after");
        await page.HearAsync("echo after");
        Assert.Equal(1, await page.CountHeardAsync("echo before"));
        Assert.Equal(1, await page.CountHeardAsync("greeting"));
    }

    [Fact]
    public async Task Beginning_again_is_asked_first_and_holds_for_every_tab()
    {
        await using var server = await StartAsync();
        await using var browser = await OpenAsync("phone");
        var first = await Page.OpenAsync(browser, server.Address);
        await first.TypeAsync("old");
        await first.HearAsync("echo old");
        var second = await Page.OpenAsync(browser, server.Address);
        await second.HearAsync("echo old");

        await first.Page.Locator("#restart").ClickAsync();
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "不用了" }).ClickAsync();
        Assert.Equal(1, await first.CountHeardAsync("echo old"));
        await first.RestartAsync();
        await first.Page.GetByText("echo old").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await first.TypeAsync("new");
        await first.HearAsync("echo new");
        await second.HearAsync("echo new");

        Assert.Equal(0, await second.CountHeardAsync("echo old"));
        Assert.False(await first.Page.Locator("#banner").IsVisibleAsync());
        Assert.Empty(first.Troubles.Concat(second.Troubles));
    }

    [Fact]
    public async Task A_photo_as_a_camera_makes_it_is_made_small_before_it_travels()
    {
        await using var server = await StartAsync();
        await using var browser = await OpenAsync("phone");
        var page = await Page.OpenAsync(browser, server.Address);
        await page.HearAsync("greeting");

        await page.SendPhotoAsync("camera.png", "image/png", Png(2400, 400));
        await page.HearAsync("echo photo");

        Assert.Equal(2048, Assert.Single(await page.PhotoWidthsAsync()));
    }

    [Fact]
    public async Task A_token_that_has_ended_is_replaced_and_what_was_said_meanwhile_is_said_once()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await StartAsync(time);
        await using var browser = await OpenAsync("phone");
        var page = await Page.OpenAsync(browser, server.Address);
        await page.TypeAsync("in time");
        await page.HearAsync("echo in time");

        time.Advance(TimeSpan.FromHours(1));
        await page.TypeAsync("an hour later");
        await page.HearAsync("echo an hour later");
        time.Advance(TimeSpan.FromHours(1));
        await page.SendPhotoAsync("photo.png", "image/png", Png(40, 30));
        await page.HearAsync("echo photo");

        Assert.Equal(1, await page.CountHeardAsync("echo in time"));
        Assert.Equal(["Followed", "in time", "an hour later", "Image"], server.Inbox.Received.Select(message => message.Text ?? $"{message.Kind}"));
        // It may say for a moment that it was away; then nothing more is said of it.
        await page.Page.Locator("#banner").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task While_the_server_cannot_be_reached_the_page_says_so_and_tries_again()
    {
        await using var server = await StartAsync();
        await using var browser = await OpenAsync("phone");
        await browser.Clock.InstallAsync();
        await browser.RouteAsync("**/chat/token", route => route.AbortAsync());
        var page = await Page.OpenAsync(browser, server.Address);
        await page.ReadBannerAsync("暂时连不上服务");

        await browser.UnrouteAllAsync();
        await page.PassAsync(TimeSpan.FromMinutes(1));

        await page.HearAsync("greeting");
    }

    private static async Task<ChatPageServer> StartAsync(TimeProvider? time = null)
    {
        Assert.SkipUnless(Chromium.IsInstalled, Chromium.NotInstalled);
        var server = await ChatPageServer.StartAsync(time: time);
        server.Answer = Echo;
        return server;
    }

    private Task<IBrowserContext> OpenAsync(string screen) => chromium.OpenAsync(screen == "phone" ? Screen.Phone : Screen.Desk);

    private static OutboundMessage Echo(InboundMessage message) => new(message.Kind switch
    {
        InboundKind.Followed => "greeting",
        InboundKind.Image => "echo photo",
        _ => $"echo {message.Text}",
    });

    /// <summary>A picture of noise, which no encoder makes small.</summary>
    private static byte[] Png(int width, int height)
    {
        var rows = new byte[height * (1 + (width * 3))];
        new Random(1).NextBytes(rows);
        for (var row = 0; row < height; row++)
        {
            rows[row * (1 + (width * 3))] = 0;
        }

        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            deflate.Write(rows);
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(body));
        return [.. length, .. body, .. sum];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 1 ? 0xEDB88320 : 0);
            }
        }

        return ~crc;
    }
}
