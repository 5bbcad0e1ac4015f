using BotAssistant.Checklists;
using BotAssistant.Commitments;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Commitments;
using BotAssistant.Dialogs.Records;
using BotAssistant.Identifiers;
using BotAssistant.Inspections;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Workshops;

/// <summary>All that an inspector asks of a workshop on one screen; ID and phone masked.</summary>
public sealed class StatusCard(
    ITexts texts,
    IWorkshops workshops,
    IInspectionTasks tasks,
    ICheckResults checks,
    ICorrectiveActions actions,
    CommitmentDesk commitments,
    CommitmentLine commitmentLine,
    CheckCard checkCard,
    RecordsCard recordsCard,
    RegulationBook regulations,
    TimeProvider time)
{
    private const int MostEvents = 5;

    public async Task<string> OfAsync(Workshop workshop, CancellationToken stop)
    {
        var facts = workshop.Particulars;
        var today = ChinaTime.Today(time);
        var due = (await tasks.OpenAsync(workshop.Id, stop)).Select(task => texts.Say(
            task.DueOn < today ? "card.task-overdue" : "card.task",
            ("kind", texts.Say($"task-kind.{task.Kind}")),
            ("due", Dates.Day(task.DueOn)),
            ("basis", task.Basis)));
        var events = (await workshops.EventsAsync(workshop.Id, stop)).TakeLast(MostEvents).Select(happened => texts.Say(
            "card.event",
            ("date", Dates.Day(happened.At)),
            ("what", texts.Say($"workshop-event.{happened.Kind}")),
            ("by", happened.By),
            ("reason", happened.Reason ?? "")));
        return texts.Say("card.text",
            ("name", workshop.Name),
            ("number", workshop.Number),
            ("registration", texts.Say($"registration.{workshop.Registration.ToString().ToLowerInvariant()}")),
            ("registered", Dates.Day(workshop.RegisteredAt)),
            ("production", texts.Say($"production-state.{workshop.Production.ToString().ToLowerInvariant()}")),
            ("district", regulations.On(today).Districts.NameOf(workshop.District)),
            ("address", facts.Address),
            ("owner", facts.OwnerName),
            ("id", ResidentId.Mask(facts.IdNumber)),
            ("mobile", MobileNumber.Mask(facts.Mobile)),
            ("credit", facts.CreditCode ?? texts.Say("card.no-licence")),
            ("products", texts.List(facts.Products)),
            ("online", texts.Say(facts.OnlineSale ? "card.online" : "card.not-online")),
            ("commitment", commitmentLine.Of(await commitments.LookAsync(workshop, stop))),
            ("check", await LastCheckAsync(workshop, stop)),
            ("actions", await ActionsAsync(workshop, today, stop)),
            ("records", await recordsCard.OfAsync(workshop, stop)),
            ("tasks", Lines(due)),
            ("events", Lines(events)));
    }

    private async Task<string> LastCheckAsync(Workshop workshop, CancellationToken stop)
        => await checks.OfAsync(workshop.Id, 1, stop) is [var last] ? checkCard.Line(last) : texts.Say("card.none");

    private async Task<string> ActionsAsync(Workshop workshop, DateOnly today, CancellationToken stop)
    {
        var open = await actions.OpenAsync(workshop.Id, stop);
        return open.Count == 0
            ? texts.Say("card.none")
            : texts.Say("card.actions",
                ("open", $"{open.Count(action => action.WaitsForOwner)}"),
                ("overdue", $"{open.Count(action => action.IsOverdue(today))}"),
                ("reported", $"{open.Count(action => !action.WaitsForOwner)}"));
    }

    private string Lines(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } text ? text : texts.Say("card.none");
}
