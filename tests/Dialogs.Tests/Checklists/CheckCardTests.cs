using BotAssistant.Checklists;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Checklists;

public sealed class CheckCardTests
{
    private static readonly Checklist Old = ShippedDialogs.Rules.SelfCheck.All[^1];

    private static readonly CheckResult Result = new(
        Guid.Empty, 7, Guid.Empty, Old.Id, Old.From, CheckScope.Whole, null, ShippedDialogs.Now, "王小明", new Score(88.8m, "一般", 1, 2, 1, 1),
        [new ItemAnswer("A08", Verdict.Fault, null, ["aa"]), new ItemAnswer("A06", Verdict.Fault, "掉下来了", []), new ItemAnswer("A05", Verdict.NotApplicable, "不上网卖", []), new ItemAnswer("A01", Verdict.Conforms, null, [])]);

    [Fact]
    public void A_result_is_read_by_the_revision_it_was_made_with_whatever_the_list_says_today()
    {
        var today = Old with { From = new DateOnly(2031, 1, 1), Chapters = [Old.Chapters[0] with { Items = [Old.Chapters[0].Items[0] with { Text = "另一句话" }] }] };
        var before = Card(Old).Of(Result, "阿四年糕坊");
        Assert.Equal(before, Card(Old, today).Of(Result, "阿四年糕坊"));
        Assert.Contains("A06 登记证挂在明显的地方：掉下来了", before, StringComparison.Ordinal);
        Assert.Contains("A08 食品安全承诺书签了字，贴在醒目的地方（照片 1 张）", before, StringComparison.Ordinal);
        Assert.Contains("A05 网上卖的，登记证上已经写明：不上网卖", before, StringComparison.Ordinal);
        Assert.Contains("88.8", before, StringComparison.Ordinal);
        Assert.Contains("示例", before, StringComparison.Ordinal);
    }

    [Fact]
    public void Critical_faults_come_first()
    {
        var shown = Card(Old).Of(Result, "阿四年糕坊");
        Assert.True(shown.IndexOf("A06", StringComparison.Ordinal) < shown.IndexOf("A08", StringComparison.Ordinal));
    }

    [Fact]
    public void Even_without_its_revision_a_result_can_be_read()
    {
        var shown = Card(Old with { From = new DateOnly(2031, 1, 1) }).Of(Result, "阿四年糕坊");
        Assert.Contains("A06", shown, StringComparison.Ordinal);
        Assert.Contains("hygiene-self-check，2017-05-01 版", shown, StringComparison.Ordinal);
    }

    private static CheckCard Card(params Checklist[] revisions)
        => new(ShippedDialogs.Texts, ShippedDialogs.Rules with { SelfCheck = new Revisions<Checklist>(revisions) });
}
