using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Documents;
using Xunit;

namespace BotAssistant.Integrations.Tests.Documents;

public sealed class CheckRecordTests
{
    [Fact]
    public void A_record_names_score_faults_actions_revision_and_what_is_not_official()
    {
        var record = PrintShop.Record();
        var document = PrintShop.Keep(PrintShop.Documents.CheckRecord(record));
        var text = string.Concat(PrintShop.Read(document));

        Assert.Equal(("自查记录-12号-海曙老街年糕坊.pdf", "application/pdf"), (document.Name, document.ContentType));
        Assert.Contains($"得分{record.Result.Score.Percent!.Value.ToString("0.#", CultureInfo.InvariantCulture)}分", text, StringComparison.Ordinal);
        Assert.Contains($"{PrintShop.List.From:yyyy-MM-dd}版", text, StringComparison.Ordinal);
        Assert.Contains("食品小作坊自查记录", text, StringComparison.Ordinal);
        Assert.Contains("示例", text, StringComparison.Ordinal);
        Assert.Contains("待核定", text, StringComparison.Ordinal);
        Assert.Contains("2026-06-01", text, StringComparison.Ordinal);
        Assert.All(record.Result.Faults, fault => Assert.Contains(fault.ItemId, text, StringComparison.Ordinal));
        Assert.All(record.Actions, action => Assert.Contains($"整改{action.Number}号", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_item_is_on_it_and_every_page_has_the_head_and_its_number()
    {
        var pages = PrintShop.Read(PrintShop.Documents.CheckRecord(PrintShop.Record()));

        Assert.InRange(pages.Count, 3, 12);
        Assert.All(PrintShop.List.Items, item => Assert.Contains(pages, page => page.Contains(item.Id, StringComparison.Ordinal)));
        for (var page = 0; page < pages.Count; page++)
        {
            Assert.Contains($"第{page + 1}页，共{pages.Count}页", pages[page], StringComparison.Ordinal);
            Assert.Contains("编号要求", pages[page], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_is_small_and_the_same_for_the_same_record()
    {
        var record = PrintShop.Record();
        var document = PrintShop.Documents.CheckRecord(record);

        Assert.InRange(document.Bytes.Length, 10_000, 400_000);
        Assert.Equal(PrintShop.Read(document), PrintShop.Read(PrintShop.Documents.CheckRecord(record)));
    }

    [Fact]
    public void A_long_name_and_a_long_note_are_wrapped_not_cut()
    {
        var name = string.Concat(Enumerable.Repeat("慈城镇民权路", 7))[..40];
        var note = string.Concat(Enumerable.Repeat("窗台有灰，", 40));
        var text = string.Concat(PrintShop.Read(PrintShop.Keep(PrintShop.Documents.CheckRecord(PrintShop.Record(name, note)))));

        Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.Equal(40 * PrintShop.Record().Result.Faults.Count(), text.Split("窗台有灰").Length - 1);
    }

    [Fact]
    public void A_record_of_a_list_that_is_gone_still_has_its_verdicts()
    {
        var text = string.Concat(PrintShop.Read(PrintShop.Documents.CheckRecord(PrintShop.Record() with { List = null })));

        Assert.Contains("这一版清单已经没有了", text, StringComparison.Ordinal);
        Assert.Contains("不符合", text, StringComparison.Ordinal);
        Assert.Contains("A01", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_without_faults_says_so()
    {
        var record = PrintShop.Record();
        var clean = record.Result with { Answers = [new ItemAnswer("A01", Verdict.Conforms, null, [])] };

        Assert.Contains("没有不符合的项", string.Concat(PrintShop.Read(PrintShop.Documents.CheckRecord(record with { Result = clean, Actions = [] }))), StringComparison.Ordinal);
    }
}
