using BotAssistant.Bot.Jobs;
using BotAssistant.Messaging;
using BotAssistant.Testing;
using BotAssistant.Testing.WeChat;
using BotAssistant.Testing.WeChat.Api;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>A notice finds its way from the product to the person's screen when the 48 hours are over, and what became of it comes back.</summary>
public abstract class NoticeByTemplateTests(PostgresCluster? cluster)
{
    private const string Once = "sub-cancelled", Template = "tpl-cancelled";

    private static readonly (string, string)[] Settings = [.. Entry(0, "Subscription", Once), .. Entry(1, "Template", Template)];

    [Fact]
    public async Task Each_notice_takes_the_best_route_that_is_open()
    {
        await using var bot = await StartAsync();
        var owner = bot.Platform.User("o1");
        await bot.SayAsync(owner, "你好");
        await TellAsync(bot, owner, "1");
        bot.Time.Advance(TimeSpan.FromDays(3));
        await owner.AnswerPopupAsync((Once, true));
        await TellAsync(bot, owner, "2");
        await TellAsync(bot, owner, "3");

        Assert.Equal([ShownAs.Message, ShownAs.Subscription, ShownAs.Template], owner.Screen.Lines.Skip(1).Select(line => line.As));
        Assert.Equal("阿婆年糕坊\n330203-2026-00003", owner.Screen.Texts[^1]);
    }

    [Fact]
    public async Task Without_template_or_consent_it_waits_for_the_person()
    {
        await using var bot = await StartAsync([.. Settings.Take(6)]);
        var owner = bot.Platform.User("o1");
        await TellAsync(bot, owner, "1");
        Assert.Empty(owner.Screen.Lines);

        await bot.SayAsync(owner, "你好");

        Assert.Contains(owner.Screen.Lines, line => line.As == ShownAs.Message && line.Text.Contains("330203-2026-00001", StringComparison.Ordinal));
        Assert.Empty(bot.Platform.Api.CallsOf("message/subscribe/bizsend"));
    }

    [Fact]
    public async Task A_consent_that_the_platform_does_not_know_of_costs_one_try_and_the_notice_goes_on()
    {
        await using var bot = await StartAsync();
        var owner = bot.Platform.User("o1");
        await owner.AnswerPopupAsync((Once, true));
        bot.Platform.Api.Templates.Withdraw("o1", Once);

        await TellAsync(bot, owner, "1");

        Assert.Equal([43101], bot.Platform.Api.CallsOf("message/subscribe/bizsend").Select(call => call.ErrorCode));
        Assert.Equal([ShownAs.Template], owner.Screen.Lines.Select(line => line.As));
    }

    [Fact]
    public async Task A_message_that_the_person_blocks_is_known_to_have_failed()
    {
        await using var bot = await StartAsync();
        var owner = bot.Platform.User("o1");
        owner.BlocksMessages = true;
        await TellAsync(bot, owner, "1");
        Assert.Equal([(OutboxState.Sent, null)], await FatesAsync(bot));

        Assert.All(await bot.Platform.ReportTemplatesAsync(), report => Assert.Null(report.Text));

        Assert.Equal([(OutboxState.Failed, "user-block")], await FatesAsync(bot));
    }

    private static (string, string)[] Entry(int index, string route, string id) =>
    [
        ($"WeChat:Notices:{index}:Kind", "notice.cancelled"),
        ($"WeChat:Notices:{index}:Route", route),
        ($"WeChat:Notices:{index}:TemplateId", id),
        ($"WeChat:Notices:{index}:Fields:thing1", "{workshop}"),
        ($"WeChat:Notices:{index}:Fields:character_string2", "{number}"),
        ($"WeChat:Notices:{index}:Page", "https://spxzf.example.cn/"),
    ];

    private async Task<WeChatInProcess> StartAsync(params (string, string)[] settings)
    {
        var bot = await WeChatInProcess.StartAsync(cluster, settings.Length == 0 ? Settings : settings);
        bot.Platform.Api.Templates.Approve(Once, Library.OneTime, "thing1", "character_string2");
        bot.Platform.Api.Templates.Approve(Template, Library.Template, "thing1", "character_string2");
        return bot;
    }

    private static async Task TellAsync(WeChatInProcess bot, FakeWeChatUser user, string number)
    {
        await bot.Services.InScopeAsync(async scope =>
        {
            var work = scope.GetRequiredService<IUnitOfWork>();
            await work.BeginAsync(null, default);
            await scope.GetRequiredService<INotices>().TellAsync(
                bot.AddressOf(user), "notice.cancelled", [("workshop", "阿婆年糕坊"), ("number", $"330203-2026-0000{number}"), ("reason", "歇业（示例）")], default);
            await work.CommitAsync(default);
            return 0;
        });
        while (await bot.Services.GetRequiredService<OutboxSender>().RunOnceAsync(default) > 0)
        {
            // A route that closes is followed by the next.
        }
    }

    private static Task<List<(OutboxState, string?)>> FatesAsync(WeChatInProcess bot) => bot.Services.InScopeAsync(async scope =>
        (await scope.GetRequiredService<IOutbox>().RecentAsync(null, 10, default)).Select(message => (message.State, message.Reason)).ToList());
}

public sealed class NoticeByTemplateOnSqlite() : NoticeByTemplateTests(null);

public sealed class NoticeByTemplateOnPostgres(PostgresCluster cluster) : NoticeByTemplateTests(cluster);
