using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Inspections;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>What a self-check came to, as its owner reads it: when it is handed in, and years later.</summary>
public sealed class CheckCard(ITexts texts, RegulationBook regulations)
{
    /// <summary>The answer to a check that has just been handed in: critical faults first, held against the last one, and what to do next.</summary>
    public Saying Of(CheckReport report)
    {
        var result = report.Result;
        var hasFaults = result.Faults.Any();
        return new Saying("self-check.done",
        [
            ("workshop", report.Workshop.Name),
            ("head", Head(result)),
            ("score", ScoreOf(result.Score)),
            ("faults", hasFaults ? Faults(report) : texts.Say("self-check.no-faults")),
            ("compared", Compared(report.Comparison)),
            ("next", texts.Say(report.Actions.Count > 0 ? "self-check.next-actions" : "self-check.next-none", ("example", report.Actions.Count > 0 ? Number(report.Actions[0].Number) : ""))),
        ]);
    }

    /// <summary>A stored result, by the revision of the list that it was made with.</summary>
    public string Of(CheckResult result, string workshop)
    {
        var list = regulations.SelfCheck.Begun(result.Revision);
        return texts.Say("self-check.record",
            ("workshop", workshop),
            ("head", Head(result)),
            ("list", list?.Name ?? result.Checklist),
            ("revision", Dates.Day(result.Revision)),
            ("score", ScoreOf(result.Score)),
            ("faults", Answers(result, list, Verdict.Fault) is { Length: > 0 } faults ? faults : texts.Say("self-check.no-faults")),
            ("omitted", Answers(result, list, Verdict.NotApplicable) is { Length: > 0 } omitted ? omitted : texts.Say("card.none")));
    }

    /// <summary>One line: number, day, how much was checked, score.</summary>
    public string Line(CheckResult result)
        => texts.Say("self-check.result-line", ("head", Head(result)), ("score", Brief(result.Score)));

    /// <summary>Score and verdict in a few words.</summary>
    public string Brief(Score score) => score.CriticalFaults > 0
        ? texts.Say("self-check.short-critical", ("percent", Percent(score)), ("critical", Number(score.CriticalFaults)), ("faults", Number(score.Faults)))
        : texts.Say("self-check.short", ("percent", Percent(score)), ("faults", Number(score.Faults)));

    private string Head(CheckResult result) => texts.Say("self-check.head",
        ("number", Number(result.Number)),
        ("date", Dates.Day(result.FinishedAt)),
        ("scope", texts.Say($"self-check.scope-name.{ScopeKey(result.Scope)}", ("chapter", result.Chapter ?? ""))));

    private string ScoreOf(Score score) => texts.Say(score.Percent is null ? "self-check.score-none" : "self-check.score",
        ("percent", Percent(score)),
        ("grade", score.Grade ?? ""),
        ("conforming", Number(score.Conforming)),
        ("faults", Number(score.Faults)),
        ("critical", Number(score.CriticalFaults)),
        ("omitted", Number(score.NotApplicable)));

    private string Faults(CheckReport report)
    {
        var unfollowed = report.Result.Faults.Where(fault => report.Actions.All(action => action.Origin.ItemId != fault.ItemId));
        string[] blocks =
        [
            Block("self-check.critical-faults", report.Actions.Where(action => action.Origin.Critical).Select(action => ActionLine(action, report.Result))),
            Block("self-check.other-faults", report.Actions.Where(action => !action.Origin.Critical).Select(action => ActionLine(action, report.Result))),
            Block("self-check.optional-faults", unfollowed.Select(fault => texts.Say("self-check.fault-line", ("id", fault.ItemId), ("text", TextOf(report.List, fault.ItemId)), ("note", "")))),
        ];
        return string.Join('\n', blocks.Where(block => block.Length > 0));
    }

    private string ActionLine(CorrectiveAction action, CheckResult result) => texts.Say(
        action.IsOverdue(DateOnly.FromDateTime(ChinaTime.In(result.FinishedAt).DateTime)) ? "self-check.action-line-overdue" : "self-check.action-line",
        ("number", Number(action.Number)),
        ("id", action.Origin.ItemId),
        ("text", action.Origin.Text),
        ("due", Dates.Day(action.DueOn)));

    private string Block(string headKey, IEnumerable<string> lines) => lines.ToList() is { Count: > 0 } some ? string.Join('\n', [texts.Say(headKey), .. some]) : "";

    private string Compared(Comparison comparison)
    {
        var changes = (Right: Number(comparison.PutRight.Count), Again: Number(comparison.Again.Count), Fresh: Number(comparison.Fresh.Count));
        return comparison.Before is { } before
            ? texts.Say("self-check.compared",
                ("date", Dates.Day(before.FinishedAt)),
                ("percent", Percent(before.Score)),
                ("right", changes.Right),
                ("again", changes.Again),
                ("fresh", changes.Fresh))
            : texts.Say(comparison.PutRight.Count + comparison.Again.Count > 0 ? "self-check.compared-items" : "self-check.compared-none", ("right", changes.Right), ("again", changes.Again), ("fresh", changes.Fresh));
    }

    private string Answers(CheckResult result, Checklist? list, Verdict verdict) => string.Join('\n', result.Answers
        .Where(answer => answer.Verdict == verdict)
        .OrderByDescending(answer => list?.Find(answer.ItemId)?.Critical ?? false)
        .Select(answer => texts.Say("self-check.fault-line", ("id", answer.ItemId), ("text", TextOf(list, answer.ItemId)), ("note", NoteOf(answer)))));

    private string NoteOf(ItemAnswer answer) => string.Concat(
        answer.Note is { } note ? texts.Say("self-check.note", ("note", note)) : "",
        answer.Photos.Count > 0 ? texts.Say("self-check.photos", ("count", Number(answer.Photos.Count))) : "");

    private static string TextOf(Checklist? list, string itemId) => list?.Find(itemId)?.Text ?? "";

    private string Percent(Score score) => score.Percent?.ToString("0.#", CultureInfo.InvariantCulture) ?? texts.Say("self-check.no-percent");

    private static string ScopeKey(CheckScope scope) => scope switch
    {
        CheckScope.Critical => "critical",
        CheckScope.LastFaults => "last-faults",
        CheckScope.Chapter => "chapter",
        _ => "whole",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
