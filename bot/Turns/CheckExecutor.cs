using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Inspections;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Bot.Turns;

/// <summary>The part of <see cref="DialogExecutor"/> that is about checks and what they find.</summary>
internal sealed class CheckExecutor(SelfCheckDesk checks, ActionDesk actions, CheckCard card, RegulationBook regulations, TimeProvider time)
{
    public async Task<IReadOnlyList<CheckableWorkshop>> CheckableAsync(Caller caller, CancellationToken stop)
    {
        var kinds = regulations.On(ChinaTime.Today(time)).FoodKinds;
        return caller.Person is not { } owner
            ? []
            : [.. (await checks.CheckableAsync(owner, stop)).Select(workshop => new CheckableWorkshop(
                workshop.Id, workshop.Number, workshop.Name, [.. workshop.Particulars.Products.Select(product => kinds.GroupOf(product)?.Key).OfType<string>().Distinct()]))];
    }

    public async Task<IReadOnlyList<string>> LastFaultsAsync(Caller caller, Guid workshopId, CancellationToken stop)
        => caller.Person is { } owner && (await checks.CheckableAsync(owner, stop)).Any(workshop => workshop.Id == workshopId)
            ? (await checks.HistoryAsync(workshopId, stop)).OpenFaults
            : [];

    public async Task<Execution> FinishAsync(Caller caller, FinishedCheck check, CancellationToken stop)
    {
        if (caller.Person is not { } owner)
        {
            return new Execution.Rejected(null, new Refusal("no-workshop"));
        }

        var (report, refusal) = await checks.FinishAsync(owner, check, stop);
        return report is null ? new Execution.Rejected(null, refusal!) : new Execution.Finished(card.Of(report));
    }

    public async Task<Execution> ReportAsync(Caller caller, ReportPutRight report, CancellationToken stop)
    {
        if (caller.Person is not { } owner)
        {
            return new Execution.Rejected(null, new Refusal("no-workshop"));
        }

        var (action, refusal) = await actions.ReportAsync(owner, report.Number, report.Note, report.Photos, stop);
        return action is null
            ? new Execution.Rejected(null, refusal!)
            : new Execution.Finished(new Saying("put-right.done", [("number", action.Number.ToString(CultureInfo.InvariantCulture))]));
    }
}
