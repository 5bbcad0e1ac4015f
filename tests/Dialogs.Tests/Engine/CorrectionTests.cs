using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

public sealed class CorrectionTests
{
    [Fact]
    public async Task Going_back_forgets_the_last_answer_only_and_shows_what_it_was()
    {
        var chat = await AnsweredAsync();

        Assert.Equal("<second.label>原来填的是：b\n现在重新填：\n\n【2】<second.ask>", await chat.BackAsync());
        Assert.Equal(["first"], chat.Draft.Answers.Keys);
    }

    [Fact]
    public async Task Going_back_step_by_step_reaches_the_first_question_and_stops_there()
    {
        var chat = await AnsweredAsync();
        await chat.BackAsync();
        await chat.BackAsync();

        Assert.Equal("前面没有题目了。\n\n【1】<first.ask>", await chat.BackAsync());
    }

    [Fact]
    public async Task Correcting_an_answer_keeps_the_later_ones()
    {
        var chat = await AnsweredAsync();
        Assert.Contains("<first.ask>", await chat.CorrectAsync(1), StringComparison.Ordinal);

        Assert.Contains("<third.ask>", await chat.SayAsync("z"), StringComparison.Ordinal);
        await chat.SayAsync("c");

        Assert.Equal(new Order("z b c"), Assert.Single(chat.Host.Executed));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(99)]
    [InlineData(-1)]
    public async Task Only_an_answer_that_was_given_can_be_corrected(int number)
    {
        var chat = await AnsweredAsync();

        Assert.Equal("现在能改的是 1 到 2。\n\n【3】<third.ask>", await chat.CorrectAsync(number));
        Assert.Equal(2, chat.Draft.Answers.Count);
    }

    [Fact]
    public async Task A_list_is_corrected_from_what_it_was()
    {
        var chat = new Chat(async ask =>
        {
            var things = await ask.For(new ListQuestion("things", ListVerbs.From(Shipped.Texts), 5, 10));
            await ask.For(new TextQuestion("end", 1, 20));
            return new Order(string.Join(' ', things));
        });
        await chat.StartAsync();
        await chat.SayAsync("年糕、青团");
        await chat.CorrectAsync(1);
        await chat.SayAsync("加 麻糍");
        await chat.SayAsync("end");

        Assert.Equal(new Order("年糕 青团 麻糍"), Assert.Single(chat.Host.Executed));
    }

    [Fact]
    public async Task A_question_outside_the_summary_has_no_number_and_can_be_gone_back_to()
    {
        var chat = new Chat(async ask =>
        {
            await ask.For(new TextQuestion("seen", 1, 20) { InSummary = false });
            return new Order(await ask.For(new TextQuestion("name", 1, 20)));
        });
        Assert.Equal("<seen.ask>", await chat.StartAsync());
        Assert.Equal("【1】<name.ask>", await chat.SayAsync("ok"));

        Assert.Equal("前面没有题目了。\n\n【1】<name.ask>", await chat.CorrectAsync(1));
        Assert.Equal("<seen.ask>", await chat.BackAsync());
    }

    private static async Task<Chat> AnsweredAsync()
    {
        var chat = new Chat(async ask =>
        {
            var first = await ask.For(new TextQuestion("first", 1, 20));
            var second = await ask.For(new TextQuestion("second", 1, 20));
            return new Order($"{first} {second} {await ask.For(new TextQuestion("third", 1, 20))}");
        });
        await chat.StartAsync();
        await chat.SayAsync("a");
        await chat.SayAsync("b");
        return chat;
    }
}
