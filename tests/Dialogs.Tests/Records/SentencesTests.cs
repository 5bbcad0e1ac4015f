using System.Globalization;
using BotAssistant.Dialogs.Records;
using BotAssistant.Records;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Records;

/// <summary>How owners tell of goods. What is not understood to the last word is refused whole.</summary>
public sealed class SentencesTests
{
    private static readonly Sentences Sentences = new(ShippedDialogs.Texts);
    private static readonly DateOnly Today = ShippedDialogs.Today;

    [Theory]
    [InlineData("面粉 50公斤", "面粉 50公斤")]
    [InlineData("面粉50公斤，白糖10斤", "面粉 50公斤、白糖 10斤")]
    [InlineData("面粉 50公斤 白糖 10斤", "面粉 50公斤、白糖 10斤")]
    [InlineData("50公斤面粉和10斤白糖", "面粉 50公斤、白糖 10斤")]
    [InlineData("面粉五十公斤和白糖十斤还有食用油两桶", "面粉 50公斤、白糖 10斤、食用油 2桶")]
    [InlineData("和田枣 3斤", "和田枣 3斤")]
    [InlineData("五花肉三斤半", "五花肉 3.5斤")]
    [InlineData("八角 二两、半斤桂皮", "八角 2两、桂皮 0.5斤")]
    [InlineData("３袋　面粉", "面粉 3袋")]
    [InlineData("食用碱 2.5kg", "食用碱 2.5kg")]
    [InlineData("进口奶粉 2箱", "进口奶粉 2箱")]
    [InlineData("3.5公斤面粉", "面粉 3.5公斤")]
    [InlineData("一百二十斤粳米", "粳米 120斤")]
    public void Things_and_amounts_are_read(string typed, string items) => Assert.Equal(items, Shown(typed));

    [Theory]
    [InlineData("面粉 50公斤 供货商 城西粮油 0574-87654321", "2026-03-02", "城西粮油", "0574-87654321")]
    [InlineData("今天从城西粮油进了50公斤面粉", "2026-03-02", "城西粮油", null)]
    [InlineData("昨天在三北粮店买了两袋面粉", "2026-03-01", "三北粮店", null)]
    [InlineData("2月28日 面粉 2袋 供应商：城西粮油，电话 19900000001", "2026-02-28", "城西粮油", "19900000001")]
    [InlineData("2025-12-31 面粉 2袋", "2025-12-31", null, null)]
    public void Day_supplier_and_telephone_are_taken_out_of_the_sentence(string typed, string day, string? supplier, string? phone)
    {
        Assert.Null(Sentences.ReadPurchase(typed, Today, out var purchase));
        Assert.Equal((day, supplier, phone), (purchase.On.ToString("O", CultureInfo.InvariantCulture), purchase.Supplier, purchase.Phone));
        Assert.Single(purchase.Items);
    }

    [Fact]
    public void A_batch_is_read()
    {
        Assert.Null(Sentences.ReadPurchase("面粉 2袋 批号 20260201A 供货商 城西粮油", Today, out var purchase));
        Assert.Equal(("20260201A", "城西粮油", "面粉"), (purchase.Batch, purchase.Supplier, purchase.Items[0].What));
    }

    [Theory]
    [InlineData("", "purchase-unread")]
    [InlineData("面粉", "amount-missing")]
    [InlineData("面粉 50", "amount-missing")]
    [InlineData("50公斤", "amount-missing")]
    [InlineData("面粉 50公斤 质量很好", "amount-missing")]
    [InlineData("面粉 50公斤，白糖", "amount-missing")]
    [InlineData("面粉 0公斤", "amount-unread")]
    [InlineData("2026-03-03 面粉 2袋", "date-future")]
    [InlineData("2026-02-30 面粉 2袋", "date-unread")]
    public void What_is_not_understood_is_refused(string typed, string code) => Assert.Equal(code, Sentences.ReadPurchase(typed, Today, out _)?.Code);

    [Theory]
    [InlineData("今天从城西粮油进了50公斤面粉和10斤白糖", true)]
    [InlineData("昨天买了两袋面粉", true)]
    [InlineData("今天天气不错", false)]
    [InlineData("从东门进", false)]
    [InlineData("今天50公斤", false)]
    public void A_sentence_without_a_command_word_is_a_purchase_only_when_it_says_so(string typed, bool isPurchase) => Assert.Equal(isPurchase, Sentences.IsPurchase(typed, Today));

    [Theory]
    [InlineData("山梨酸钾 5克 用于 年糕", "山梨酸钾 5克", "年糕", null)]
    [InlineData("昨天 泡打粉 半斤 加入 馒头，称量人 李阿姨", "泡打粉 0.5斤", "馒头", "李阿姨")]
    public void The_use_of_an_additive_is_read(string typed, string item, string product, string? person)
    {
        Assert.Null(Sentences.ReadUse(typed, Today, out var use));
        Assert.Equal((item, product, person), (Items.Of([use.Item]), use.Product, use.Person));
    }

    [Theory]
    [InlineData("山梨酸钾 5克", "additive-unread")]
    [InlineData("山梨酸钾 用于 年糕", "amount-missing")]
    [InlineData("山梨酸钾 5克、甜蜜素 2克 用于 年糕", "additive-one")]
    public void A_use_that_is_not_whole_is_refused(string typed, string code) => Assert.Equal(code, Sentences.ReadUse(typed, Today, out _)?.Code);

    [Theory]
    [InlineData("面粉", 2001, "公斤", true)]
    [InlineData("面粉", 2000, "公斤", false)]
    [InlineData("面粉", 3, "吨", true)]
    [InlineData("鸡蛋", 1001, "箱", true)]
    [InlineData("山梨酸钾", 5000, "克", false)]
    public void So_much_is_asked_about_again(string what, int amount, string unit, bool absurd) => Assert.Equal(absurd, Sentences.IsAbsurd(new LedgerItem(what, amount, unit)));

    [Theory]
    [InlineData("2026-12-31", "2026-12-31")]
    [InlineData("2026年12月31日", "2026-12-31")]
    [InlineData("明年3月1日", "2027-03-01")]
    [InlineData("３月５号", "2026-03-05")]
    [InlineData("明年", null)]
    [InlineData("2026-12-31 左右", null)]
    [InlineData("2026-13-01", null)]
    public void A_day_is_read_whole(string typed, string? day)
    {
        var refusal = Sentences.ReadDay(typed, Today, out var read);
        Assert.Equal(day, refusal is null ? read.ToString("O", CultureInfo.InvariantCulture) : null);
    }

    private static string Shown(string typed)
    {
        Assert.Null(Sentences.ReadPurchase(typed, Today, out var purchase)?.Code);
        return Items.Of(purchase.Items);
    }
}
