using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

public sealed class TapTests
{
    private const string Stale = "这是以前的选项，已经不作数了。请看最新的问题。";

    [Fact]
    public async Task A_fresh_tap_is_an_answer()
    {
        var chat = await StartedAsync();

        await chat.TapAsync(chat.Last.Choices[1].Token);

        Assert.Equal("large", chat.Draft.Answers["size"]);
    }

    [Fact]
    public async Task A_tap_on_an_earlier_question_is_declined_and_the_question_asked_again()
    {
        var chat = await StartedAsync();
        var old = chat.Last.Choices[0].Token;
        await chat.SayAsync("large");

        Assert.Equal($"{Stale}\n\n【2】<colour.ask>", await chat.TapAsync(old));
        Assert.Equal("large", Assert.Single(chat.Draft.Answers).Value);
    }

    [Fact]
    public async Task A_tap_on_another_draft_is_declined()
    {
        var chat = await StartedAsync();
        var other = Tap.TokenFor(new Draft("sample", "other", chat.Now), "size", new Option("large", "large"));

        Assert.StartsWith(Stale, await chat.TapAsync(other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tap_on_an_option_that_is_no_longer_offered_is_declined()
    {
        var chat = await StartedAsync();
        var gone = Tap.TokenFor(chat.Draft, "size", new Option("huge", "huge"));

        Assert.StartsWith(Stale, await chat.TapAsync(gone), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tap_counts_again_when_its_question_is_asked_again()
    {
        var chat = await StartedAsync();
        var first = chat.Last.Choices[0].Token;
        await chat.SayAsync("large");
        await chat.BackAsync();

        await chat.TapAsync(first);

        Assert.Equal("small", chat.Draft.Answers["size"]);
    }

    [Fact]
    public async Task A_token_is_short_plain_ascii_and_reads_back()
    {
        var chat = await StartedAsync();
        var token = chat.Last.Choices[0].Token;

        Assert.Matches("^[a-z0-9.]{1,32}$", token);
        Assert.Equal("abc123", Tap.Parse(token)!.Instance);
    }

    [Theory]
    [InlineData("")]
    [InlineData("w:q")]
    [InlineData("d.a.b")]
    [InlineData("d.a.b.c.d")]
    [InlineData("x.a.b.c")]
    public void A_token_of_another_kind_is_no_tap(string token) => Assert.Null(Tap.Parse(token));

    private static async Task<Chat> StartedAsync()
    {
        var chat = new Chat(async ask =>
        {
            var size = await ask.For(Choice("size", "small", "large"));
            return new Order($"{size} {await ask.For(Choice("colour", "red", "small"))}");
        });
        await chat.StartAsync();
        return chat;
    }

    private static ChoiceQuestion Choice(string key, params string[] ids) => new(key, [.. ids.Select(id => new Option(id, id))]);
}
