using BotAssistant.Regulations;

namespace BotAssistant.Checklists;

/// <summary>
/// All revisions of one checklist: those that ship with the service and those that the bureau has published. What is read is one immutable
/// snapshot, so that a turn never waits for the database and never sees half a change.
/// </summary>
public sealed class ChecklistShelf
{
    private readonly Revisions<Checklist> shipped;
    private volatile Revisions<Checklist> revisions;

    public ChecklistShelf(Revisions<Checklist> shipped) => revisions = this.shipped = shipped;

    public Revisions<Checklist> Revisions => revisions;

    /// <summary>The id of the list, the same in all its revisions.</summary>
    public string Id => shipped.All[0].Id;

    /// <summary>
    /// Puts what the bureau has published beside what ships. From the bureau's first revision on only its own hold: an update of the service must not
    /// replace a list that an official has edited.
    /// </summary>
    public void Put(IEnumerable<Checklist> published)
    {
        var own = published.OrderBy(list => list.From).ToList();
        revisions = own.Count == 0 ? shipped : new Revisions<Checklist>([.. shipped.All.TakeWhile(list => list.From < own[0].From), .. own]);
    }
}
