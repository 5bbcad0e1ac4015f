using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.Reminders;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Plans;
using BotAssistant.Regulations;
using BotAssistant.Reminders;

namespace BotAssistant.Dialogs.Plans;

/// <summary>计划 [年]: the plan's reports and tasks of a year with their days, and what the caller's district has done. Without a year this one, or the plan's last.</summary>
public sealed class PlanWord(ITexts texts, PlanDesk desk, ReminderDesk calendar, MatterCard days, RegulationBook regulations, TimeProvider time) : IWord
{
    public string Name => "plan";
    public Ability Needs => Ability.FollowPlan;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || YearOf(argument) is not null;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (regulations.Plans.All[0].From > ChinaTime.Today(time))
        {
            return new WordReply.Says(texts.Say("plan.none"));
        }

        var years = desk.Plan.Years.Select(year => year.Year).ToList();
        var year = YearOf(argument) ?? Math.Clamp(ChinaTime.Today(time).Year, years[0], years[^1]);
        if (!years.Contains(year))
        {
            return WordReply.Refused(texts, new Refusal("plan-year", ("years", texts.List(years))));
        }

        var districts = caller.Person!.DistrictsOrCity();
        var due = await calendar.CalendarAsync(stop);
        var standings = await desk.OfYearAsync(year, districts, stop);
        string[] lines =
        [
            texts.Say("plan.head", ("plan", desk.Plan.Name), ("year", $"{year}")),
            .. standings.Select(standing => Line(standing, districts, standing.Item.DueOn is { } day ? days.Day(due.Due(day)) : texts.Say("plan.no-day"))),
            texts.Say(districts is [_] ? "plan.how" : "plan.how-city", ("years", texts.List(years))),
        ];
        return new WordReply.Says(string.Join('\n', lines));
    }

    private string Line(PlanStanding standing, IReadOnlyList<string>? districts, string due) => texts.Say(
        standing.Item.Kind == MatterKinds.PlanReport ? "plan.report" : "plan.task",
        ("number", $"{standing.Item.Number}"), ("name", standing.Item.Name), ("due", due), ("state", StateOf(standing, districts)));

    /// <summary>One district: done or not, by whom; several: how many have.</summary>
    private string StateOf(PlanStanding standing, IReadOnlyList<string>? districts)
    {
        if (districts is not [_])
        {
            return texts.Say("plan.done-count", ("count", $"{standing.Marks.Count}"), ("all", $"{districts?.Count ?? regulations.Districts.On(ChinaTime.Today(time)).All.Count}"));
        }

        return standing.Marks is [var mark]
            ? texts.Say("plan.done", ("day", Dates.Day(mark.At)), ("by", mark.By), ("note", mark.Note ?? ""))
            : texts.Say(standing.Item.DueOn < ChinaTime.Today(time) ? "plan.overdue" : "plan.open");
    }

    private static int? YearOf(string argument) => argument.Length >= 4 && int.TryParse(argument.TrimEnd('年'), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2999 ? year : null;
}

/// <summary>计划完成 N, 计划撤销 N: a report was sent, a task is done, or it was not. Who covers several districts names one: 计划完成 3 海曙.</summary>
public sealed class PlanMarkWord(string name, bool done, ITexts texts, PlanDesk desk, RegulationBook regulations, TimeProvider time) : IWord
{
    private const int MaxNote = 200;

    public string Name => name;
    public Ability Needs => Ability.FollowPlan;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is not null;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        var (district, note) = DistrictOf(caller.Person!, Arguments.NumberAndRest(argument)!.Value.Tail);
        if (district is null)
        {
            return WordReply.Refused(texts, new Refusal("plan-which-district", ("example", texts.Say("plan.example", ("word", WordBook.Spellings(texts, Name)[0])))));
        }

        if (note.Length > MaxNote)
        {
            return WordReply.Refused(texts, new Refusal("text-too-long", ("max", $"{MaxNote}"), ("length", $"{note.Length}")));
        }

        var (item, problem) = done
            ? await desk.MarkAsync(caller.Person!, number, district, note.Length == 0 ? null : note, stop)
            : await desk.UnmarkAsync(caller.Person!, number, district, stop);
        return item is null
            ? WordReply.Refused(texts, problem!)
            : new WordReply.Says(texts.Say(done ? "plan.marked" : "plan.unmarked", ("number", $"{number}"), ("name", item.Name), ("district", Districts.NameOf(district))));
    }

    private Districts Districts => regulations.On(ChinaTime.Today(time)).Districts;

    /// <summary>The caller's only district, or the one that is named first; what follows is a note.</summary>
    private (string? District, string Note) DistrictOf(Person officer, string tail)
    {
        var (first, rest) = Arguments.FirstAndRest(tail);
        if (first.Length > 0 && Districts.Find(first) is { } named)
        {
            return (named.Code, rest);
        }

        return officer.Districts is [var only] && only != Person.WholeCity ? (only, tail) : (null, tail);
    }
}
