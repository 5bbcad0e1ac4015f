using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Rendering;
using BotAssistant.Messaging;
using CsCheck;
using Xunit;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>A message in the shape of a channel.</summary>
public sealed class RenderingTests
{
    private static readonly Surface[] Surfaces = [Surface.Plain, Surface.WebChat, Surface.Of("msteams")];

    [Fact]
    public void A_text_is_plain_and_as_it_was_written()
    {
        var activity = Assert.Single(ActivityRenderer.Render(new OutboundMessage("第一行\r\n*不是*强调\n[x](http://y)"), Surface.WebChat, 4000));

        Assert.Equal(("message", "第一行\n*不是*强调\n[x](http://y)", "plain", "acceptingInput"), (activity.Type, activity.Text, activity.TextFormat, activity.InputHint));
        Assert.Null(activity.SuggestedActions);
    }

    [Fact]
    public void A_few_short_choices_are_buttons_and_numbers()
    {
        var message = Message("开工了吗？", "是", "否");

        var web = Assert.Single(ActivityRenderer.Render(message, Surface.WebChat, 4000));
        Assert.Equal(("开工了吗？\n1. 是\n2. 否", "expectingInput"), (web.Text, web.InputHint));
        Assert.Equal(
            """{"to":[],"actions":[{"type":"messageBack","title":"是","text":"是","displayText":"是","value":{"choice":"t1"}},{"type":"messageBack","title":"否","text":"否","displayText":"否","value":{"choice":"t2"}}]}""",
            Canonical(ActivityJson.Write(web.SuggestedActions), "to", "actions"));

        foreach (var channel in new[] { "msteams", "telegram", null })
        {
            var other = Assert.Single(ActivityRenderer.Render(message, Surface.Of(channel), 4000));
            Assert.Equal(["imBack", "imBack"], other.SuggestedActions!.Actions.Select(action => action.Type));
            Assert.Equal(["是", "否"], other.SuggestedActions.Actions.Select(action => (string?)action.Value));
            Assert.Equal(web.Text, other.Text);
        }
    }

    [Theory]
    [InlineData(7, "短")]
    [InlineData(2, "一个长得在按钮上放不下的选项一个长得在按钮上放不下的选项")]
    public void Many_or_long_choices_are_buttons_of_a_card_where_there_are_cards(int count, string label)
    {
        var message = Message("选哪个？", [.. Enumerable.Range(0, count).Select(i => $"{label}{i}")]);

        var web = Assert.Single(ActivityRenderer.Render(message, Surface.WebChat, 4000));
        var sets = Card(web)["body"]!.AsArray();
        Assert.Equal(count, sets.Sum(set => set!["actions"]!.AsArray().Count));
        Assert.All(sets, set => Assert.InRange(set!["actions"]!.AsArray().Count, 1, 5));
        Assert.Equal("t1", (string?)sets[0]!["actions"]![0]!["data"]!["choice"]);
        Assert.Contains($"\n{count}. {label}{count - 1}", web.Text, StringComparison.Ordinal);
        Assert.Null(web.SuggestedActions);

        var plain = Assert.Single(ActivityRenderer.Render(message, Surface.Plain, 4000));
        Assert.Equal((web.Text, null, null), (plain.Text, plain.Attachments, plain.SuggestedActions));
    }

    [Fact]
    public void An_overview_is_a_card_where_there_are_cards()
    {
        const string Text = "阿四年糕坊\n登记编号：330203-2026-00001\n状态：在册\n\n最近检查：\n2026-10-01：合格\n请按时自查。\n3. 第三条 [x](http://y) {{DATE(2026)}}";
        var message = new OutboundMessage(Text) { IsCard = true, Choices = [new("继续", "go")] };

        var activity = Assert.Single(ActivityRenderer.Render(message, Surface.Of("msteams"), 4000));

        Assert.Equal((null, Text + "\n1. 继续", null), (activity.Text, activity.Summary, activity.SuggestedActions));
        var card = Card(activity);
        Assert.Equal(("AdaptiveCard", "1.3", activity.Summary), ((string?)card["type"], (string?)card["version"], (string?)card["fallbackText"]));
        Assert.Equal(
            [
                """{"type":"TextBlock","text":"阿四年糕坊","wrap":true,"size":"Medium","weight":"Bolder"}""",
                """{"type":"FactSet","facts":[{"title":"登记编号","value":"330203-2026-00001"},{"title":"状态","value":"在册"}]}""",
                """{"type":"TextBlock","text":"最近检查","wrap":true,"weight":"Bolder","spacing":"Medium"}""",
                """{"type":"FactSet","facts":[{"title":"2026-10-01","value":"合格"}]}""",
                """{"type":"TextBlock","text":"请按时自查。","wrap":true}""",
                """{"type":"TextBlock","text":"3\\. 第三条 \\[x\\](http://y) \\{\\{DATE(2026)\\}\\}","wrap":true}""",
                """{"type":"TextBlock","text":"1\\. 继续","wrap":true}""",
                """{"type":"ActionSet","actions":[{"type":"Action.Submit","title":"继续","data":{"choice":"go"}}]}""",
            ],
            card["body"]!.AsArray().Select(element => element!.ToJsonString(ActivityJson.Options)));

        var plain = Assert.Single(ActivityRenderer.Render(message, Surface.Of("telegram"), 4000));
        Assert.Equal((activity.Summary, null), (plain.Text, plain.Attachments));
    }

    [Fact]
    public void An_overview_over_the_limit_is_text()
    {
        var activities = ActivityRenderer.Render(new OutboundMessage(string.Join('\n', Enumerable.Repeat("名称：值", 100))) { IsCard = true }, Surface.WebChat, 200);

        Assert.All(activities, activity => Assert.Null(activity.Attachments));
        Assert.True(activities.Count > 1);
    }

    [Fact]
    public void Only_the_last_part_has_the_choices()
    {
        var activities = ActivityRenderer.Render(Message(string.Concat(Enumerable.Repeat("一句话。", 100)), "是", "否"), Surface.WebChat, 200);

        Assert.All(activities.SkipLast(1), activity => Assert.Null(activity.SuggestedActions));
        Assert.Equal(2, activities[^1].SuggestedActions!.Actions.Count);
        Assert.EndsWith("1. 是\n2. 否", activities[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_survives_the_outbox()
    {
        var part = Assert.Single(MessagePart.Of(Message("多行\n\"文字\" 🍡", "是"), 4000));

        Assert.Equal(part.Write(), MessagePart.Read(part.Write())!.Write());
        Assert.Null(MessagePart.Read("{}"));
        Assert.Null(MessagePart.Read("text"));
    }

    [Fact]
    public void Nothing_is_lost_cut_within_a_character_or_too_long()
    {
        string[] pieces = ["字", "。", "，", "a", " ", "\n", "\n\n", "👨‍👩‍👧‍👦", "é", "🇨🇳", "e\u0301", "1. x"];
        Gen.Int[0, pieces.Length - 1].Array[0, 400].Select(chosen => string.Concat(chosen.Select(index => pieces[index]))).Sample(text =>
        {
            var parts = TextSplitter.Split(text, 50);
            Assert.All(parts, part => Assert.InRange(part.Length, 1, 50));
            Assert.Equal(text.Replace("\n", "", StringComparison.Ordinal), string.Concat(parts).Replace("\n", "", StringComparison.Ordinal));
            Assert.All(parts, part => Assert.False(char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1]) || part[0] is '\u200d' or '\u0301'));
        });
    }

    [Fact]
    public void A_cut_is_where_a_reader_pauses()
    {
        Assert.Equal(["一二三四五。", "六七八九十。"], TextSplitter.Split("一二三四五。六七八九十。", 8));
        Assert.Equal(["第一段。再来", "第二段。"], TextSplitter.Split("第一段。再来\n第二段。", 9));
        Assert.Equal(["一二三四五，", "六七八九十"], TextSplitter.Split("一二三四五，六七八九十", 8));
        Assert.Equal(["一二三四五六七八", "九十"], TextSplitter.Split("一二三四五六七八九十", 8));
    }

    [Fact]
    public void No_shape_has_a_null_or_an_empty_title()
    {
        foreach (var activity in Surfaces.SelectMany(surface => ActivityRenderer.Render(new OutboundMessage("x") { Choices = [new("", "t"), new("好", "t2")] }, surface, 4000)))
        {
            Assert.DoesNotContain("null", ActivityJson.Write(activity), StringComparison.Ordinal);
            Assert.Equal("好", Assert.Single(activity.SuggestedActions!.Actions).Title);
        }
    }

    private static OutboundMessage Message(string text, params string[] labels) =>
        new(text) { Choices = [.. labels.Select((label, index) => new Choice(label, $"t{index + 1}"))] };

    private static JsonObject Card(Activity activity)
    {
        var attachment = Assert.Single(activity.Attachments!);
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.ContentType);
        return attachment.Content!.AsObject();
    }

    private static string Canonical(string json, params string[] order)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        return new JsonObject(order.Select(name => KeyValuePair.Create(name, node[name]?.DeepClone()))).ToJsonString(ActivityJson.Options);
    }
}
