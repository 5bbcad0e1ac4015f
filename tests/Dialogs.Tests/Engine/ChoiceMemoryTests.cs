using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

public sealed class ChoiceMemoryTests
{
    [Fact]
    public async Task A_choice_is_remembered_by_its_id_when_the_list_is_reordered()
    {
        var chat = new Chat(Choosing("small", "large"));
        await chat.StartAsync();
        await chat.SayAsync("2");
        Assert.Equal("large", chat.Draft.Answers["size"]);
        chat.Dialog = Choosing("large", "small");

        await chat.SayAsync("end");

        Assert.Equal(new Order("large end"), Assert.Single(chat.Host.Executed));
    }

    [Fact]
    public async Task A_choice_that_is_no_longer_offered_is_asked_again()
    {
        var chat = new Chat(Choosing("small", "large"));
        await chat.StartAsync();
        await chat.SayAsync("2");
        chat.Dialog = Choosing("small", "huge");

        Assert.Contains("<size.ask>", await chat.ShowAsync(), StringComparison.Ordinal);
        Assert.Equal(["small", "huge"], chat.Last.Choices.Select(choice => choice.Label));
    }

    [Fact]
    public async Task The_confirmation_of_one_draft_does_not_confirm_another()
    {
        var chat = new Chat(Confirming);
        await chat.StartAsync();
        await chat.SayAsync("a");
        await chat.SayAsync("1");
        Assert.Contains(chat.Draft.Answers.Keys, key => key.StartsWith(ConfirmQuestion.KeyPrefix, StringComparison.Ordinal));

        await chat.CorrectAsync(1);
        await chat.SayAsync("b");

        Assert.Contains("<confirm.ask", chat.Last.Text, StringComparison.Ordinal);
        Assert.Empty(chat.Host.Executed);
    }

    [Fact]
    public async Task Correcting_back_to_the_same_draft_needs_no_second_confirmation()
    {
        var chat = new Chat(Confirming);
        await chat.StartAsync();
        await chat.SayAsync("a");
        await chat.SayAsync("1");
        await chat.CorrectAsync(1);

        Assert.Contains("<after.ask>", await chat.SayAsync("a"), StringComparison.Ordinal);
    }

    /// <summary>Asks on after the confirmation, so that one can still go back behind it.</summary>
    private static async Dialog<ICommand> Confirming(Prompter ask)
    {
        var order = new Order(await ask.For(new TextQuestion("name", 1, 20)));
        await ask.Confirm(order);
        await ask.For(new TextQuestion("after", 1, 20));
        return order;
    }

    private static Func<Prompter, Dialog<ICommand>> Choosing(params string[] sizes) => async ask =>
    {
        var size = await ask.For(new ChoiceQuestion("size", [.. sizes.Select(size => new Option(size, size))]));
        return new Order($"{size} {await ask.For(new TextQuestion("end", 1, 20))}");
    };
}
