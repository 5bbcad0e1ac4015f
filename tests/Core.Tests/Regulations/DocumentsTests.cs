using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Core.Tests.Regulations;

public sealed class DocumentsTests
{
    [Fact]
    public void The_notice_says_who_why_what_how_long_and_which_rights()
    {
        var notice = Shipped.Rules.DataNotice.For("示例局", "0574-00000000");

        Assert.All(["示例局", "0574-00000000", "谁在处理", "为什么", "收集什么", "怎么处理", "保存多久", "您的权利"], part => Assert.Contains(part, notice, StringComparison.Ordinal));
    }

    [Fact]
    public void The_notice_promises_the_draft_term_that_is_kept()
        => Assert.Contains($"草稿{Shipped.Rules.Retention.Of("draft").Days}天", Shipped.Rules.DataNotice.Text, StringComparison.Ordinal);

    [Fact]
    public void The_letter_names_workshop_and_owner_even_when_they_hold_braces()
    {
        var letter = Shipped.Rules.CommitmentLetter.For("{owner}坊", "示例业主");

        Assert.Contains("{owner}坊", letter, StringComparison.Ordinal);
        Assert.Contains("示例业主", letter, StringComparison.Ordinal);
    }

    [Fact]
    public void The_letter_fits_a_phone() => Assert.InRange(Shipped.Rules.CommitmentLetter.Text.Length, 100, 520);

    [Fact]
    public void What_is_a_sample_says_so_in_title_and_text()
    {
        Assert.Equal((Certainty.Sample, Certainty.Sample), (Shipped.Rules.DataNotice.Certainty, Shipped.Rules.CommitmentLetter.Certainty));
        Assert.All([Shipped.Rules.DataNotice.Title, Shipped.Rules.DataNotice.Text, Shipped.Rules.CommitmentLetter.Title, Shipped.Rules.CommitmentLetter.Text], text => Assert.Contains("示例", text, StringComparison.Ordinal));
    }
}
