using BotAssistant.Inspections;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Checklists;

/// <summary>What an owner hands in at the end of a self-check.</summary>
public sealed record FinishedCheck(Guid WorkshopId, DateOnly Revision, CheckScope Scope, string? Chapter, IReadOnlyList<ItemAnswer> Answers);

/// <summary>A result with all that is told of it.</summary>
/// <param name="Actions">What must be put right, new or still open from before, by item.</param>
public sealed record CheckReport(CheckResult Result, Checklist List, Workshop Workshop, Comparison Comparison, IReadOnlyList<CorrectiveAction> Actions);

/// <summary>Takes in self-checks (自查): scores, keeps and compares them, and makes faults into corrective actions. Runs in the turn's transaction.</summary>
public sealed class SelfCheckDesk(IWorkshops workshops, ICheckResults results, ActionDesk actions, RegulationBook regulations, TimeProvider time)
{
    /// <summary>How far back a comparison looks: some years of monthly checks.</summary>
    private const int MostResults = 60;

    /// <summary>The owner's workshops that can be checked: registered, and not closed for good.</summary>
    public async Task<IReadOnlyList<Workshop>> CheckableAsync(Person owner, CancellationToken stop)
        => [.. (await workshops.OwnedByAsync(owner.Id, stop)).Where(IsCheckable)];

    public async Task<CheckHistory> HistoryAsync(Guid workshopId, CancellationToken stop)
        => new(await results.OfAsync(workshopId, MostResults, stop));

    public async Task<(CheckReport? Report, Refusal? Refusal)> FinishAsync(Person owner, FinishedCheck check, CancellationToken stop)
    {
        if (await workshops.FindAsync(check.WorkshopId, stop) is not { } workshop || workshop.OwnerId != owner.Id)
        {
            return (null, new Refusal("workshop-unknown"));
        }

        if (!IsCheckable(workshop))
        {
            return (null, new Refusal("workshop-cancelled"));
        }

        if (regulations.SelfCheck.Begun(check.Revision) is not { } list)
        {
            return (null, new Refusal("checklist-gone"));
        }

        var history = await HistoryAsync(workshop.Id, stop);
        var now = time.GetUtcNow();
        var result = new CheckResult(
            Guid.CreateVersion7(now), await results.NextNumberAsync(stop), workshop.Id, list.Id, list.From, check.Scope, check.Chapter, now, owner.Name, Score.Of(list, check.Answers), check.Answers);
        await results.AddAsync(result, stop);
        var opened = await actions.OpenAsync(workshop, result, list, stop);
        return (new CheckReport(result, list, workshop, history.Compare(result), opened), null);
    }

    private static bool IsCheckable(Workshop workshop) => workshop is { Registration: RegistrationState.Registered, Production: not ProductionState.Ceased };
}
