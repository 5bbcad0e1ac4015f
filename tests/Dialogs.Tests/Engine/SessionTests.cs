using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Filings;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

/// <summary>What a person can do at any question (promise 8), on the filing dialog.</summary>
public sealed class SessionTests
{
    private readonly FakeHost host = new();
    private readonly DialogSession session;
    private Draft draft = new(FilingDialog.Name, "abc123", ShippedDialogs.Now);

    public SessionTests() => session = new DialogSession(ShippedDialogs.Catalog.Find(FilingDialog.Name)!, ShippedDialogs.Texts, host);

    [Fact]
    public async Task Back_asks_the_last_question_again_and_forgets_its_answer_only()
    {
        await SayAsync("1", "阿四年糕坊", "王小明");
        var back = await DoAsync(() => session.BackAsync(draft, ShippedDialogs.Now, default));
        Assert.Contains("原来填的是：王小明", back.Text, StringComparison.Ordinal);
        Assert.Contains("【2】", back.Text, StringComparison.Ordinal);
        Assert.Equal("阿四年糕坊", draft.Answers["name"]);
        Assert.DoesNotContain("owner", draft.Answers.Keys);
    }

    [Fact]
    public async Task Back_at_the_first_question_says_so()
        => Assert.Contains("前面没有题目", (await DoAsync(() => session.BackAsync(draft, ShippedDialogs.Now, default))).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Correcting_an_answer_keeps_the_later_ones()
    {
        await SayAsync("1", "阿四年糕坊", "王小明", "330203190001010013");
        Assert.Contains("【1】", (await DoAsync(() => session.CorrectAsync(draft, 1, ShippedDialogs.Now, default))).Text, StringComparison.Ordinal);
        Assert.Contains("【4】", (await SayAsync("阿五年糕坊")).Text, StringComparison.Ordinal);
        Assert.Equal("王小明", draft.Answers["owner"]);
    }

    [Fact]
    public async Task Correcting_what_is_not_there_says_what_can_be_corrected()
    {
        await SayAsync("1", "阿四年糕坊");
        Assert.Contains("1 到 1", (await DoAsync(() => session.CorrectAsync(draft, 9, ShippedDialogs.Now, default))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_answer_records_nothing_and_says_why()
    {
        await SayAsync("1", "阿四年糕坊", "王小明");
        var wrong = await SayAsync("330203199001010011");
        Assert.Contains("校验位", wrong.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("id-number", draft.Answers.Keys);
    }

    [Fact]
    public async Task A_fresh_tap_answers_and_a_stale_one_is_declined()
    {
        var notice = await DoAsync(() => session.ShowAsync(draft, ShippedDialogs.Now, default));
        var tap = Tap.Parse(notice.Choices[0].Token)!;
        Assert.Contains("【1】", (await TapAsync(tap)).Text, StringComparison.Ordinal);
        Assert.Contains("不作数", (await TapAsync(tap)).Text, StringComparison.Ordinal);
        Assert.Contains("不作数", (await TapAsync(tap with { Instance = "other" })).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name", draft.Answers.Keys);
    }

    [Fact]
    public async Task A_photo_where_words_are_wanted_is_declined_and_the_reverse()
    {
        await SayAsync("1");
        Assert.Contains("不用发照片", (await DoAsync(() => session.AnswerAsync(draft, new Heard("", ["hash"]), ShippedDialogs.Now, default))).Text, StringComparison.Ordinal);
        draft = FilingScript.UpTo("identity-photo");
        Assert.Contains("这里要一张照片", (await SayAsync("在这里")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_command_asks_the_answer_it_names()
    {
        draft = await FilingScript.CompleteAsync(session, draft, stopBefore: "confirm");
        host.Verdict = _ => new Execution.Rejected("address", new Refusal("already-filing", ("number", "7")));
        var refused = await SayAsync("1");
        Assert.Contains("没有重复提交", refused.Text, StringComparison.Ordinal);
        Assert.Contains("详细地址", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("address", draft.Answers.Keys);
    }

    [Fact]
    public async Task A_changed_name_asks_for_the_signature_again()
    {
        draft = await FilingScript.CompleteAsync(session, draft, stopBefore: "confirm");
        await DoAsync(() => session.CorrectAsync(draft, 2, ShippedDialogs.Now, default));
        Assert.Contains("作为签名", (await SayAsync("王小亮")).Text, StringComparison.Ordinal);
        Assert.Contains("对不上", (await SayAsync("王小明")).Text, StringComparison.Ordinal);
        Assert.Contains("请核对", (await SayAsync("王小亮")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_list_asks_only_for_what_is_new()
    {
        draft = await FilingScript.CompleteAsync(session, draft, stopBefore: "confirm");
        await DoAsync(() => session.CorrectAsync(draft, 9, ShippedDialogs.Now, default));
        Assert.Contains("“红糖”从哪里买的", (await SayAsync("加 红糖")).Text, StringComparison.Ordinal);
        Assert.Contains("请核对", (await SayAsync("自产")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_masks_what_is_sensitive()
    {
        draft = await FilingScript.CompleteAsync(session, draft, stopBefore: "confirm");
        var summary = (await DoAsync(() => session.ShowAsync(draft, ShippedDialogs.Now, default))).Text;
        Assert.Contains("3302**********0013", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("330203190001010013", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("19900000001", summary, StringComparison.Ordinal);
    }

    private async Task<DialogReply> SayAsync(params string[] words)
    {
        DialogReply? reply = null;
        foreach (var word in words)
        {
            reply = await DoAsync(() => session.AnswerAsync(draft, Heard.Words(word), ShippedDialogs.Now, default));
        }

        return reply!;
    }

    private Task<DialogReply> TapAsync(Tap tap) => DoAsync(() => session.AnswerAsync(draft, new Heard("", []) { Tap = tap }, ShippedDialogs.Now, default));

    private async Task<DialogReply> DoAsync(Func<Task<DialogReply>> turn)
    {
        draft = FakeHost.ThroughJson(draft);
        var reply = await turn();
        draft = reply.Draft ?? draft;
        return reply;
    }
}
