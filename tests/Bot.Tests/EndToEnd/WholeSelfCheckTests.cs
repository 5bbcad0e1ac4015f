using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Bot.Jobs;
using BotAssistant.Bot.Public;
using BotAssistant.Checklists;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Terminal;
using BotAssistant.Testing;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using UglyToad.PdfPig;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>The whole list over six days of a fake calendar, with photos, pauses and questions about the rules in between, to the printed record and the verified correction.</summary>
public abstract partial class WholeSelfCheckTests
{
    private static readonly string[] Faulty = ["A06", "C03", "E06", "G07"];
    private static readonly string[] NotApplicable = ["D07", "K02"];

    private protected static async Task GoThroughAsync(IRoad road)
    {
        var workshop = await road.Services.RegisterAsync(road.Owner, "owner 1", "330203", "年糕");

        await road.OwnerSaysAsync("自查");
        var seen = await road.OwnerSaysAsync("1");
        for (var page = 0; !seen.Contains("请核对", StringComparison.Ordinal); page++)
        {
            Assert.InRange(page, 0, 60);
            seen = await InterruptedAsync(road, page, seen);
            seen = await road.OwnerSaysAsync(AnswerTo(seen));
        }

        var told = await road.OwnerSaysAsync("1");
        var result = await ResultAsync(road.Services, workshop.Id);
        AssertRight(result, road.Services.GetRequiredService<RegulationBook>().SelfCheck.Begun(result.Revision)!);
        Assert.Equal(new DateOnly(2026, 3, 8), DateOnly.FromDateTime(ChinaTime.In(result.FinishedAt).DateTime));
        Assert.Contains("1号自查", told, StringComparison.Ordinal);
        Assert.Contains($"得分 {ScoreOf(result)} 分", told, StringComparison.Ordinal);
        AssertRecord(await road.OpenAsync(await road.OwnerSaysAsync("打印")), result);

        Assert.Contains("拍一张改好后的照片", await road.OwnerSaysAsync("整改 1"), StringComparison.Ordinal);
        Assert.Contains("报上去了", await road.OwnerSaysAsync("@"), StringComparison.Ordinal);

        // Who said nothing for days is told with their next word where the platform's window is shut.
        var asked = await road.InspectorSaysAsync("待验收");
        Assert.Contains("待验收 1 项", asked, StringComparison.Ordinal);
        Assert.Contains("报整改 1号改好了", asked, StringComparison.Ordinal);
        Assert.Contains("验收通过", await road.InspectorSaysAsync("验收 1"), StringComparison.Ordinal);
        var mine = await road.OwnerSaysAsync("我的整改");
        Assert.Contains("还有 3 项", mine, StringComparison.Ordinal);
        Assert.Contains("整改 1号验收通过", road.OwnerSaw, StringComparison.Ordinal);
    }

    /// <summary>Stops for days, asks about the rules, goes back and asks for help in the middle: none of it costs an answer.</summary>
    private static async Task<string> InterruptedAsync(IRoad road, int page, string seen)
    {
        switch (page)
        {
            case 2:
                return await AnsweredInBetweenAsync(road, "问 车间地面有什么要求");
            case 3:
                return await AnsweredInBetweenAsync(road, "车间地面有什么要求？");
            case 4 or 9 or 14:
                await road.OwnerSaysAsync("暂停");
                road.Time.Advance(TimeSpan.FromDays(2));
                return await road.OwnerSaysAsync("继续");
            case 6:
                return await road.OwnerSaysAsync("帮助");
            case 7:
                await road.OwnerSaysAsync("上一步");
                return await road.OwnerSaysAsync("继续");
            default:
                return seen;
        }
    }

    private static async Task<string> AnsweredInBetweenAsync(IRoad road, string question)
    {
        var seen = await road.OwnerSaysAsync(question);
        Assert.Contains("C06 地面平整", seen, StringComparison.Ordinal);
        Assert.Contains("依据", seen, StringComparison.Ordinal);
        Assert.True(seen.LastIndexOf('【') > seen.IndexOf("依据", StringComparison.Ordinal), seen);
        return seen;
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

    /// <summary>The printed record says what was found: score, faults, the list's revision and every action.</summary>
    private static void AssertRecord(byte[] pdf, CheckResult result)
    {
        using var document = PdfDocument.Open(pdf);
        var text = string.Concat(document.GetPages().Select(page => page.Text)).Replace(" ", "", StringComparison.Ordinal);
        string[] expected = ["阿四年糕坊", $"得分{ScoreOf(result)}分", $"{result.Revision:yyyy-MM-dd}版", .. Faulty, .. Enumerable.Range(1, Faulty.Length).Select(number => $"整改{number}号")];
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    private static string ScoreOf(CheckResult result) => result.Score.Percent!.Value.ToString("0.#", CultureInfo.InvariantCulture);

    private static Task<CheckResult> ResultAsync(IServiceProvider services, Guid workshop)
        => services.InScopeAsync(async scope => (await scope.GetRequiredService<ICheckResults>().OfAsync(workshop, 10, default)).Single());

    [GeneratedRegex("[A-N][0-9]{2}")]
    private static partial Regex ItemId();

    /// <summary>Where owner and inspector talk to the bot.</summary>
    private protected interface IRoad
    {
        FakeTimeProvider Time { get; }

        IServiceProvider Services { get; }

        ChatAddress Owner { get; }

        /// <summary>All that the owner was shown so far.</summary>
        string OwnerSaw { get; }

        /// <summary>Says it ("@" sends a photo) and returns what appeared.</summary>
        Task<string> OwnerSaysAsync(string text);

        /// <inheritdoc cref="OwnerSaysAsync"/>
        Task<string> InspectorSaysAsync(string text);

        /// <summary>The file that this answer leads to.</summary>
        Task<byte[]> OpenAsync(string answer);
    }
}

public abstract class WholeSelfCheckOverWeChat(PostgresCluster? cluster) : WholeSelfCheckTests
{
    [Fact]
    public async Task The_whole_list_is_gone_through_in_days_and_its_fault_put_right_and_verified()
    {
        Assert.SkipUnless(cluster is null || PostgresCluster.IsInstalled, PostgresCluster.NotInstalled);
        await using var wechat = await WeChatInProcess.StartAsync(cluster);
        var road = new Road(wechat, wechat.Platform.User("oOwner_0001"), await wechat.BoundAsync("oInspector_01", Role.Inspector, "330203"));
        await GoThroughAsync(road);
        Assert.DoesNotContain(road.User.Screen.Lines, line => line.As == ShownAs.Fault);
    }

    /// <summary>Safe mode, every push of the owner's three times.</summary>
    private sealed class Road : IRoad
    {
        private readonly WeChatInProcess wechat;
        private readonly FakeWeChatUser inspector;

        public Road(WeChatInProcess wechat, FakeWeChatUser owner, FakeWeChatUser inspector)
        {
            (this.wechat, User, this.inspector) = (wechat, owner, inspector);
            User.Copies = 3;
        }

        public FakeWeChatUser User { get; }

        public FakeTimeProvider Time => wechat.Time;

        public IServiceProvider Services => wechat.Services;

        public ChatAddress Owner => wechat.AddressOf(User);

        public string OwnerSaw => string.Join('\n', User.Screen.Texts);

        public Task<string> OwnerSaysAsync(string text) => wechat.SayAsync(User, text);

        public Task<string> InspectorSaysAsync(string text) => wechat.SayAsync(inspector, text);

        public Task<byte[]> OpenAsync(string answer) => wechat.OpenAsync(answer);
    }
}

public sealed class WholeSelfCheckOverWeChatOnSqlite() : WholeSelfCheckOverWeChat(null);

public sealed class WholeSelfCheckOverWeChatOnPostgres(PostgresCluster cluster) : WholeSelfCheckOverWeChat(cluster);

public sealed partial class WholeSelfCheckInTheTerminal : WholeSelfCheckTests
{
    [Fact]
    public async Task The_whole_list_is_gone_through_in_days_and_its_fault_put_right_and_verified()
    {
        var folder = Directory.CreateTempSubdirectory("botassistant-terminal-");
        try
        {
            await using var bot = await BotInProcess.StartAsync();
            await bot.BindAsync("inspector", Role.Inspector, "330203");
            using var road = new Road(bot, folder);
            await GoThroughAsync(road);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The owner at the terminal, whose photos and documents are files; the inspector elsewhere.</summary>
    private sealed class Road : IRoad, IDisposable
    {
        private readonly BotInProcess bot;
        private readonly string photo;
        private readonly StringWriter screen = new();

        public Road(BotInProcess bot, DirectoryInfo folder)
        {
            (this.bot, photo) = (bot, Path.Combine(folder.FullName, "photo.png"));
            File.WriteAllBytes(photo, bot.Channel.Photo);
            Services.GetRequiredService<FileAddresses>().TerminalFolder = folder.FullName;
            Services.GetRequiredService<TerminalChannel>().Attach(Owner, screen);
        }

        public FakeTimeProvider Time => bot.Time;

        public IServiceProvider Services => bot.Services;

        public ChatAddress Owner { get; } = new(TerminalChannel.ChannelName, "local", "owner");

        public string OwnerSaw => screen.ToString();

        public async Task<string> OwnerSaysAsync(string text)
        {
            Time.Advance(TimeSpan.FromSeconds(20));
            var before = screen.GetStringBuilder().Length;
            using var line = new StringReader(text == "@" ? $"@{photo}" : text);
            await new TerminalSession(Services.GetRequiredService<IInbox>(), Owner, line, screen, Time).RunAsync(echo: false, SendAsync, default);
            return screen.ToString()[before..];
        }

        public async Task<string> InspectorSaysAsync(string text)
        {
            var pushed = string.Concat((await bot.PushedAsync()).Select(push => push.Text));
            return pushed + await bot.SayAsync("inspector", text);
        }

        public Task<byte[]> OpenAsync(string answer) => PathIn().Match(answer) is { Success: true } path ? File.ReadAllBytesAsync(path.Value) : throw new InvalidOperationException(answer);

        public void Dispose() => screen.Dispose();

        private async Task SendAsync()
        {
            while (await Services.GetRequiredService<OutboxSender>().RunOnceAsync(default) > 0)
            {
                // What others had for this person.
            }
        }
    }

    [GeneratedRegex(@"/\S+\.pdf")]
    private static partial Regex PathIn();
}
