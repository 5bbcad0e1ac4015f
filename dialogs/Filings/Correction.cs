using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;
using BotAssistant.Filings;

namespace BotAssistant.Dialogs.Filings;

/// <summary>A filing's answers, numbered as its owner and the officer both see them.</summary>
public sealed class FilingAnswers(FilingDialog dialog, ITexts texts, TimeProvider time)
{
    private const string NothingFound = "null";

    public IReadOnlyList<Step> Numbered(Filing filing)
    {
        var answers = new Dictionary<string, string>(filing.Answers);
        var outcome = Run(answers);
        while (outcome is Outcome.Needs needs)
        {
            answers[needs.Key] = NothingFound;
            outcome = Run(answers);
        }

        return DialogSession.Numbered(outcome.Path);
    }

    private Outcome Run(Dictionary<string, string> answers)
        => Replay.Run(dialog.Run, answers, new Dictionary<string, string>(), ChinaTime.Today(time), texts);
}

/// <summary>
/// Seeds the filing dialog with the answers of a returned filing. Items that the officer's reason names by number are left out, so that
/// the owner is asked just those.
/// </summary>
public sealed class Correction(FilingAnswers answers, ITexts texts)
{
    public WordReply.Opens Of(Filing filing)
    {
        var reason = filing.Steps.LastOrDefault(step => step.Kind == "returned")?.Reason ?? "";
        var named = NamedItems(reason);
        var kept = new Dictionary<string, string>(filing.Answers);
        foreach (var step in answers.Numbered(filing).Where((_, index) => named.Contains(index + 1)))
        {
            kept.Remove(step.Key);
        }

        var input = new Dictionary<string, string> { [FilingDialog.FilingInput] = filing.Id.ToString() };
        if (filing.WorkshopId is { } workshopId)
        {
            input[FilingDialog.WorkshopInput] = workshopId.ToString();
        }

        return new WordReply.Opens(FilingDialog.CorrectionName, texts.Say("filing.correcting", ("number", $"{filing.Number}"), ("reason", reason)))
        {
            Input = input,
            Answers = kept,
            TakesUpDraft = true,
        };
    }

    private HashSet<int> NamedItems(string reason)
        => [.. Regex.Matches(reason, texts.Say("filing.item-reference"), RegexOptions.CultureInvariant, TypedPattern.Limit)
            .SelectMany(match => Regex.Matches(match.Value, @"\d{1,2}"))
            .Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture))];
}

/// <summary>看 N: what an officer needs to judge a filing; sensitive parts masked.</summary>
public sealed class FilingCard(FilingAnswers answers, ITexts texts)
{
    public string Of(Filing filing)
    {
        var summary = new DialogTexts(FilingDialog.Name, texts).Summary(answers.Numbered(filing));
        var doubts = filing.Doubts.Select(Doubt).Concat(filing.Particulars.Identity.OnPaper || filing.Particulars.FloorPlan.OnPaper ? [texts.Say("doubt.paper")] : []).ToList();
        var steps = filing.Steps.Select(step => texts.Say("review.step", ("date", Dates.Day(step.At)), ("what", texts.Say($"filing-step.{step.Kind}")), ("by", step.By), ("reason", step.Reason ?? "")));
        return texts.Say("review.card",
            ("number", $"{filing.Number}"),
            ("state", texts.Say($"filing-state.{filing.State.ToString().ToLowerInvariant()}")),
            ("summary", summary),
            ("doubts", doubts.Count == 0 ? texts.Say("review.no-doubts") : string.Join('\n', doubts)),
            ("steps", string.Join('\n', steps)));
    }

    private string Doubt(string recorded)
        => recorded.Split('|') is [var key, var product, var entry] ? texts.Say(key, ("product", product), ("entry", entry)) : texts.Say(recorded);
}
