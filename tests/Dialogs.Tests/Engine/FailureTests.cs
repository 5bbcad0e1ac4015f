using System.Text.Json;
using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

public sealed class FailureTests
{
    [Fact]
    public async Task An_exception_reaches_the_host_and_nothing_is_recorded()
    {
        var chat = new Chat(Throwing);
        await chat.StartAsync();
        var before = chat.Draft;
        var untouched = JsonSerializer.Serialize(before);

        await Assert.ThrowsAsync<FormatException>(() => chat.Session.AnswerAsync(before, Heard.Words("bad"), chat.Now, default));

        Assert.Equal(untouched, JsonSerializer.Serialize(before));
    }

    [Fact]
    public async Task After_an_exception_the_person_can_answer_otherwise()
    {
        var chat = new Chat(Throwing);
        await chat.StartAsync();
        await Assert.ThrowsAsync<FormatException>(() => chat.SayAsync("bad"));

        await chat.SayAsync("good");

        Assert.Equal(new Order("good"), Assert.Single(chat.Host.Executed));
    }

    [Fact]
    public async Task An_exception_of_a_sub_dialog_is_the_dialogs_own()
    {
        var chat = new Chat(async ask => await Throwing(ask));
        await chat.StartAsync();

        await Assert.ThrowsAsync<FormatException>(() => chat.SayAsync("bad"));
    }

    [Fact]
    public async Task A_dialog_that_stops_without_asking_is_a_bug_and_says_so()
    {
        var chat = new Chat(async ask => new Order(await Answer<string>.Missing));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(chat.StartAsync);
        Assert.Contains("without asking", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dialog_that_asks_on_without_awaiting_is_a_bug_and_says_so()
    {
        var chat = new Chat(async ask =>
        {
            _ = ask.For(new TextQuestion("first", 1, 20));
            return new Order(await ask.For(new TextQuestion("second", 1, 20)));
        });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(chat.StartAsync);
        Assert.Contains("without awaiting", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_of_an_unfinished_dialog_cannot_be_read()
        => Assert.Throws<InvalidOperationException>(() => Unfinished().Result);

    private static async Dialog<string> Unfinished() => await Answer<string>.Missing;

    private static async Dialog<ICommand> Throwing(Prompter ask)
        => await ask.For(new TextQuestion("name", 1, 20)) is "good" ? new Order("good") : throw new FormatException();
}
