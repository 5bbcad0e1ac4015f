using BotAssistant.Testing;
using BotAssistant.Testing.Browser;
using BotAssistant.Testing.Server;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>The whole product in a real browser: the real server, its page, a person who taps, types and takes photos.</summary>
public sealed class FilingOnThePageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Index = 7;

    /// <summary>A folder for pictures of the screen, for people to look at; none by default.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("TEST_PICTURES");

    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR42mNYsPcsHsQwKo0dAQDLNrCn0qqM/AAAAABJRU5ErkJggg==");

    [Theory]
    [InlineData("phone")]
    [InlineData("desk")]
    public async Task A_workshop_is_filed_by_tapping_typing_and_photographing(string device)
    {
        Assert.SkipUnless(Chromium.IsInstalled, Chromium.NotInstalled);
        await using var database = await TestDatabase.SqliteAsync();
        await using var server = new ServerProcess(new Dictionary<string, string?>(database.Settings()) { ["ChatPage:Enabled"] = "true" });
        await server.StartAsync();
        await using var browser = await chromium.OpenAsync(device == "phone" ? Screen.Phone : Screen.Desk);
        var page = await ChatPage.OpenAsync(browser, server.Address!);
        await page.HearAsync("建档");

        await page.TapHintAsync("建档");
        await page.HearAsync("告知书");
        await page.TapChoiceAsync("我看过了");
        await AnswerAsync(page, ("您的作坊叫什么名字", FilingOwner.NameOf(Index)), ("姓名是", "王小明"), ("身份证号码是", FilingOwner.IdOf(Index)), ("手机号码是", "19900000007"));
        await AnswerAsync(page, ("统一社会信用代码是", FilingOwner.CreditOf(Index)));
        await page.HearAsync("作坊在哪个区");
        await TakePictureAsync(page, $"{device}-1");
        await page.TapCardAsync("海曙区");
        await AnswerAsync(page, ("详细地址是", FilingOwner.AddressOf(Index)));
        await page.HearAsync("做哪些食品");

        // A telephone call comes in between; afterwards the page is loaded anew.
        await page.ReloadAsync();
        await page.HearAsync("做哪些食品");
        await page.SeeSentAsync(FilingOwner.NameOf(Index));
        await AnswerAsync(page, ("做哪些食品", "年糕、青团"), ("主要用哪些原料", "粳米、糯米"), ("食品添加剂", "不用"), ("“粳米”从哪里买的", "三北粮油店"));
        await page.HearAsync("“糯米”从哪里买的");
        await page.TapChoiceAsync("三北粮油店");
        await page.HearAsync("主要卖到哪里");
        await page.TapChoiceAsync("本区县");
        await page.HearAsync("网上卖");
        await page.TapChoiceAsync("没有");
        await page.HearAsync("现在开工吗");
        await page.TapChoiceAsync("正常生产");
        await AnswerAsync(page, ("固定干活的有几个人", "3"), ("加工场地有多大", "60"));
        foreach (var asked in (string[])["有头像的一面", "国徽的一面", "加工场所平面图"])
        {
            await page.HearAsync(asked);
            await page.SendPhotoAsync("photo.png", "image/png", Photo);
        }

        await AnswerAsync(page, ("作为签名", "王小明"));
        await page.HearAsync("请核对");
        await TakePictureAsync(page, $"{device}-2");
        await page.TapCardAsync("提交");
        await page.HearAsync("受理编号 1号");
        Assert.Empty(page.Troubles);

        var raw = new RawDatabase(database);
        Assert.Equal(1, await raw.CountAsync("""SELECT COUNT(*) FROM "Filings" WHERE "State" = 0"""));
        Assert.Empty(await raw.BrokenPromisesAsync());

        // The next day, on a server that was started anew.
        await page.Page.CloseAsync();
        await server.StopAsync();
        await server.StartAsync();
        var later = await ChatPage.OpenAsync(browser, server.Address!);
        await later.HearAsync("受理编号 1号");
        await later.TapHintAsync("进度");
        await later.HearAsync("待审核");
        await TakePictureAsync(later, $"{device}-3");
        Assert.Empty(later.Troubles);
    }

    private static async Task AnswerAsync(ChatPage page, params (string Hears, string Says)[] answers)
    {
        foreach (var (hears, says) in answers)
        {
            await page.HearAsync(hears);
            await page.TypeAsync(says);
        }
    }

    private static Task TakePictureAsync(ChatPage page, string name)
        => Pictures is null ? Task.CompletedTask : page.Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png") });
}
