using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BotAssistant.Messaging;
using BotAssistant.WeChat.Sending;
using CsCheck;
using Xunit;

namespace BotAssistant.Integrations.Tests.WeChat;

/// <summary>A message in WeChat's shape: parts, choices, nothing of a person's that turns into a link.</summary>
public sealed class MessageTextTests
{
    private const int Limit = 2047;

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Any("年", "糕", "。", "，", "！", "；", "\n", " ", "a", "Z", "9", "🍡", "👨‍👩‍👧‍👦", "e\u0301", "\r\n", "<", "<a href=\"x\">", "</a>", "&", "]]>", "\u200d"),
        Any(ChoiceLink.Of(new("确认提交", "t.1")), ChoiceLink.Of(new("a", "b"))),
        Gen.Char.Where(c => !char.IsSurrogate(c)).Select(c => c.ToString())).List[0, 400].Select(parts => string.Concat(parts));

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    [Fact]
    public void Parts_are_the_text_within_the_limit_and_break_nothing() => Gen.Select(AnyText, Gen.Int[120, 300]).Sample((text, limit) =>
    {
        var parts = TextSplitter.Split(text, limit);

        Assert.Equal(text, string.Concat(parts));
        Assert.All(parts, part =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(part), 1, limit);
            Assert.False(char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1]));
        });
        Assert.Equal(Links(text), parts.Sum(Links));
    }, iter: 3_000);

    [Fact]
    public void Graphemes_are_whole_where_they_fit()
    {
        var family = string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 40));
        foreach (var part in TextSplitter.Split(family, 100))
        {
            Assert.Equal(0, part.Length % "👨‍👩‍👧‍👦".Length);
        }
    }

    [Fact]
    public void A_grapheme_longer_than_a_part_is_cut_between_code_points()
    {
        var zalgo = "a" + string.Concat(Enumerable.Repeat("\u0301", 2_000));

        var parts = TextSplitter.Split(zalgo, 200);

        Assert.Equal(zalgo, string.Concat(parts));
        Assert.All(parts, part => Assert.InRange(Encoding.UTF8.GetByteCount(part), 1, 200));
    }

    [Theory]
    [InlineData("。")]
    [InlineData("！")]
    [InlineData("？")]
    [InlineData("；")]
    [InlineData("\n")]
    [InlineData("，")]
    public void A_part_ends_at_a_border(string border)
    {
        var sentence = new string('年', 30) + border;
        var parts = TextSplitter.Split(string.Concat(Enumerable.Repeat(sentence, 30)), 300);

        Assert.All(parts, part => Assert.EndsWith(border, part, StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentence_goes_before_a_comma() =>
        Assert.EndsWith("。", TextSplitter.Split(new string('年', 60) + "。" + new string('年', 20) + "，" + new string('年', 60), 300)[0], StringComparison.Ordinal);

    [Theory]
    [InlineData(2046, 1)]
    [InlineData(2047, 1)]
    [InlineData(2048, 2)]
    public void The_limit_counts_bytes(int bytes, int parts) => Assert.Equal(parts, Render(new string('x', bytes)).Count);

    [Fact]
    public void Two_thousand_Chinese_characters_are_numbered_parts()
    {
        var text = string.Concat(Enumerable.Repeat("小作坊应当建立进货查验记录。", 150));
        var parts = Render(text);

        Assert.Equal(4, parts.Count);
        Assert.All(parts.Index(), part => Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"({part.Index + 1}/4)\n"), part.Item, StringComparison.Ordinal));
        Assert.All(parts, part => Assert.InRange(Encoding.UTF8.GetByteCount(part), 1, Limit));
        Assert.Equal(text, string.Concat(parts.Select(part => part[6..])));
    }

    [Fact]
    public void More_than_99_parts_are_within_the_limit_too() =>
        Assert.All(MessageText.Render(new(new string('年', 9_000)), 200), part => Assert.InRange(Encoding.UTF8.GetByteCount(part.Body), 1, 200));

    [Fact]
    public void Choices_are_numbered_links() => Assert.Equal(
        """
        确认提交？
        1. <a href="weixin://bizmsgmenu?msgmenucontent=提交&msgmenuid=f:1.yes">提交</a>
        2. <a href="weixin://bizmsgmenu?msgmenucontent=A%26B%20%22C%22&msgmenuid=f%3D%3F%25">A&B "C"</a>
        """,
        Assert.Single(Render("确认提交？", new("提交", "f:1.yes"), new("A&B \"C\"", "f=?%"))), ignoreLineEndingDifferences: true);

    [Fact]
    public void Links_that_would_cost_a_part_are_plain_numbers()
    {
        var body = Assert.Single(Render(new string('年', 640), new Choice("提交", "t1"), new Choice("修改", "t2")));

        Assert.EndsWith("年\n1. 提交\n2. 修改", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_in_a_long_message_stay_whole()
    {
        var choices = Enumerable.Range(1, 12).Select(n => new Choice($"第{n}家小作坊", $"token-{n}")).ToArray();
        var parts = Render(string.Concat(Enumerable.Repeat("小作坊应当建立进货查验记录。", 120)), choices);

        Assert.All(parts, part => Assert.Equal(Regex.Count(part, "<a "), Regex.Count(part, "</a>")));
    }

    [Fact]
    public void A_choice_too_long_for_a_link_is_a_plain_number() =>
        Assert.DoesNotContain(Render("选", new Choice(new string('长', 700), "t")), part => part.Contains("<a", StringComparison.Ordinal));

    [Theory]
    [InlineData("<a href=\"http://evil\">点这里</a>", "＜a href=\"http://evil\">点这里＜/a>")]
    [InlineData("< A>x</ a>", "＜ A>x＜/ a>")]
    [InlineData("3<5 && b<c", "3<5 && b<c")]
    public void A_persons_words_make_no_link(string text, string shown)
    {
        Assert.Equal(shown, Assert.Single(Render(text)));
        Assert.Equal($"x\n1. {shown}", WithoutOwnLinks(Assert.Single(Render("x", new Choice(text, "t")))));
    }

    [Fact]
    public void Control_characters_and_lone_surrogates_go() => Assert.Equal("ab c", Assert.Single(Render("a\u0000b\u0008\uD800 c\uFFFF")));

    [Fact]
    public void An_empty_message_is_one_empty_part() => Assert.Equal("", Assert.Single(Render("")));

    private static string WithoutOwnLinks(string text) => Regex.Replace(text, "<a href=\"weixin://bizmsgmenu[^\"]*\">(.*)</a>", "$1");

    private static int Links(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            count += ChoiceLink.LengthAtStart(text.AsSpan(i)) > 0 ? 1 : 0;
        }

        return count;
    }

    private static List<string> Render(string text, params Choice[] choices) =>
        [.. MessageText.Render(new OutboundMessage(text) { Choices = choices }, Limit).Select(part => part.Body)];
}
