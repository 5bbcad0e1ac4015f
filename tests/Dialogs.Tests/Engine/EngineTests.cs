using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Engine;

/// <summary>The pitfalls of a replayed dialog, and their guards.</summary>
public sealed class EngineTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    private sealed record Named(string Name) : ICommand;

    private sealed record Weather(string Place) : IQuery<string>;

    private static TextQuestion Name { get; } = new("name", 1, 10);

    private static TextQuestion Second { get; } = new("second", 1, 10);

    [Fact]
    public void A_recorded_answer_lets_the_dialog_run_on_to_the_first_that_is_missing()
    {
        Assert.Equal("name", Assert.IsType<Outcome.Asks>(Run(TwoQuestions)).Key);
        Assert.Equal("second", Assert.IsType<Outcome.Asks>(Run(TwoQuestions, ("name", "a"))).Key);
        Assert.Equal(new Named("ab"), Assert.IsType<Outcome.Done>(Run(TwoQuestions, ("name", "a"), ("second", "b"))).Command);
    }

    [Fact]
    public void An_unfinished_subdialog_suspends_its_parent()
    {
        var asks = Assert.IsType<Outcome.Asks>(Run(WithSubdialog, ("name", "a")));
        Assert.Equal("second", asks.Key);
        Assert.Equal(["name"], asks.Path.Select(step => step.Key));
    }

    [Fact]
    public void One_key_asked_twice_on_a_path_is_an_error()
        => Assert.Contains("'name' is asked twice", Assert.Throws<InvalidOperationException>(() => Run(Twice, ("name", "a"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_scope_makes_the_same_question_another()
    {
        var asks = Assert.IsType<Outcome.Asks>(Run(Scoped, ("a:name", "1")));
        Assert.Equal("b:name", asks.Key);
    }

    [Fact]
    public void Asking_on_without_awaiting_is_an_error()
        => Assert.Contains("without awaiting", Assert.Throws<InvalidOperationException>(() => Run(Unawaited)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_exception_in_a_dialog_comes_out_of_the_replay()
        => Assert.Throws<FormatException>(() => Run(Broken, ("name", "a")));

    [Fact]
    public void A_renamed_question_finds_its_old_answer()
        => Assert.Equal(new Named("old"), Assert.IsType<Outcome.Done>(Run(Renamed, ("former", "old"))).Command);

    [Fact]
    public void Only_what_is_said_after_the_last_answer_is_said()
    {
        Assert.Equal(["first"], Assert.IsType<Outcome.Asks>(Run(Talking)).Said.Select(saying => saying.TextKey));
        Assert.Equal(["then"], Assert.IsType<Outcome.Asks>(Run(Talking, ("name", "a"))).Said.Select(saying => saying.TextKey));
    }

    [Fact]
    public void A_fact_is_asked_of_the_host_once_and_replayed_from_then_on()
    {
        var needs = Assert.IsType<Outcome.Needs>(Run(Asking, ("name", "a")));
        Assert.Equal(new Weather("a"), needs.Query);
        Assert.Equal(new Named("rain"), Assert.IsType<Outcome.Done>(Run(Asking, ("name", "a"), (needs.Key, "\"rain\""))).Command);
    }

    [Fact]
    public void Another_value_is_another_fact()
    {
        var first = Assert.IsType<Outcome.Needs>(Run(Asking, ("name", "a"))).Key;
        Assert.NotEqual(first, Assert.IsType<Outcome.Needs>(Run(Asking, ("name", "b"), (first, "\"rain\""))).Key);
    }

    [Fact]
    public void A_confirmation_counts_only_for_the_draft_it_was_given_for()
    {
        var key = Assert.IsType<Outcome.Asks>(Run(Confirming, ("name", "a"))).Key;
        Assert.IsType<Outcome.Done>(Run(Confirming, ("name", "a"), (key, "yes")));
        Assert.NotEqual(key, Assert.IsType<Outcome.Asks>(Run(Confirming, ("name", "b"), (key, "yes"))).Key);
    }

    [Fact]
    public async Task Facts_of_yesterday_are_asked_again_and_answers_stay()
    {
        var host = new FakeHost { Facts = _ => "rain", Verdict = _ => new Execution.Rejected("name", new Refusal("filing-closed")) };
        var session = new DialogSession(new DialogDefinition("test", "production", Asking), Shipped.Texts, host);
        var draft = new Draft("test", "i", Shipped.Now) { Answers = new() { ["name"] = "a" } };
        await Assert.ThrowsAsync<KeyNotFoundException>(() => session.ShowAsync(draft, Shipped.Now, default));
        Assert.Single(host.Asked);
        draft.Answers["fact:Weather:x"] = "\"old\"";
        await Assert.ThrowsAsync<KeyNotFoundException>(() => session.ShowAsync(draft, Shipped.Now.AddDays(1), default));
        Assert.Equal("a", draft.Answers["name"]);
        Assert.True(host.Asked.Count >= 2);
    }

    [Fact]
    public void Sixty_recorded_answers_replay_in_well_under_a_millisecond()
    {
        var answers = Enumerable.Range(0, 60).ToDictionary(i => $"{i}:name", i => "a");
        Run(Sixty, answers);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(Sixty, answers);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    private static Outcome Run(Func<Prompter, Dialog<ICommand>> dialog, params (string Key, string Answer)[] answers)
        => Run(dialog, answers.ToDictionary(answer => answer.Key, answer => answer.Answer));

    private static Outcome Run(Func<Prompter, Dialog<ICommand>> dialog, Dictionary<string, string> answers)
        => Replay.Run(dialog, answers, Nothing, Shipped.Today, Shipped.Texts);

    private static async Dialog<ICommand> TwoQuestions(Prompter ask) => new Named(await ask.For(Name) + await ask.For(Second));

    private static async Dialog<ICommand> WithSubdialog(Prompter ask) => new Named(await ask.For(Name) + await Sub(ask));

    private static async Dialog<string> Sub(Prompter ask) => await ask.For(Second);

    private static async Dialog<ICommand> Twice(Prompter ask) => new Named(await ask.For(Name) + await ask.For(Name));

    private static async Dialog<ICommand> Scoped(Prompter ask)
    {
        var names = "";
        foreach (var scope in new[] { "a:", "b:" })
        {
            ask.In(scope);
            names += await ask.For(Name);
        }

        return new Named(names);
    }

    private static async Dialog<ICommand> Unawaited(Prompter ask)
    {
        var first = ask.For(Name);
        var second = ask.For(Second);
        return new Named(await first + await second);
    }

    private static async Dialog<ICommand> Broken(Prompter ask) => throw new FormatException(await ask.For(Name));

    private static async Dialog<ICommand> Renamed(Prompter ask) => new Named(await ask.For(Name with { Was = "former" }));

    private static async Dialog<ICommand> Talking(Prompter ask)
    {
        ask.Say("first");
        var name = await ask.For(Name);
        ask.Say("then");
        return new Named(name + await ask.For(Second));
    }

    private static async Dialog<ICommand> Asking(Prompter ask) => new Named(await ask.Fetch(new Weather(await ask.For(Name))));

    private static async Dialog<ICommand> Confirming(Prompter ask)
    {
        var draft = new Named(await ask.For(Name));
        await ask.Confirm(draft);
        return draft;
    }

    private static async Dialog<ICommand> Sixty(Prompter ask)
    {
        for (var i = 0; i < 60; i++)
        {
            ask.In($"{i}:");
            await ask.For(Name);
        }

        return new Named("done");
    }
}
