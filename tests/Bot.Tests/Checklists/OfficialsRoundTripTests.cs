using BotAssistant.Checklists;
using BotAssistant.Regulations;
using BotAssistant.Workshops;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Checklists;

/// <summary>An official exports the list, edits it and brings it back; owners check before and after.</summary>
public sealed class OfficialsRoundTripTests : IAsyncLifetime
{
    private readonly ListOffice office = new();

    public ValueTask InitializeAsync() => office.InitializeAsync();

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_exported_comes_back_as_it_was(bool inline)
    {
        var (code, said) = await office.CheckAsync((await office.ExportAsync()).Write(inline));
        Assert.True(code == 0, said);
        Assert.Contains("内容没有变化。", said, StringComparison.Ordinal);
        Assert.Contains("项目 94 → 94", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_change_is_shown_confirmed_and_holds_from_its_day_while_old_results_stay()
    {
        var workshop = await office.Bot.RegisterAsync("owner", "330203", "年糕");
        await SelfCheckAsync();
        var before = await office.Bot.SayAsync("owner", "自查记录 1");
        var old = office.Regulations.SelfCheck.All[^1];

        var file = Edited(await office.ExportAsync()).Write();
        var (_, shown) = await office.CheckAsync(file);
        Assert.Contains("＋ 新增 A10（关键项） 门口贴了监督电话（3 分）", shown, StringComparison.Ordinal);
        Assert.Contains("－ 去掉 B04", shown, StringComparison.Ordinal);
        Assert.Contains("    A06 内容：登记证挂在明显的地方 → 登记证挂在进门的墙上", shown, StringComparison.Ordinal);
        Assert.Contains("    A06 分值：（空） → 5", shown, StringComparison.Ordinal);
        Assert.Contains("    A06 官方条款：（空） → 5.10", shown, StringComparison.Ordinal);
        Assert.Contains("新增 1 项，去掉 1 项，改动 1 项。", shown, StringComparison.Ordinal);
        Assert.Empty(await office.StoredAsync());

        Assert.Equal(3, (await office.ImportAsync(file, null)).Code);
        Assert.Equal(3, (await office.ImportAsync(file, "00000000")).Code);
        Assert.Empty(await office.StoredAsync());
        var (code, said) = await office.ImportAsync(file, ListOffice.CodeIn(shown));
        Assert.True(code == 0, said);
        Assert.Equal("李测试", Assert.Single(await office.StoredAsync()).By);
        Assert.Equal("checklist-published", Assert.Single(await office.AuditAsync("2026-04-01")).Action);
        Assert.Same(old, office.Regulations.On(new DateOnly(2026, 3, 31)).SelfCheck);

        office.Bot.Time.Advance(TimeSpan.FromDays(31));
        await SelfCheckAsync();
        var results = await office.Bot.InScopeAsync(scope => scope.GetRequiredService<ICheckResults>().OfAsync(workshop.Id, 5, default));
        Assert.Equal([new DateOnly(2026, 4, 1), old.From], results.Select(result => result.Revision));
        Assert.Contains(results[0].Answers, answer => answer.ItemId == "A10");
        Assert.DoesNotContain(results[1].Answers, answer => answer.ItemId == "A10");
        Assert.Equal(before, await office.Bot.SayAsync("owner", "自查记录 1"));
        Assert.Contains("2026-04-01 版", await office.Bot.SayAsync("owner", "自查记录 2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_server_reads_the_revision_as_it_was_brought_in()
    {
        await PublishAsync();
        var published = office.Regulations.SelfCheck.All[^1];
        office.Regulations.SelfCheckShelf.Put([]);
        Assert.NotEqual(published.From, office.Regulations.SelfCheck.All[^1].From);

        await office.Bot.Services.GetRequiredService<BotAssistant.Bot.Jobs.ChecklistRefresh>().RunOnceAsync(default);
        Assert.True(new ChecklistChange(published, office.Regulations.SelfCheck.All[^1]).IsNone);
    }

    [Fact]
    public async Task Before_its_day_a_revision_can_be_withdrawn_and_after_it_no_more()
    {
        await PublishAsync();
        Assert.Equal(0, (await office.WithdrawAsync(new DateOnly(2026, 4, 1))).Code);
        Assert.Equal(new DateOnly(2017, 5, 1), office.Regulations.SelfCheck.All[^1].From);
        Assert.NotNull(Assert.Single(await office.StoredAsync()).WithdrawnAt);

        await PublishAsync();
        office.Bot.Time.Advance(TimeSpan.FromDays(31));
        var (code, said) = await office.WithdrawAsync(new DateOnly(2026, 4, 1));
        Assert.Equal(2, code);
        Assert.Contains("已经生效", said, StringComparison.Ordinal);
        Assert.Equal(2, (await office.WithdrawAsync(new DateOnly(2017, 5, 1))).Code);
    }

    [Fact]
    public async Task An_export_that_somebody_has_overtaken_and_a_dropped_number_are_refused()
    {
        var stale = (await office.ExportAsync("2026-05-01")).Write();
        await PublishAsync();
        Assert.Contains("“说明”表第 3 行 B 列：这份表改自 2017-05-01 那一版，现在最新的是 2026-04-01 那一版", (await office.CheckAsync(stale)).Said, StringComparison.Ordinal);

        var book = await office.ExportAsync("2026-05-01");
        var row = book.Items.LastRow + 1;
        foreach (var (column, text) in new[] { ("A", "B04"), ("B", "B"), ("C", "又来了"), ("D", "看看"), ("H", "示例"), ("I", "示例") })
        {
            book.Items.Write(row, column, text);
        }

        Assert.Contains($"“清单”表第 {row} 行 A 列：编号 B04 以前用过", (await office.CheckAsync(book.Write())).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_asks_which_list_holds_and_which_is_coming()
    {
        await office.Bot.BindAsync("officer", BotAssistant.People.Role.Officer, "330203");
        Assert.Contains("现行：2017-05-01 起，94 项", await office.Bot.SayAsync("officer", "清单"), StringComparison.Ordinal);
        await PublishAsync();
        Assert.Contains("待生效：2026-04-01 起，94 项（关键项 30 项），李测试 于 2026-03-02 导入", await office.Bot.SayAsync("officer", "清单"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_and_programs_do_to_a_sheet_is_tolerated()
    {
        var book = await office.ExportAsync();
        book.Settings[4, "B"] = new OoxmlCell(Number: new DateTime(2026, 4, 1).ToOADate(), IsDay: true);
        book.Settings.Write(7, "B", "２０２６年３月１日");
        book.Items.Write(2, "A", "　ａ０１ ");
        book.Items.Write(2, "B", "证照和公示");
        book.Items.Write(2, "F", "✓");
        book.Items.Write(3, "F", "Y");
        book.Items.Write(2, "G", "２");
        book.Items.Write(book.Items.LastRow + 3, "C", "  ");
        foreach (var row in book.Items.Rows.Keys.ToList())
        {
            (book.Items[row, "C"], book.Items[row, "Z"]) = (null, book.Items[row, "C"]);
        }

        var (code, said) = await office.CheckAsync(book.Write());
        Assert.True(code == 0, said);
        Assert.Contains("内容没有变化。", said, StringComparison.Ordinal);
    }

    private async Task PublishAsync()
    {
        var file = Edited(await office.ExportAsync()).Write();
        var (code, said) = await office.ImportAsync(file, ListOffice.CodeIn((await office.CheckAsync(file)).Said));
        Assert.True(code == 0, said);
    }

    /// <summary>Text, points and clause of A06, without B04, with a new A10.</summary>
    private static OoxmlBook Edited(OoxmlBook book)
    {
        var (items, a06) = (book.Items, book.Items.RowOf("A06"));
        items.Write(a06, "C", "登记证挂在进门的墙上");
        items[a06, "G"] = new OoxmlCell(Number: 5);
        items.Write(a06, "J", "5.10");
        items.Rows.Remove(items.RowOf("B04"));
        var row = items.LastRow + 1;
        foreach (var (column, text) in new[] { ("A", "A10"), ("B", "A"), ("C", "门口贴了监督电话"), ("D", "看看墙上"), ("E", "照片"), ("F", "是"), ("G", "3"), ("H", "局里要求"), ("I", "示例") })
        {
            items.Write(row, column, text);
        }

        return book;
    }

    private async Task SelfCheckAsync()
    {
        await office.Bot.SayAsync("owner", "自查 关键项");
        for (var page = 0; page < 40; page++)
        {
            var said = await office.Bot.SayAsync("owner", "都符合");
            if (said.Contains("得分", StringComparison.Ordinal))
            {
                return;
            }

            if (said.Contains("提交", StringComparison.Ordinal) && (await office.Bot.SayAsync("owner", "1")).Contains("得分", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The self-check did not come to its end.");
    }
}
