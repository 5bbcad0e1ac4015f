using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Reminders;
using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Reminders;

namespace BotAssistant.Dialogs.FiveS;

/// <summary>5S projects as people read them.</summary>
public sealed class FiveSCard(ITexts texts, RegulationBook regulations, ReminderDesk calendar, SheetCard sheets, MatterCard days, TimeProvider time)
{
    private DateOnly Today => ChinaTime.Today(time);

    /// <summary>One line for a list.</summary>
    public string Line(FiveSProject project)
        => texts.Say("five-s.line", ("number", $"{project.Number}"), ("name", project.Holder.Name), ("district", DistrictOf(project)), ("state", StateOf(project)));

    /// <summary>To its owner: where it stands, and what to do next.</summary>
    public async Task<string> ToOwnerAsync(FiveSProject project, CancellationToken stop) => texts.Say("five-s.mine",
        ("number", $"{project.Number}"),
        ("name", project.Holder.Name),
        ("state", StateOf(project)),
        ("next", texts.Say($"five-s.next.{StateKey(project)}", ("number", $"{project.Number}"), ("due", await DueAsync(project, stop)), ("reason", project.Steps[^1].Reason ?? ""))));

    /// <summary>All there is, step by step.</summary>
    /// <param name="sheet">The latest sheet that was filled in.</param>
    /// <param name="failed">Samplings on file that failed.</param>
    public async Task<string> OfAsync(FiveSProject project, ScoredSheet? sheet, IReadOnlyList<Evidence> failed, CancellationToken stop) => texts.Say("five-s.card",
        ("line", Line(project)),
        ("year", $"{project.Year}"),
        ("due", await DueAsync(project, stop)),
        ("licence", project.Holder.Licence),
        ("visits", $"{project.Visits}"),
        ("score", project.Score is { } score ? texts.Say("five-s.score", ("score", $"{score:0.#}")) : texts.Say("five-s.no-score")),
        ("failed", failed.Count == 0 ? texts.Say("five-s.no-failed") : texts.List(failed.Select(evidence => texts.Say("honour.evidence-item", ("day", Dates.Day(evidence.Day)), ("reference", evidence.Reference))))),
        ("sheet", sheet is null ? "" : $"{sheets.Of(sheet)}\n"),
        ("steps", string.Join('\n', project.Steps.Select(Step))));

    /// <summary>What the person may do next; empty when nothing.</summary>
    public string Next(FiveSProject project, Person person)
    {
        var who = person.Role == Role.Inspector ? "inspector" : "officer";
        var key = project.IsOpen ? $"five-s.do.{who}" : project.WaitsForCity && person.IsOfWholeCity && person.Role != Role.Inspector ? "five-s.do.city" : null;
        return key is null ? "" : texts.Say(key, ("number", $"{project.Number}"));
    }

    /// <summary>A district's year against its target, which says itself how certain it is.</summary>
    public string Board(string? district, IReadOnlyList<FiveSCount> counts, int holders, FiveSTarget? target)
    {
        int In(params FiveSState[] states) => counts.Where(count => states.Contains(count.State)).Sum(count => count.Count);
        return texts.Say("five-s.board",
            ("district", district is null ? texts.Say("bind.whole-city") : NameOf(district)),
            ("target", TargetOf(district, holders, target)),
            ("chosen", $"{counts.Sum(count => count.Count)}"),
            ("renovating", $"{In(FiveSState.Renovating, FiveSState.Returned)}"),
            ("rated", $"{In(FiveSState.SelfRated)}"),
            ("accepted", $"{In(FiveSState.Accepted, FiveSState.Checked)}"),
            ("published", $"{In(FiveSState.Published)}"));
    }

    public string DistrictOf(FiveSProject project) => NameOf(project.Holder.District);

    public string StateOf(FiveSProject project) => texts.Say($"five-s-state.{StateKey(project)}");

    private string TargetOf(string? district, int holders, FiveSTarget? target) => target switch
    {
        null => texts.Say("five-s.target-none"),
        { Total: null } => texts.Say("five-s.target-all", ("holders", $"{holders}")),
        _ when target.Of(district) is not { } count => texts.Say("five-s.target-none"),
        _ when district is null => texts.Say("five-s.target", ("count", $"{target.Total}")),
        _ => texts.Say(target.Split == Certainty.Found ? "five-s.target" : "five-s.target-sample", ("count", $"{target.Of(district)}")),
    };

    private async Task<string> DueAsync(FiveSProject project, CancellationToken stop) => days.Day((await calendar.CalendarAsync(stop)).Due(project.DueOn));

    private string Step(FiveSStep step) => texts.Say("action.step",
        ("date", Dates.Day(step.At)),
        ("what", texts.Say($"five-s-step.{step.Kind}", ("day", step.On is { } on ? Dates.Day(on) : ""))),
        ("by", step.By),
        ("reason", step.Reason ?? ""),
        ("photos", step.Photos.Count > 0 ? texts.Say("self-check.photos", ("count", $"{step.Photos.Count}")) : ""));

    private string StateKey(FiveSProject project) => project.IsOverdue(Today) ? "overdue" : project.State.ToString().ToLowerInvariant();

    private string NameOf(string district) => regulations.On(Today).Districts.NameOf(district);
}
