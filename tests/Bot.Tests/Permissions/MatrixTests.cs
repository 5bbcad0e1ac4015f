using BotAssistant.Auditing;
using BotAssistant.Bot.Demo;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Permissions;

/// <summary>Every role and every command word, through the real router. The table is written by hand: a new word fails until somebody has decided.</summary>
public sealed class MatrixTests : IAsyncLifetime
{
    private const string Haishu = "330203", Cixi = "330282";

    // Columns: nobody, owner, inspector, officer, admin.
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["file"] = "yynnn",
        ["human"] = "yyyyy",
        ["ask-rule"] = "yyyyy",
        ["bind"] = "yyyyy",
        ["progress"] = "nynnn",
        ["change"] = "nynnn",
        ["withdraw"] = "nynnn",
        ["suspend"] = "nynnn",
        ["resume-production"] = "nynnn",
        ["cease"] = "nynnn",
        ["self-check"] = "nynnn",
        ["check-records"] = "nynnn",
        ["check-print"] = "nynnn",
        ["check-trend"] = "nynnn",
        ["my-commitment"] = "nynnn",
        ["sign-commitment"] = "nynnn",
        ["commitment-posted"] = "nynnn",
        ["my-actions"] = "nynnn",
        ["put-right"] = "nynnn",
        ["health-certificates"] = "nynnn",
        ["purchase-ledger"] = "nynnn",
        ["purchase-sentence"] = "nynnn",
        ["additive-use"] = "nynnn",
        ["ledger"] = "nynnn",
        ["receipt"] = "nynnn",
        ["void-entry"] = "nynnn",
        ["my-certificates"] = "nynnn",
        ["my-deadlines"] = "nynnn",
        ["apply-reevaluation"] = "nynnn",
        ["due-list"] = "nnyyy",
        ["reevaluations"] = "nnyyy",
        ["rate-reevaluation"] = "nnyyy",
        ["score-reevaluation"] = "nnyyy",
        ["pass-reevaluation"] = "nnnyy",
        ["exit-reevaluation"] = "nnnyy",
        ["five-s"] = "nyyyy",
        ["five-s-self-rating"] = "nynnn",
        ["five-s-rating"] = "nnyyy",
        ["five-s-visit"] = "nnyyy",
        ["five-s-choose"] = "nnnyy",
        ["five-s-accept"] = "nnnyy",
        ["five-s-return"] = "nnnyy",
        ["five-s-check"] = "nnnyy",
        ["five-s-publish"] = "nnnyy",
        ["five-s-drop"] = "nnnyy",
        ["five-s-list"] = "nnyyy",
        ["record-case"] = "nnnyy",
        ["record-sampling"] = "nnnyy",
        ["conduct"] = "nnnyy",
        ["void-conduct"] = "nnnyy",
        ["plan"] = "nnnyy",
        ["plan-done"] = "nnnyy",
        ["plan-undone"] = "nnnyy",
        ["to-verify"] = "nnyyy",
        ["show-action"] = "nnyyy",
        ["show-photos"] = "nnyyy",
        ["show-filing-photos"] = "nnyyy",
        ["verify-action"] = "nnyyy",
        ["return-action"] = "nnyyy",
        ["query"] = "nnyyy",
        ["queue"] = "nnnyy",
        ["show"] = "nnnyy",
        ["approve"] = "nnnyy",
        ["return"] = "nnnyy",
        ["cancel-registration"] = "nnnyy",
        ["answer"] = "nnyyy",
        ["help-requests"] = "nnyyy",
        ["take"] = "nnyyy",
        ["note"] = "nnyyy",
        ["hand-over"] = "nnyyy",
        ["end-help"] = "yyyyy",
        ["on-duty"] = "nnyyy",
        ["off-duty"] = "nnyyy",
        ["checklists"] = "nnnyy",
        ["broadcast"] = "nnnyn",
        ["broadcast-list"] = "nnnyn",
        ["broadcast-show"] = "nnnyn",
        ["broadcast-change"] = "nnnyn",
        ["broadcast-test"] = "nnnyn",
        ["broadcast-submit"] = "nnnyn",
        ["broadcast-approve"] = "nnnyn",
        ["broadcast-return"] = "nnnyn",
        ["broadcast-progress"] = "nnnyn",
        ["broadcast-pause"] = "nnnyn",
        ["broadcast-resume"] = "nnnyn",
        ["broadcast-stop"] = "nnnyn",
        ["broadcast-result"] = "nnnyn",
        ["opt-out"] = "yyyyy",
        ["opt-in"] = "yyyyy",
    };

    /// <summary>What follows these would make them something else.</summary>
    private static readonly string[] SaidAlone =
    [
        "file", "self-check", "check-trend", "my-commitment", "sign-commitment", "commitment-posted", "my-certificates", "my-deadlines", "apply-reevaluation", "due-list", "reevaluations", "my-actions", "plan", "five-s", "five-s-publish", "five-s-list", "to-verify", "progress", "suspend", "resume-production", "cease", "queue", "broadcast", "broadcast-list", "opt-out", "opt-in", "help-requests", "take", "end-help", "on-duty", "off-duty", "checklists",
    ];

    private static readonly string[] Columns = ["nobody", "owner", "inspector", "officer", "admin"];

    private BotInProcess bot = null!;
    private string refusal = null!;

    public async ValueTask InitializeAsync()
    {
        bot = await BotInProcess.StartAsync();
        refusal = bot.Services.GetRequiredService<ITexts>().Say("refused.not-allowed");
        await bot.BindAsync("owner", Role.Owner);
        await bot.BindAsync("inspector", Role.Inspector, Haishu);
        await bot.BindAsync("officer", Role.Officer, Haishu);
        await bot.BindAsync("admin", Role.Admin, Person.WholeCity);
    }

    public ValueTask DisposeAsync() => bot.DisposeAsync();

    [Fact]
    public async Task Each_role_may_use_the_words_of_the_table_and_no_other()
    {
        var texts = bot.Services.GetRequiredService<ITexts>();
        var words = await bot.InScopeAsync(scope => Task.FromResult(scope.GetServices<IWord>().Select(word => word.Name).Order(StringComparer.Ordinal).ToList()));
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), words);
        foreach (var word in words)
        {
            for (var column = 0; column < Columns.Length; column++)
            {
                var said = await bot.SayAsync(Columns[column], word == "purchase-sentence" ? "今天从城西粮油进了50公斤面粉" : $"{WordBook.Spellings(texts, word)[0]} {(SaidAlone.Contains(word) ? "" : "99 示例")}".Trim());
                Assert.True(said.Contains(refusal, StringComparison.Ordinal) == (Allowed[word][column] == 'n'), $"{Columns[column]} says {word}: {said}");
                await bot.SayAsync(Columns[column], "菜单");
            }
        }
    }

    [Fact]
    public async Task An_officer_neither_sees_nor_decides_a_filing_of_another_district()
    {
        await FileAsync("filer", Cixi);
        foreach (var words in new[] { "看 1", "核准 1", "退回 1 理由充分" })
        {
            Assert.Contains("没有这个编号", await bot.SayAsync("officer", words), StringComparison.Ordinal);
        }

        Assert.Contains("没有待办", await bot.SayAsync("officer", "待办"), StringComparison.Ordinal);
        Assert.Contains("已核准", await bot.SayAsync("admin", "核准 1"), StringComparison.Ordinal);
        Assert.Contains("没有找到这家", await bot.SayAsync("officer", "注销 330282-2026-00001 试一试"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inspector_finds_only_workshops_of_their_districts()
    {
        var hash = bot.Services.GetRequiredService<IKeyedHash>();
        var workshops = SyntheticWorkshops.Make(40, 1, hash.Of, bot.Time.GetUtcNow()).ToList();
        await bot.Services.GetRequiredService<WorkshopSeeder>().AddRangeAsync(workshops);
        var (own, foreign) = (workshops.First(workshop => workshop.District == Haishu), workshops.First(workshop => workshop.District == Cixi));

        Assert.Contains(own.Name, await bot.SayAsync("inspector", $"查 {own.Number}"), StringComparison.Ordinal);
        var refused = await bot.SayAsync("inspector", $"查 {foreign.Number}");
        Assert.DoesNotContain(foreign.Name, refused, StringComparison.Ordinal);
        Assert.DoesNotContain(foreign.Particulars.Address, refused, StringComparison.Ordinal);
        Assert.Contains(foreign.Name, await bot.SayAsync("admin", $"查 {foreign.Number}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_look_is_written_down_with_who_whom_and_when()
    {
        await FileAsync("filer", Haishu);
        await bot.SayAsync("officer", "核准 1");
        await bot.SayAsync("inspector", "查 阿四年糕坊");
        var entries = await bot.InScopeAsync(scope => scope.GetRequiredService<IAudit>().ReadAsync(null, null, 50, default));
        var viewed = Assert.Single(entries, entry => entry.Action == "workshop-viewed");
        Assert.Equal(("inspector", "workshop 330203-2026-00001", bot.Time.GetUtcNow()), (viewed.ActorName, viewed.Subject, viewed.At));
        Assert.Equal("阿四年糕坊", Assert.Single(entries, entry => entry.Action == "workshop-searched").Detail);
        Assert.DoesNotContain(entries, entry => $"{entry.Subject} {entry.Detail}".Contains("330203190001010013", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_is_used_once_expires_and_cannot_be_guessed()
    {
        var code = await bot.InviteAsync(Role.Inspector, "甲", Haishu);
        Assert.Contains("绑定好了", await bot.SayAsync("first", $"绑定 {code}"), StringComparison.Ordinal);
        Assert.Contains("绑定码不对", await bot.SayAsync("second", $"绑定 {code}"), StringComparison.Ordinal);

        var late = await bot.InviteAsync(Role.Inspector, "乙", Haishu);
        bot.Time.Advance(TimeSpan.FromHours(73));
        Assert.Contains("绑定码不对", await bot.SayAsync("second", $"绑定 {late}"), StringComparison.Ordinal);

        for (var wrong = 0; wrong < InvitationDesk.MostWrongPerChat; wrong++)
        {
            await bot.SayAsync("guesser", "绑定 AAAA2222");
        }

        var good = await bot.InviteAsync(Role.Inspector, "丙", Haishu);
        Assert.Contains("次数太多", await bot.SayAsync("guesser", $"绑定 {good}"), StringComparison.Ordinal);
        bot.Time.Advance(InvitationDesk.Window + TimeSpan.FromMinutes(1));
        Assert.Contains("绑定好了", await bot.SayAsync("guesser", $"绑定 {good}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_up_the_whole_register_is_stopped()
    {
        for (var look = 0; look < Dialogs.Workshops.QueryWord.MostAnHour; look++)
        {
            await bot.SayAsync("inspector", "查 没有这家");
        }

        Assert.Contains("查得太快", await bot.SayAsync("inspector", "查 没有这家"), StringComparison.Ordinal);
    }

    private async Task FileAsync(string user, string district)
    {
        foreach (var words in new[]
        {
            "建档", "1", "阿四年糕坊", "王小明", "330203190001010013", "19900000001", "92330203MA0000000R", district == Haishu ? "海曙" : "慈溪", "高桥镇民权路示例弄1号", "年糕", "粳米", "不用",
            "自产", "1", "没有", "1", "3", "60", "1", "1", "王小明",
        })
        {
            await bot.SayAsync(user, words);
        }

        Assert.Contains("受理编号", await bot.SayAsync(user, "1"), StringComparison.Ordinal);
    }
}
