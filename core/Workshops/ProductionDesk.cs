using BotAssistant.People;

namespace BotAssistant.Workshops;

/// <summary>Takes in what owners report of their production: 停产, 复产, 歇业. Runs in the turn's transaction.</summary>
public sealed class ProductionDesk(IWorkshops workshops, TimeProvider time)
{
    public async Task<(Workshop? Workshop, Refusal? Refusal)> MoveAsync(Person owner, Guid workshopId, ProductionState to, string reason, CancellationToken stop)
    {
        if (await workshops.FindAsync(workshopId, stop) is not { } workshop || workshop.OwnerId != owner.Id)
        {
            return (null, new Refusal("workshop-unknown"));
        }

        var now = time.GetUtcNow();
        var refusal = to switch
        {
            ProductionState.Suspended => workshop.Suspend(now, owner.Name, reason),
            ProductionState.Producing => workshop.Resume(now, owner.Name, reason),
            _ => workshop.Cease(now, owner.Name, reason),
        };
        if (refusal is not null)
        {
            return (null, refusal);
        }

        await workshops.SaveAsync(workshop, stop);
        return (workshop, null);
    }
}
