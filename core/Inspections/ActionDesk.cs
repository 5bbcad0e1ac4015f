using BotAssistant.Auditing;
using BotAssistant.Checklists;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Inspections;

/// <summary>Follows faults until they are put right (整改): opened by a check, reported by the owner, verified or returned by an inspector. Runs in the turn's transaction.</summary>
public sealed class ActionDesk(ICorrectiveActions actions, IWorkshops workshops, IPeople people, IAudit audit, INotices notices, RegulationBook regulations, TimeProvider time)
{
    /// <summary>An action for each fault that counts. An item with an open one keeps that, and its day.</summary>
    /// <returns>The actions of this check's faults, new or older, critical ones first.</returns>
    public async Task<IReadOnlyList<CorrectiveAction>> OpenAsync(Workshop workshop, CheckResult check, Checklist list, CancellationToken stop)
    {
        var known = await actions.OpenAsync(workshop.Id, stop);
        var opened = new List<CorrectiveAction>();
        foreach (var fault in check.Faults)
        {
            if (list.Find(fault.ItemId) is not { Optional: false } item)
            {
                continue;
            }

            var action = known.FirstOrDefault(candidate => candidate.Origin.Checklist == list.Id && candidate.Origin.ItemId == item.Id);
            opened.Add(action ?? await OpenAsync(check, list, item, fault, stop));
        }

        return [.. opened.OrderByDescending(action => action.Origin.Critical).ThenBy(action => action.DueOn).ThenBy(action => action.Number)];
    }

    /// <summary>The owner's action by its number, or null: what is another's does not exist for them.</summary>
    public async Task<(CorrectiveAction Action, Workshop Workshop)?> OwnAsync(Person owner, int number, CancellationToken stop)
        => await FindAsync(number, stop) is { } found && found.Workshop.OwnerId == owner.Id ? found : null;

    /// <summary>An action in the districts of an inspector or officer, or null.</summary>
    public async Task<(CorrectiveAction Action, Workshop Workshop)?> SupervisedAsync(Person inspector, int number, CancellationToken stop)
        => Permissions.Allow(inspector.Role, Ability.FollowUpActions) && await FindAsync(number, stop) is { } found && inspector.Covers(found.Workshop.District) ? found : null;

    /// <summary>整改 N: the owner says it is done; the district's inspectors are told.</summary>
    public async Task<(CorrectiveAction? Action, Refusal? Refusal)> ReportAsync(Person owner, int number, string? note, IReadOnlyList<string> photos, CancellationToken stop)
    {
        if (await OwnAsync(owner, number, stop) is not var (action, workshop))
        {
            return (null, new Refusal("action-unknown"));
        }

        if (action.Report(time.GetUtcNow(), owner.Name, note, photos) is { } refusal)
        {
            return (null, refusal);
        }

        await actions.SaveAsync(action, stop);
        foreach (var inspector in await people.InspectorsOfAsync(workshop.District, stop))
        {
            await notices.TellAsync(inspector, "notice.action-reported", [("number", $"{number}"), ("workshop", workshop.Name), ("item", action.Origin.ItemId), ("text", action.Origin.Text)], stop);
        }

        return (action, null);
    }

    /// <summary>验收 N.</summary>
    public Task<(CorrectiveAction? Action, Refusal? Refusal)> VerifyAsync(Person inspector, int number, CancellationToken stop)
        => DecideAsync(inspector, number, action => action.Verify(time.GetUtcNow(), inspector.Name), "action-verified", null, stop);

    /// <summary>退回整改 N 理由: with a new day.</summary>
    public Task<(CorrectiveAction? Action, Refusal? Refusal)> ReturnAsync(Person inspector, int number, string reason, CancellationToken stop)
    {
        var today = ChinaTime.Today(time);
        var again = regulations.On(today).CorrectionTerms.AgainOn(today);
        return DecideAsync(inspector, number, action => action.Return(time.GetUtcNow(), inspector.Name, reason, again), "action-returned", reason, stop);
    }

    /// <summary>The registration has ended: nothing is left to put right.</summary>
    public async Task CloseAllAsync(Workshop workshop, string by, string reason, CancellationToken stop)
    {
        foreach (var action in await actions.OpenAsync(workshop.Id, stop))
        {
            action.Close(time.GetUtcNow(), by, reason);
            await actions.SaveAsync(action, stop);
        }
    }

    private async Task<(CorrectiveAction? Action, Refusal? Refusal)> DecideAsync(Person inspector, int number, Func<CorrectiveAction, Refusal?> decide, string what, string? reason, CancellationToken stop)
    {
        if (await SupervisedAsync(inspector, number, stop) is not var (action, workshop))
        {
            return (null, new Refusal("action-unknown"));
        }

        if (decide(action) is { } refusal)
        {
            return (null, refusal);
        }

        await actions.SaveAsync(action, stop);
        await audit.WriteAsync(time, inspector, what, $"action {number}", reason, stop);
        if (workshop.OwnerId is { } ownerId && await people.FindAsync(ownerId, stop) is { } owner)
        {
            await notices.TellAsync(owner, $"notice.{what}", [("number", $"{number}"), ("text", action.Origin.Text), ("reason", reason ?? ""), ("due", $"{action.DueOn:yyyy-MM-dd}")], stop);
        }

        return (action, null);
    }

    private async Task<CorrectiveAction> OpenAsync(CheckResult check, Checklist list, ChecklistItem item, ItemAnswer fault, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var today = ChinaTime.Today(time);
        var origin = new ActionOrigin(check.Id, list.Id, list.From, item.Id, item.Text, item.Critical, fault.Note, fault.Photos);
        var due = regulations.On(today).CorrectionTerms.DueOn(today, item.Critical);
        var action = CorrectiveAction.OpenFor(Guid.CreateVersion7(now), await actions.NextNumberAsync(stop), check.WorkshopId, origin, due, now, check.By);
        await actions.AddAsync(action, stop);
        return action;
    }

    private async Task<(CorrectiveAction Action, Workshop Workshop)?> FindAsync(int number, CancellationToken stop)
        => await actions.FindByNumberAsync(number, stop) is { } action
            ? (action, await workshops.FindAsync(action.WorkshopId, stop) ?? throw new InvalidOperationException("An action has no workshop."))
            : null;
}
