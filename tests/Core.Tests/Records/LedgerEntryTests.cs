using BotAssistant.Core.Tests.Regulations;
using BotAssistant.Records;
using BotAssistant.Regulations;
using Xunit;
using static BotAssistant.Core.Tests.Workshops.Sample;

namespace BotAssistant.Core.Tests.Records;

public sealed class LedgerEntryTests
{
    private readonly LedgerEntry entry = new(
        Guid.NewGuid(), 12, Guid.NewGuid(), LedgerKind.Purchase, new DateOnly(2026, 11, 20), new LedgerItem("面粉", 50, "公斤"), new LedgerFacts { Supplier = "城西粮油" }, Start, "示例业主");

    [Fact]
    public void A_void_line_says_why_and_stays_as_it_was()
    {
        Assert.Null(entry.Void("数量写错了", Day(1)));
        Assert.Equal((true, "数量写错了", Day(1)), (entry.IsVoid, entry.VoidReason, entry.VoidedAt));
        Assert.Equal(("面粉", 50m, "城西粮油"), (entry.Item.What, entry.Item.Amount, entry.Facts.Supplier));
    }

    [Fact]
    public void What_is_void_is_neither_voided_again_nor_given_a_receipt()
    {
        entry.Void("数量写错了", Day(1));
        Assert.Equal(["entry-void", "entry-void"], new[] { entry.Void("又错了", Day(2)), entry.Attach("aa") }.Select(refusal => refusal?.Code));
        Assert.Equal(("数量写错了", 0), (entry.VoidReason, entry.Facts.Photos.Count));
    }

    [Fact]
    public void The_same_photo_twice_is_one_receipt()
    {
        entry.Attach("aa");
        entry.Attach("aa");
        entry.Attach("bb");
        Assert.Equal(["aa", "bb"], entry.Facts.Photos);
    }

    [Fact]
    public void The_same_is_the_same_thing_and_amount_in_the_same_unit()
    {
        Assert.True(entry.Item.IsSame(new LedgerItem("面粉", 50.0m, "公斤")));
        Assert.False(entry.Item.IsSame(new LedgerItem("面粉", 50, "斤")));
        Assert.False(entry.Item.IsSame(new LedgerItem("白糖", 50, "公斤")));
    }

    [Fact]
    public void A_certificate_counts_its_days_and_lasts_a_year_at_most()
    {
        var paper = new HealthCertificate(Guid.NewGuid(), 1, Guid.NewGuid(), "李阿姨", null, new DateOnly(2026, 3, 10), null, Start, "示例业主");
        Assert.Equal((8, 0, -1), (paper.DaysLeft(new DateOnly(2026, 3, 2)), paper.DaysLeft(paper.ExpiresOn), paper.DaysLeft(new DateOnly(2026, 3, 11))));
        var rule = Shipped.Rules.HealthCheck;
        Assert.Equal(new DateOnly(2027, 3, 2), rule.LatestOn(new DateOnly(2026, 3, 2)));
        Assert.True(rule.Certainty == Certainty.Found || rule.Basis.Contains("待核定", StringComparison.Ordinal));
    }
}
