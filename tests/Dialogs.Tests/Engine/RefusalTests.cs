using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

/// <summary>A refusal of the domain takes the same road as a correction.</summary>
public sealed class RefusalTests
{
    private static readonly Refusal Refused = new("sample", ("why", "taken"));

    [Fact]
    public async Task The_answer_that_the_domain_refuses_is_asked_again_and_the_others_stay()
    {
        var chat = await AnsweredAsync(new Execution.Rejected("name", Refused));

        Assert.StartsWith("<sample why=taken>", chat.Last.Text, StringComparison.Ordinal);
        Assert.EndsWith("【2】<name.ask>", chat.Last.Text, StringComparison.Ordinal);

        Assert.Contains("<confirm.ask", await chat.SayAsync("other"), StringComparison.Ordinal);
        await chat.SayAsync("1");
        Assert.Equal([new Order("x taken 5"), new Order("x other 5")], chat.Host.Executed);
        Assert.Null(chat.Last.Draft);
    }

    [Fact]
    public async Task Facts_are_looked_up_again_after_a_refusal()
    {
        var chat = await AnsweredAsync(new Execution.Rejected("name", Refused));

        Assert.Equal(2, chat.Host.Fetched.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no-such-key")]
    public async Task A_refusal_of_no_answer_ends_the_dialog(string? key)
    {
        var chat = await AnsweredAsync(new Execution.Rejected(key, Refused));

        Assert.Equal("<sample why=taken>", chat.Last.Text);
        Assert.Null(chat.Last.Draft);
    }

    [Fact]
    public async Task A_confirmation_is_not_among_the_answers_handed_in()
    {
        var chat = await AnsweredAsync(null);

        Assert.Equal(["first", "name"], chat.Host.Answers.Keys);
    }

    private static async Task<Chat> AnsweredAsync(Execution? refusal)
    {
        var host = new SampleHost();
        if (refusal is not null)
        {
            host.Refusals.Enqueue(refusal);
        }

        var chat = new Chat(
            async ask =>
            {
                var first = await ask.For(new TextQuestion("first", 1, 20));
                var price = await ask.Fetch(new FindPrice("hat"));
                var order = new Order($"{first} {await ask.For(new TextQuestion("name", 1, 20))} {price}");
                await ask.Confirm(order);
                return order;
            },
            host);
        await chat.StartAsync();
        await chat.SayAsync("x");
        await chat.SayAsync("taken");
        await chat.SayAsync("1");
        return chat;
    }
}
