using BotAssistant.Auditing;
using BotAssistant.Regulations;

namespace BotAssistant.Checklists;

/// <summary>Takes in the bureau's revisions of the self-check list and the score sheets, and takes back those that have not begun. Runs in the caller's transaction.</summary>
public sealed class ChecklistDesk(IChecklistRevisions published, IAudit audit, RegulationBook regulations, TimeProvider time)
{
    /// <summary>Brings the shelves up to what is stored.</summary>
    public async Task RefreshAsync(CancellationToken stop)
    {
        foreach (var shelf in regulations.Shelves)
        {
            var stored = await published.OfAsync(shelf.Id, stop);
            shelf.Put(stored.Where(revision => revision.WithdrawnAt is null).Select(revision => revision.List));
        }
    }

    /// <summary>Stores a revision that was read from a file and seen as <paramref name="change"/>. It holds from its first day on.</summary>
    public async Task<Refusal?> PublishAsync(ChecklistChange change, string fileHash, string by, CancellationToken stop)
    {
        await RefreshAsync(stop);
        var (last, next, now) = (regulations.Checklist(change.After.Id)?.All[^1], change.After, time.GetUtcNow());
        if (last is null)
        {
            return new Refusal("checklist-unknown", ("list", next.Id));
        }

        if (last.From != change.Before.From)
        {
            return new Refusal("checklist-changed-meanwhile", ("from", $"{last.From:O}"));
        }

        if (next.From < ChinaTime.Today(time) || next.From <= last.From)
        {
            return new Refusal("checklist-begins-too-early", ("from", $"{next.From:O}"));
        }

        await published.AddAsync(new PublishedChecklist(Guid.CreateVersion7(now), next, now, by, fileHash, null, null), stop);
        await WriteDownAsync("checklist-published", next, by, $"code {change.Code}, sha256 {fileHash}", stop);
        return null;
    }

    /// <summary>Takes back a revision that has not begun. What has begun can only be followed by another.</summary>
    public async Task<Refusal?> WithdrawAsync(string list, DateOnly from, string by, CancellationToken stop)
    {
        var stored = await published.OfAsync(list, stop);
        if (stored.FirstOrDefault(revision => revision.WithdrawnAt is null && revision.List.From == from) is not { } coming)
        {
            return new Refusal("checklist-no-such-revision", ("from", $"{from:O}"));
        }

        if (from <= ChinaTime.Today(time))
        {
            return new Refusal("checklist-has-begun", ("from", $"{from:O}"));
        }

        await published.WithdrawAsync(coming.Id, time.GetUtcNow(), by, stop);
        await WriteDownAsync("checklist-withdrawn", coming.List, by, null, stop);
        return null;
    }

    private Task WriteDownAsync(string action, Checklist list, string by, string? detail, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        return audit.AddAsync(new AuditEntry(Guid.CreateVersion7(now), now, action, null, by, $"checklist {list.Id} {list.From:O}", detail), stop);
    }
}
