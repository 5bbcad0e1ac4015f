using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Checklists;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Testing;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>The whole list in safe mode, over four days of a fake calendar, with photos and interruptions, to the verified correction.</summary>
public abstract partial class SelfCheckOverWeChatTests(PostgresCluster? cluster)
{
    private static readonly string[] Faulty = ["A06", "C03", "E06", "G07"];
    private static readonly string[] NotApplicable = ["D07", "K02"];

    [Fact]
    public async Task The_whole_list_is_gone_through_in_days_and_its_fault_put_right_and_verified()
    {
        Assert.SkipUnless(cluster is null || PostgresCluster.IsInstalled, PostgresCluster.NotInstalled);
        await using var wechat = await WeChatInProcess.StartAsync(cluster);
        var (owner, inspector) = (wechat.Platform.User("oOwner_0001"), await wechat.BoundAsync("oInspector_01", Role.Inspector, "330203"));
        owner.Copies = 3;
        var workshop = await wechat.Services.RegisterAsync(wechat.AddressOf(owner), "owner 1", "330203", "年糕");

        await wechat.SayAsync(owner, "自查");
        var seen = await wechat.SayAsync(owner, "1");
        for (var page = 0; !seen.Contains("请核对", StringComparison.Ordinal); page++)
        {
            Assert.InRange(page, 0, 60);
            seen = await InterruptedAsync(wechat, owner, page, seen);
            seen = await wechat.SayAsync(owner, AnswerTo(seen));
        }

        Assert.Contains("1号自查", await wechat.SayAsync(owner, "1"), StringComparison.Ordinal);
        var result = await ResultAsync(wechat, workshop.Id);
        var list = wechat.Services.GetRequiredService<RegulationBook>().SelfCheck.Begun(result.Revision)!;
        AssertRight(result, list);
        Assert.Equal(new DateOnly(2026, 3, 8), DateOnly.FromDateTime(ChinaTime.In(result.FinishedAt).DateTime));
        Assert.Contains($"得分 {result.Score.Percent!.Value.ToString("0.#", CultureInfo.InvariantCulture)} 分", string.Join('\n', owner.Screen.Texts), StringComparison.Ordinal);

        Assert.Contains("拍一张改好后的照片", await wechat.SayAsync(owner, "整改 1"), StringComparison.Ordinal);
        Assert.Contains("报上去了", await wechat.SayAsync(owner, "@"), StringComparison.Ordinal);

        // The inspector said nothing for days: WeChat's window is shut, and what was to be told waits for the next word.
        var asked = await wechat.SayAsync(inspector, "待验收");
        Assert.Contains("待验收 1 项", asked, StringComparison.Ordinal);
        Assert.Contains("报整改 1号改好了", asked, StringComparison.Ordinal);
        Assert.Contains("验收通过", await wechat.SayAsync(inspector, "验收 1"), StringComparison.Ordinal);
        Assert.Contains(owner.Screen.Lines, line => line.As == ShownAs.Message && line.Text.StartsWith("整改 1号验收通过", StringComparison.Ordinal));
        Assert.Contains("还有 3 项", await wechat.SayAsync(owner, "我的整改"), StringComparison.Ordinal);
        Assert.DoesNotContain(owner.Screen.Lines, line => line.As == ShownAs.Fault);
    }

    /// <summary>Stops for days, goes back and asks for help in the middle: none of it costs an answer.</summary>
    private static async Task<string> InterruptedAsync(WeChatInProcess wechat, FakeWeChatUser owner, int page, string seen)
    {
        switch (page)
        {
            case 4 or 9 or 14:
                await wechat.SayAsync(owner, "暂停");
                wechat.Time.Advance(TimeSpan.FromDays(2));
                return await wechat.SayAsync(owner, "继续");
            case 6:
                return await wechat.SayAsync(owner, "帮助");
            case 7:
                await wechat.SayAsync(owner, "上一步");
                return await wechat.SayAsync(owner, "继续");
            default:
                return seen;
        }
    }

    /// <summary>Answers the newest question on the screen as the workshop is.</summary>
    private static string AnswerTo(string seen)
    {
        var question = seen[seen.LastIndexOf('【')..];
        if (question.Contains("哪里不对", StringComparison.Ordinal))
        {
            return question.Contains("E06", StringComparison.Ordinal) ? "@" : "还没弄好";
        }

        if (question.Contains("为什么不适用", StringComparison.Ordinal))
        {
            return "没有这一项";
        }

        var items = ItemId().Matches(question).Select(match => match.Value).Distinct().ToList();
        var faults = items.Intersect(Faulty).ToList();
        var none = items.Intersect(NotApplicable).ToList();
        var others = faults.Count + none.Count == 0 ? "都符合" : "其他都符合";
        return string.Join('，', [.. faults.Select(id => $"{id} 不符合"), .. none.Select(id => $"{id} 不适用 没有这一项"), others]);
    }

    private static void AssertRight(CheckResult result, Checklist list)
    {
        Assert.Equal(84, result.Answers.Count);
        Assert.Equal(Faulty, result.Faults.Select(answer => answer.ItemId).Order(StringComparer.Ordinal));
        Assert.Equal(NotApplicable, result.Answers.Where(answer => answer.Verdict == Verdict.NotApplicable).Select(answer => answer.ItemId).Order(StringComparer.Ordinal));
        Assert.Single(result.Answers.Single(answer => answer.ItemId == "E06").Photos);

        // By hand: every item that counts and applies, and those of them that conform.
        var counting = list.Items.Where(item => result.Answers.Any(answer => answer.ItemId == item.Id && answer.Verdict != Verdict.NotApplicable)).ToList();
        var lost = counting.Where(item => Faulty.Contains(item.Id)).Sum(list.Scoring.PointsOf);
        var possible = counting.Sum(list.Scoring.PointsOf);
        Assert.Equal(Math.Floor((possible - lost) * 1000 / possible) / 10, result.Score.Percent);
        Assert.Equal((4, 2), (result.Score.Faults, result.Score.CriticalFaults));
    }

    private static Task<CheckResult> ResultAsync(WeChatInProcess wechat, Guid workshop)
        => wechat.Services.InScopeAsync(async scope => (await scope.GetRequiredService<ICheckResults>().OfAsync(workshop, 10, default)).Single());

    [GeneratedRegex("[A-N][0-9]{2}")]
    private static partial Regex ItemId();
}

public sealed class SelfCheckOverWeChatOnSqlite() : SelfCheckOverWeChatTests(null);

public sealed class SelfCheckOverWeChatOnPostgres(PostgresCluster cluster) : SelfCheckOverWeChatTests(cluster);
