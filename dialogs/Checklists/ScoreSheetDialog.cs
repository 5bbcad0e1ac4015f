using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>Somebody hands in a score sheet. Which dialog it was says what is scored.</summary>
/// <param name="Number">Of the re-evaluation or the 5S project.</param>
public sealed record FinishScoreSheet(string Dialog, int Number, FinishedSheet Sheet) : ICommand;

/// <summary>The revision that a draft began with is not there any more.</summary>
public sealed record ScoreSheetGone : ICommand;

/// <summary>评分表: page by page as in a self-check; a fault is also asked how many points it costs. The total is told before it is handed in.</summary>
public sealed class ScoreSheetDialog(ITexts texts, RegulationBook regulations)
{
    /// <summary>First part of the text keys, the same for whatever is scored.</summary>
    public const string Texts = "score-sheet";

    /// <summary>复评打分. Names of their own, so that a chat can have one draft of each.</summary>
    public const string Reevaluation = "score-reevaluation";

    /// <summary>5S打分, by the district; and 5S自评, by the owner, who is not asked for points.</summary>
    public const string FiveS = "five-s-rating", FiveSSelf = "five-s-self-rating";

    /// <summary>Input: number of what is scored; id of the sheet; and, pinned, the revision that the draft began with.</summary>
    public const string NumberInput = "number", SheetInput = "sheet", RevisionInput = "revision";

    private readonly CheckWalk scoring = new(new CheckQuestions(texts), scores: true), selfRating = new(new CheckQuestions(texts));

    /// <param name="intro">What is scored, in a line.</param>
    public static WordReply.Opens Open(ITexts texts, string dialog, int number, Checklist sheet, string intro)
        => new(dialog, texts.Say("score-sheet.intro", ("what", intro), ("sheet", sheet.Name), ("revision", Dates.Day(sheet.From))))
        {
            Input = { [NumberInput] = $"{number}", [SheetInput] = sheet.Id },
            Pins = { [RevisionInput] = SelfCheckDialog.PinOf(sheet) },
            TakesUpDraft = true,
            KeepsOther = texts.Say("score-sheet.unfinished"),
        };

    public Func<Prompter, Dialog<ICommand>> For(string dialog) => ask => Run(dialog, ask);

    private async Dialog<ICommand> Run(string dialog, Prompter ask)
    {
        var revision = DateOnly.ParseExact(ask.Input[RevisionInput], "O", CultureInfo.InvariantCulture);
        if (regulations.Checklist(ask.Input[SheetInput])?.Begun(revision) is not { } sheet)
        {
            return new ScoreSheetGone();
        }

        var answers = await (dialog == FiveSSelf ? selfRating : scoring).Answers(ask, sheet);
        var score = Score.Of(sheet, answers);
        ask.Say("score-sheet.total", ("percent", score.Percent?.ToString("0.#", CultureInfo.InvariantCulture) ?? texts.Say("self-check.no-percent")), ("faults", $"{score.Faults}"), ("omitted", $"{score.NotApplicable}"));
        var command = new FinishScoreSheet(dialog, int.Parse(ask.Input[NumberInput], CultureInfo.InvariantCulture), new FinishedSheet(sheet.Id, revision, answers));
        await ask.Confirm(command);
        return command;
    }
}
