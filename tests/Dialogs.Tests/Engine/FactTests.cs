using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

public sealed class FactTests
{
    [Fact]
    public async Task A_fact_is_looked_up_once_and_stays_the_same_within_a_sitting()
    {
        var chat = await AskedAsync();
        chat.Host.Price = 9;
        chat.Now += DialogSession.FactsLast;

        await chat.SayAsync("end");

        Assert.Equal(new Order("hat for 5 end"), Assert.Single(chat.Host.Executed));
        Assert.Single(chat.Host.Fetched);
    }

    [Fact]
    public async Task A_fact_is_looked_up_again_after_an_idle_time()
    {
        var chat = await AskedAsync();
        chat.Host.Price = 9;
        chat.Now += DialogSession.FactsLast + TimeSpan.FromSeconds(1);

        await chat.SayAsync("end");

        Assert.Equal(new Order("hat for 9 end"), Assert.Single(chat.Host.Executed));
    }

    [Fact]
    public async Task A_fact_belongs_to_what_was_asked_for()
    {
        var chat = await AskedAsync();
        await chat.CorrectAsync(1);
        chat.Host.Price = 9;

        await chat.SayAsync("coat");
        await chat.SayAsync("end");

        Assert.Equal([new FindPrice("hat"), new FindPrice("coat")], chat.Host.Fetched);
        Assert.Equal(new Order("coat for 9 end"), Assert.Single(chat.Host.Executed));
    }

    [Fact]
    public async Task A_fact_is_no_answer_and_is_not_handed_in()
    {
        var chat = await AskedAsync();
        await chat.SayAsync("end");

        Assert.Equal(["thing", "end"], chat.Host.Answers.Keys);
    }

    [Fact]
    public async Task A_dialog_that_asks_for_ever_more_facts_is_stopped()
    {
        var chat = new Chat(async ask =>
        {
            for (var i = 0; ; i++)
            {
                await ask.Fetch(new FindPrice($"{i}"));
            }
        });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(chat.StartAsync);
        Assert.Contains("ever more facts", error.Message, StringComparison.Ordinal);
        Assert.InRange(chat.Host.Fetched.Count, 1, 100);
    }

    private static async Task<Chat> AskedAsync()
    {
        var chat = new Chat(async ask =>
        {
            var thing = await ask.For(new TextQuestion("thing", 1, 20));
            var price = await ask.Fetch(new FindPrice(thing));
            return new Order($"{thing} for {price} {await ask.For(new TextQuestion("end", 1, 20))}");
        });
        await chat.StartAsync();
        await chat.SayAsync("hat");
        return chat;
    }
}
