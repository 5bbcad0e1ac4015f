using System.Globalization;
using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Conversations;

/// <summary>A request for help as staff read it: masked name, question, history and internal notes.</summary>
public sealed class HelpCard(ITexts texts)
{
    /// <summary>One line for a list.</summary>
    public string Line(HelpRequest request) => texts.Say("help-card.line",
        ("number", Number(request)),
        ("date", Dates.Day(request.AskedAt)),
        ("who", request.Who),
        ("question", request.Question),
        ("state", request.Taker is null ? "" : texts.Say("help-card.taken", ("by", request.TakenBy ?? ""))));

    /// <summary>All there is, step by step.</summary>
    public string Of(HelpRequest request) => texts.Say("help-card.text",
        ("number", Number(request)),
        ("who", request.Who),
        ("question", request.Question),
        ("state", texts.Say(request.IsOpen ? request.Taker is null ? "help-card.open" : "help-card.taken" : "help-card.closed", ("by", request.TakenBy ?? ""))),
        ("steps", string.Join('\n', request.Steps.Select(Step))));

    private string Step(HelpStep step) => texts.Say("help-card.step",
        ("time", ChinaTime.In(step.At).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)),
        ("by", step.By),
        ("what", texts.Say($"help-step.{step.Kind}")),
        ("note", step.Note is null ? "" : texts.Has($"help-reason.{step.Note}") ? texts.Say($"help-reason.{step.Note}") : texts.Say("help-card.note", ("note", step.Note))));

    private static string Number(HelpRequest request) => request.Number.ToString(CultureInfo.InvariantCulture);
}
