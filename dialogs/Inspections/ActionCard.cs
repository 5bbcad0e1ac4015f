using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Inspections;

namespace BotAssistant.Dialogs.Inspections;

/// <summary>A corrective action as people read it.</summary>
public sealed class ActionCard(ITexts texts, TimeProvider time)
{
    /// <summary>One line for a list.</summary>
    public string Line(CorrectiveAction action) => texts.Say("action.line",
        ("number", Number(action.Number)),
        ("item", Item(action)),
        ("state", StateOf(action)));

    public string Line(ActionLine line) => texts.Say("action.supervised-line", ("workshop", line.Workshop), ("line", Line(line.Action)));

    /// <summary>All there is, step by step.</summary>
    public string Of(CorrectiveAction action, string workshop) => texts.Say("action.card",
        ("number", Number(action.Number)),
        ("workshop", workshop),
        ("item", Item(action)),
        ("state", StateOf(action)),
        ("steps", string.Join('\n', action.Steps.Select(Step))));

    private string Item(CorrectiveAction action)
        => texts.Say(action.Origin.Critical ? "action.item-critical" : "action.item", ("id", action.Origin.ItemId), ("text", action.Origin.Text));

    private string StateOf(CorrectiveAction action) => texts.Say(
        action.IsOverdue(ChinaTime.Today(time)) ? "action-state.overdue" : $"action-state.{action.State.ToString().ToLowerInvariant()}",
        ("due", Dates.Day(action.DueOn)));

    private string Step(ActionStep step) => texts.Say("action.step",
        ("date", Dates.Day(step.At)),
        ("what", texts.Say($"action-step.{step.Kind}")),
        ("by", step.By),
        ("reason", step.Reason ?? ""),
        ("photos", step.Photos.Count > 0 ? texts.Say("self-check.photos", ("count", Number(step.Photos.Count))) : ""));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
