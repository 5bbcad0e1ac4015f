using BotAssistant.Auditing;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class AuditRepository(BotContext bot, UnitOfWork unit, KeyRing keys) : IAudit
{
    public Task AddAsync(AuditEntry entry, CancellationToken stop) => unit.AddAsync([new AuditRow
    {
        Id = entry.Id,
        At = entry.At,
        Action = entry.Action,
        PersonId = entry.PersonId,
        ActorName = entry.ActorName,
        Subject = entry.Subject,
        Detail = keys.SealOptional(SealedColumn.AuditDetail, entry.Detail),
    }], stop);

    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(Guid? personId, string? subject, int limit, CancellationToken stop)
    {
        var rows = bot.AuditEntries.AsNoTracking();
        rows = personId is null ? rows : rows.Where(a => a.PersonId == personId);
        rows = subject is null ? rows : rows.Where(a => a.Subject == subject);
        var page = await rows.OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(limit).ToListAsync(stop);
        return [.. page.Select(a => new AuditEntry(a.Id, a.At, a.Action, a.PersonId, a.ActorName, a.Subject, keys.OpenOptional(SealedColumn.AuditDetail, a.Detail)))];
    }
}
