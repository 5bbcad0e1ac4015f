using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

public sealed class SayTests
{
    [Fact]
    public async Task What_leads_to_a_question_is_said_with_it()
        => Assert.Equal("<welcome>\n\n【1】<first.ask>", await Fresh().StartAsync());

    [Fact]
    public async Task What_was_said_before_an_answered_question_is_not_said_again()
    {
        var chat = Fresh();
        await chat.StartAsync();

        Assert.Equal("<thanks who=a>\n\n【2】<second.ask>", await chat.SayAsync("a"));
        Assert.Equal("【3】<third.ask>", await chat.SayAsync("b"));
    }

    [Fact]
    public async Task What_was_said_is_not_said_again_after_an_answer_that_is_none()
    {
        var chat = Fresh();
        await chat.StartAsync();

        var again = await chat.SayAsync("");

        Assert.DoesNotContain("<welcome>", again, StringComparison.Ordinal);
        Assert.Contains("<first.ask>", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_is_not_said_again_after_going_back()
    {
        var chat = Fresh();
        await chat.StartAsync();
        await chat.SayAsync("a");
        await chat.SayAsync("b");

        Assert.DoesNotContain("<thanks", await chat.BackAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("<welcome>", await chat.BackAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_the_questions_own_help_and_not_what_led_to_it()
    {
        var chat = new Chat(Run, null, "sample.first.help");
        await chat.StartAsync();

        var help = await chat.HelpAsync();

        Assert.StartsWith("<first.help>", help, StringComparison.Ordinal);
        Assert.EndsWith("【1】<first.ask>", help, StringComparison.Ordinal);
        Assert.DoesNotContain("<welcome>", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coming_back_says_again_what_leads_to_the_question()
    {
        var chat = Fresh();
        await chat.StartAsync();
        await chat.SayAsync("a");
        chat.Now += TimeSpan.FromDays(3);

        Assert.Equal("<thanks who=a>\n\n【2】<second.ask>", await chat.ShowAsync());
    }

    [Fact]
    public async Task What_is_said_last_comes_with_the_end()
    {
        var chat = Fresh();
        await chat.StartAsync();
        await chat.SayAsync("a");
        await chat.SayAsync("b");

        Assert.Equal("<goodbye>\n\n<done>", await chat.SayAsync("c"));
        Assert.Null(chat.Last.Draft);
    }

    private static Chat Fresh() => new(Run);

    private static async Dialog<ICommand> Run(Prompter ask)
    {
        ask.Say("sample.welcome");
        var who = await ask.For(new TextQuestion("first", 1, 20));
        ask.Say("sample.thanks", ("who", who));
        await ask.For(new TextQuestion("second", 1, 20));
        await ask.For(new TextQuestion("third", 1, 20));
        ask.Say("sample.goodbye");
        return new Order(who);
    }
}
