using System.Text.Json;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Checklists;

/// <summary>One sentence about a chapter of eleven items: what is recorded, or that nothing is.</summary>
public sealed class BatchAnswerTests
{
    private const string All = "1+ 2+ 3+ 4+ 5+ 6+ 7+ 8+ 9+ 10+ 11+";

    [Theory]
    [InlineData("1", All)]
    [InlineData("本章全部符合", All)]
    [InlineData("都符合。", All)]
    [InlineData("没问题", All)]
    [InlineData("全都做到了", All)]
    [InlineData("3、5 不符合", "3- 5-")]
    [InlineData("3,5不符合", "3- 5-")]
    [InlineData("3 5 没做到", "3- 5-")]
    [InlineData("C3和c05不符合", "3- 5-")]
    [InlineData("第3项、第5项不符合", "3- 5-")]
    [InlineData("不符合的有3和5", "3- 5-")]
    [InlineData("不符合：3、5，不适用：10", "3- 5- 10x")]
    [InlineData("3-5不符合", "3- 4- 5-")]
    [InlineData("3到5没做到，10不适用", "3- 4- 5- 10x")]
    [InlineData("都符合，除了3和5", "1+ 2+ 3- 4+ 5- 6+ 7+ 8+ 9+ 10+ 11+")]
    [InlineData("除了3和5都符合", "1+ 2+ 3- 4+ 5- 6+ 7+ 8+ 9+ 10+ 11+")]
    [InlineData("除3、5以外全部符合", "1+ 2+ 3- 4+ 5- 6+ 7+ 8+ 9+ 10+ 11+")]
    [InlineData("除了10不适用 没有厕所，其他都符合", "1+ 2+ 3+ 4+ 5+ 6+ 7+ 8+ 9+ 10x没有厕所 11+")]
    [InlineData("3不符合，其余都符合", "1+ 2+ 3- 4+ 5+ 6+ 7+ 8+ 9+ 10+ 11+")]
    [InlineData("都符合，3、5不符合", "1+ 2+ 3- 4+ 5- 6+ 7+ 8+ 9+ 10+ 11+")]
    [InlineData("3 不符合 纱窗破了2处，5 不符合", "3-纱窗破了2处 5-")]
    [InlineData("3不符合 太挤，转不开身，其他都符合", "1+ 2+ 3-太挤 转不开身 4+ 5+ 6+ 7+ 8+ 9+ 10+ 11+")]
    [InlineData("3不符合 纱窗破了 其他都符合", "1+ 2+ 3-纱窗破了 4+ 5+ 6+ 7+ 8+ 9+ 10+ 11+")]
    [InlineData("10不适用 没有厕所 11不适用 没有停过，其他都符合", "1+ 2+ 3+ 4+ 5+ 6+ 7+ 8+ 9+ 10x没有厕所 11x没有停过")]
    [InlineData("10不适用 没有厕所11不适用 没有停过，其他都符合", "1+ 2+ 3+ 4+ 5+ 6+ 7+ 8+ 9+ 10x没有厕所 11x没有停过")]
    [InlineData("10不适用 只做外卖", "10x只做外卖")]
    [InlineData("2不符合，还有3也不符合", "2- 3-")]
    [InlineData("全部不符合", "1- 2- 3- 4- 5- 6- 7- 8- 9- 10- 11-")]
    public async Task A_sentence_is_recorded_item_by_item(string sentence, string expected)
        => Assert.Equal(expected, Shown((await AnswerAsync(sentence)).Recorded));

    [Theory]
    [InlineData("3")]
    [InlineData("3、5")]
    [InlineData("除了3和5")]
    [InlineData("都")]
    [InlineData("12 不符合")]
    [InlineData("D3 不符合")]
    [InlineData("1 不适用")]
    [InlineData("全部不适用")]
    [InlineData("都符合，但是冰箱坏了")]
    [InlineData("冰箱坏了")]
    [InlineData("基本符合")]
    [InlineData("不太符合")]
    [InlineData("3楼地面破了")]
    [InlineData("2不符合 那个第三也没做到，其他都符合")]
    [InlineData("３")]
    [InlineData("３楼")]
    public async Task What_is_not_understood_to_the_last_word_is_not_recorded(string sentence)
        => Assert.Null((await AnswerAsync(sentence)).Recorded);

    [Fact]
    public async Task Items_that_were_not_spoken_of_are_asked_before_anything_else()
    {
        var reply = (await AnswerAsync("3、5 不符合 太挤")).Reply;
        Assert.Contains("还有 9 项没说到", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("C03", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_asked_what_is_wrong_unless_that_was_said_with_it()
    {
        Assert.Contains("C03　场地够用，和做的品种、数量相配：不符合", (await AnswerAsync("都符合，除了3、5")).Reply.Text, StringComparison.Ordinal);
        Assert.Contains("都查完了", (await AnswerAsync("3不符合 太挤，其他都符合")).Reply.Text, StringComparison.Ordinal);
    }

    private static async Task<(string? Recorded, DialogReply Reply)> AnswerAsync(string sentence)
    {
        var dialog = ShippedDialogs.Catalog.Find(SelfCheckDialog.Name)!;
        var draft = ShippedDialogs.Draft(dialog.Name);
        (draft.Answers["workshop"], draft.Answers["scope"], draft.Answers["chapter"]) = ("00000000-0000-0000-0000-000000000001", "chapter", "C");
        var reply = await new DialogSession(dialog, ShippedDialogs.Texts, new FakeHost()).AnswerAsync(draft, Heard.Words(sentence), ShippedDialogs.Now, TestContext.Current.CancellationToken);
        return (reply.Draft!.Answers.GetValueOrDefault("page:C:verdicts"), reply);
    }

    /// <summary>{"C03":"-太挤"} as "3-太挤".</summary>
    private static string? Shown(string? recorded) => recorded is null ? null : string.Join(' ', JsonSerializer.Deserialize<Dictionary<string, string>>(recorded)!
        .Select(pair => $"{pair.Key[1..].TrimStart('0')}{pair.Value.Replace('0', 'x')}"));
}
