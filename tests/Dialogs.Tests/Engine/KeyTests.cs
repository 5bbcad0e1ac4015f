using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

public sealed class KeyTests
{
    private static TextQuestion Text(string key) => new(key, 1, 20);

    [Fact]
    public async Task A_key_asked_twice_on_one_path_is_a_bug_and_says_so()
    {
        var chat = new Chat(async ask =>
        {
            await ask.For(Text("name"));
            await ask.For(Text("name"));
            return new Order("");
        });
        await chat.StartAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => chat.SayAsync("a"));
        Assert.Contains("'name' is asked twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_keeps_its_answers_apart_by_scope()
    {
        var chat = new Chat(async ask =>
        {
            var colours = new List<string>();
            foreach (var thing in (string[])["hat", "coat"])
            {
                ask.In($"{thing}.");
                colours.Add(await ask.For(Text("colour")));
            }

            ask.In("");
            colours.Add(await ask.For(Text("colour")));
            return new Order(string.Join(' ', colours));
        });
        await chat.StartAsync();
        await chat.SayAsync("red");
        await chat.SayAsync("blue");
        await chat.SayAsync("none");

        Assert.Equal(new Order("red blue none"), Assert.Single(chat.Host.Executed));
        Assert.Equal(["hat.colour", "coat.colour", "colour"], chat.Host.Answers.Keys);
    }

    [Fact]
    public async Task A_renamed_question_keeps_running_conversations()
    {
        var chat = new Chat(Two("name", null));
        await chat.StartAsync();
        await chat.SayAsync("a");
        chat.Dialog = Two("title", "name");

        await chat.SayAsync("last");

        Assert.Equal(new Order("a last"), Assert.Single(chat.Host.Executed));
    }

    [Fact]
    public async Task A_renamed_question_without_its_former_key_is_asked_again()
    {
        var chat = new Chat(Two("name", null));
        await chat.StartAsync();
        await chat.SayAsync("a");
        chat.Dialog = Two("title", null);

        Assert.Contains("<title.ask>", await chat.ShowAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_answer_can_be_corrected_and_its_former_value_does_not_come_back()
    {
        var chat = new Chat(Two("name", null));
        await chat.StartAsync();
        await chat.SayAsync("a");
        chat.Dialog = Two("title", "name");

        Assert.Contains("<title.ask>", await chat.BackAsync(), StringComparison.Ordinal);
        await chat.SayAsync("b");
        await chat.SayAsync("last");

        Assert.Equal(new Order("b last"), Assert.Single(chat.Host.Executed));
    }

    [Fact]
    public async Task A_rename_counts_inside_its_scope_only()
    {
        var chat = new Chat(Scoped("colour", null));
        await chat.StartAsync();
        await chat.SayAsync("red");
        chat.Dialog = Scoped("shade", "colour");

        await chat.SayAsync("blue");

        Assert.Equal(new Order("red blue"), Assert.Single(chat.Host.Executed));
    }

    private static Func<Prompter, Dialog<ICommand>> Two(string key, string? was) => async ask =>
    {
        var first = await ask.For(Text(key) with { Was = was });
        return new Order($"{first} {await ask.For(Text("end"))}");
    };

    private static Func<Prompter, Dialog<ICommand>> Scoped(string key, string? was) => async ask =>
    {
        ask.In("hat.");
        var hat = await ask.For(Text(key) with { Was = was });
        ask.In("coat.");
        return new Order($"{hat} {await ask.For(Text(key) with { Was = was })}");
    };
}
