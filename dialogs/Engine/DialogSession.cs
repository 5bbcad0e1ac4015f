using BotAssistant.Conversations;
using BotAssistant.Messaging;

namespace BotAssistant.Dialogs.Engine;

/// <summary>What a turn of a dialog says, and the draft it leaves: null when the dialog has ended.</summary>
public sealed record DialogReply(Draft? Draft, string Text, IReadOnlyList<Choice> Choices)
{
    /// <inheritdoc cref="OutboundMessage.IsCard"/>
    public bool IsCard { get; init; }
}

/// <summary>
/// One turn of one dialog: reads an answer, goes back, corrects or shows where we are. Changes nothing but the draft it returns; the draft
/// passes through JSON between any two turns.
/// </summary>
public sealed class DialogSession(DialogDefinition dialog, ITexts texts, IDialogHost host)
{
    /// <summary>Facts older than this are fetched again: over days, the world changes.</summary>
    public static readonly TimeSpan FactsLast = TimeSpan.FromMinutes(30);

    private const int MostLookUps = 20;
    private readonly DialogTexts say = new(dialog.Texts, texts);

    /// <summary>Says what leads to the current question and asks it: at the start, on 继续 and after an interruption.</summary>
    public async Task<DialogReply> ShowAsync(Draft draft, DateTimeOffset now, CancellationToken stop)
        => await RunAsync(Touch(draft, now), withSayings: true, prefix: null, stop);

    public async Task<DialogReply> AnswerAsync(Draft draft, Heard heard, DateTimeOffset now, CancellationToken stop)
    {
        var current = Touch(draft, now);
        if (await ReplayAsync(current, stop) is not Outcome.Asks asks)
        {
            // The rules changed while the draft slept, and nothing is missing any more.
            return await RunAsync(current, withSayings: true, prefix: null, stop);
        }

        if (heard.Tap is { } tap && tap.Meant(current, asks) is null)
        {
            return Ask(current, asks, withSayings: false, texts.Say("refused.stale-choice"), again: true);
        }

        var words = heard.Tap?.Meant(current, asks) is { } option ? Heard.Words(option.Id) : heard;
        var reading = asks.Question.Read(words, current.Previous.GetValueOrDefault(asks.Key));
        if (reading.Canonical is null)
        {
            return Ask(current, asks, withSayings: false, say.Refusal(asks.Question, reading.Refusal!), again: true);
        }

        Record(current, asks, reading.Canonical);
        return await RunAsync(current, withSayings: true, prefix: null, stop);
    }

    /// <summary>上一步: forgets the last answer and asks it again.</summary>
    public async Task<DialogReply> BackAsync(Draft draft, DateTimeOffset now, CancellationToken stop)
    {
        var current = Touch(draft, now);
        var path = (await ReplayAsync(current, stop)).Path;
        if (path.Count == 0)
        {
            return await RunAsync(current, withSayings: false, texts.Say("refused.nothing-before"), stop);
        }

        Forget(current, path[^1]);
        return await RunAsync(current, withSayings: false, Was(path[^1]), stop);
    }

    /// <summary>改 N: forgets the N-th answer of the summary (from 1) and asks it again; later answers stay.</summary>
    public async Task<DialogReply> CorrectAsync(Draft draft, int number, DateTimeOffset now, CancellationToken stop)
    {
        var current = Touch(draft, now);
        var numbered = Numbered((await ReplayAsync(current, stop)).Path);
        if (number < 1 || number > numbered.Count)
        {
            var refusal = numbered.Count == 0 ? texts.Say("refused.nothing-before") : texts.Say("refused.no-such-number", ("count", $"{numbered.Count}"));
            return await RunAsync(current, withSayings: false, refusal, stop);
        }

        Forget(current, numbered[number - 1]);
        return await RunAsync(current, withSayings: false, Was(numbered[number - 1]), stop);
    }

    /// <summary>帮助 at the current question; the question is asked again below it.</summary>
    public async Task<DialogReply> HelpAsync(Draft draft, DateTimeOffset now, CancellationToken stop)
    {
        var current = Touch(draft, now);
        return await ReplayAsync(current, stop) is Outcome.Asks asks
            ? Ask(current, asks, withSayings: false, say.Help(asks.Question))
            : await RunAsync(current, withSayings: true, prefix: null, stop);
    }

    /// <summary>True when the words are one of the answers that the current question offers, so that they mean that and no command.</summary>
    public async Task<bool> OffersAsync(Draft draft, string words, CancellationToken stop)
        => await ReplayAsync(draft, stop) is Outcome.Asks asks && ChoiceReading.Find(asks.Question.Options, words) is not null;

    /// <summary>How many answers of the summary are recorded: what would be lost by giving up.</summary>
    public async Task<int> CountAsync(Draft draft, CancellationToken stop) => Numbered((await ReplayAsync(draft, stop)).Path).Count;

    /// <summary>The answers so far, numbered as 改 N counts them.</summary>
    public static IReadOnlyList<Step> Numbered(IReadOnlyList<Step> path) => [.. path.Where(step => step.Question.InSummary)];

    private async Task<DialogReply> RunAsync(Draft draft, bool withSayings, string? prefix, CancellationToken stop)
    {
        switch (await ReplayAsync(draft, stop))
        {
            case Outcome.Asks asks:
                return Ask(draft, asks, withSayings, prefix);
            case Outcome.Done done:
                return await ExecuteAsync(draft, done, prefix, stop);
            default:
                throw new InvalidOperationException("A replay ends with a question or a command.");
        }
    }

    private async Task<DialogReply> ExecuteAsync(Draft draft, Outcome.Done done, string? prefix, CancellationToken stop)
    {
        var answers = done.Path.Where(step => step.Question is not ConfirmQuestion).ToDictionary(step => step.Key, step => step.Recorded);
        switch (await host.ExecuteAsync(done.Command, answers, stop))
        {
            case Execution.Finished finished:
                return new DialogReply(null, Join([prefix, .. done.Said.Select(say.Said), say.Said(finished.Said)]), []);
            case Execution.Rejected { QuestionKey: { } key } rejected when done.Path.FirstOrDefault(step => step.Key == key) is { } step:
                Forget(draft, step);
                Facts.Drop(draft.Answers);
                return await ReplayAsync(draft, stop) is Outcome.Asks asks
                    ? Ask(draft, asks, withSayings: false, say.Refusal(step.Question, rejected.Refusal))
                    : throw new InvalidOperationException($"'{key}' was refused and is not asked again.");
            case Execution.Rejected rejected:
                return new DialogReply(null, Join([prefix, say.Refusal(null, rejected.Refusal)]), []);
            default:
                throw new InvalidOperationException("A command is finished or rejected.");
        }
    }

    private async Task<Outcome> ReplayAsync(Draft draft, CancellationToken stop)
    {
        for (var lookUps = 0; lookUps < MostLookUps; lookUps++)
        {
            var outcome = Replay.Run(dialog.Run, draft.Answers, draft.Input, host.Today, texts);
            if (outcome is not Outcome.Needs needs)
            {
                return outcome;
            }

            draft.Answers[needs.Key] = await host.FetchAsync(needs.Query, stop);
        }

        throw new InvalidOperationException($"The dialog '{dialog.Name}' asks for ever more facts.");
    }

    private DialogReply Ask(Draft draft, Outcome.Asks asks, bool withSayings, string? prefix, bool again = false)
    {
        var said = withSayings ? asks.Said.Select(say.Said) : [];
        var number = Numbered(asks.Path).Count + 1;
        var question = asks.Question is ConfirmQuestion ? say.Confirm(Numbered(asks.Path), again) : say.Ask(asks.Question, number, again);
        var choices = asks.Question.Options.Select(option => new Choice(option.Label, Tap.TokenFor(draft, asks.Key, option)));
        return new DialogReply(draft, Join([prefix, .. said, question]), [.. choices]) { IsCard = asks.Question is ConfirmQuestion && !again };
    }

    private string? Was(Step step)
        => step.Question.InSummary ? texts.Say("correct.was", ("label", say.Label(step.Question)), ("answer", step.Question.Show(step.Recorded, texts))) : null;

    private static void Record(Draft draft, Outcome.Asks asks, string canonical)
    {
        if (!asks.Question.Accepts(canonical))
        {
            throw new InvalidOperationException($"'{asks.Key}' recorded an answer that it does not accept.");
        }

        draft.Answers[asks.Key] = canonical;
        draft.Previous.Remove(asks.Key);
        if (FormerKey(asks.Key, asks.Question) is { } former)
        {
            draft.Answers.Remove(former);
        }
    }

    private static void Forget(Draft draft, Step step)
    {
        draft.Answers.Remove(step.Key);
        draft.Previous[step.Key] = step.Recorded;
        if (FormerKey(step.Key, step.Question) is { } former)
        {
            draft.Answers.Remove(former);
        }
    }

    private static string? FormerKey(string key, Question question) => question.Was is { } was ? key[..^question.Key.Length] + was : null;

    private static Draft Touch(Draft draft, DateTimeOffset now)
    {
        var copy = draft with { TouchedAt = now, Answers = new(draft.Answers), Previous = new(draft.Previous) };
        if (now - draft.TouchedAt > FactsLast)
        {
            Facts.Drop(copy.Answers);
        }

        return copy;
    }

    private static string Join(IEnumerable<string?> parts) => string.Join("\n\n", parts.Where(part => !string.IsNullOrEmpty(part)));
}
