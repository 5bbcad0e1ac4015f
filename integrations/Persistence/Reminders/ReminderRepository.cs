using System.Data.Common;
using BotAssistant.Reminders;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class ReminderRepository(BotContext bot, UnitOfWork unit) : IReminders
{
    public async Task<int> PlanAsync(Ladder ladder, IReadOnlyList<RungSpan> spans, DateOnly today, CancellationToken stop)
    {
        if (MatterSources.Of(ladder.Kind) is not { } source)
        {
            return 0;
        }

        var planned = 0;
        foreach (var span in spans)
        {
            planned += await unit.WriteAsync(store => store.ExecuteAsync(
                ReminderStatements.Plan(source, ladder.To == Audience.Owner), stop,
                ("@kind", ladder.Kind), ("@rung", span.Rung), ("@today", today), ("@after", span.DueAfter), ("@upTo", span.DueUpTo)), stop);
        }

        return planned;
    }

    public Task<int> PlanAsync(IReadOnlyList<(ReminderKey Key, Matter Matter)> due, DateOnly today, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        var planned = 0;
        foreach (var (key, matter) in due)
        {
            planned += await store.ExecuteAsync(
                ReminderStatements.PlanOne, stop,
                ("@kind", key.Kind), ("@subject", key.SubjectId), ("@due", key.DueOn), ("@rung", key.Rung), ("@district", matter.District), ("@today", today));
        }

        return planned;
    }, stop);

    public Task<int> SettleAsync(CancellationToken stop) => unit.WriteAsync(async store =>
    {
        foreach (var kind in MatterSources.Kinds)
        {
            await store.ExecuteAsync(ReminderStatements.CancelMoved(MatterSources.Of(kind)!), stop, ("@kind", kind));
        }

        return await store.ExecuteAsync(ReminderStatements.Sent, stop)
            + await store.ExecuteAsync(ReminderStatements.Stale, stop)
            + await store.ExecuteAsync(ReminderStatements.Failed, stop);
    }, stop);

    public async Task<IReadOnlyList<Guid>> PeopleAsync(Guid? after, int limit, CancellationToken stop)
        => await bot.QueryAsync(
            $"""
            SELECT DISTINCT "PersonId" FROM "Reminders" WHERE "State" = 0 AND "PersonId" IS NOT NULL {(after is null ? "" : "AND \"PersonId\" > @after")}
            ORDER BY "PersonId" LIMIT @limit
            """,
            reader => reader.GetGuid(0), stop, [("@limit", limit), .. after is null ? Array.Empty<(string, object?)>() : [("@after", after)]]);

    public Task<IReadOnlyList<PlannedReminder>> OfAsync(IReadOnlyCollection<Guid> people, CancellationToken stop)
        => PageAsync($"{bot.In("\"PersonId\"", "@people")} ORDER BY \"Id\"", stop, ("@people", bot.List(people)));

    public async Task<IReadOnlyList<string>> DistrictsAsync(CancellationToken stop)
        => await bot.Reminders.Where(r => r.State == ReminderState.Planned && r.PersonId == null).Select(r => r.District).Distinct().Order().ToListAsync(stop);

    public Task<IReadOnlyList<PlannedReminder>> OfDistrictAsync(string district, long after, int limit, CancellationToken stop)
        => PageAsync("\"PersonId\" IS NULL AND \"District\" = @district AND \"Id\" > @after ORDER BY \"Id\" LIMIT @limit", stop, ("@district", district), ("@after", after), ("@limit", limit));

    public async Task<IReadOnlyList<Matter>> MattersAsync(string kind, IReadOnlyCollection<Guid> subjects, CancellationToken stop)
        => MatterSources.Of(kind) is { } source
            ? await bot.QueryAsync($"SELECT s.* FROM ({source}) s WHERE {bot.In("s.\"SubjectId\"", "@subjects")}", reader => Read(kind, reader), stop, ("@subjects", bot.List(subjects)))
            : [];

    public async Task<IReadOnlyList<Matter>> OpenAsync(Guid? person, IReadOnlyList<string>? districts, IReadOnlyCollection<string> kinds, DateOnly upTo, int limit, CancellationToken stop)
    {
        var open = new List<Matter>();
        foreach (var kind in kinds.Where(kind => MatterSources.Of(kind) is not null))
        {
            var whose = person is not null ? "AND s.\"PersonId\" = @person" : districts is not null ? $"AND {bot.In("s.\"District\"", "@districts")}" : "";
            open.AddRange(await bot.QueryAsync(
                $"SELECT s.* FROM ({MatterSources.Of(kind)}) s WHERE s.\"DueOn\" <= @upTo {whose} ORDER BY s.\"DueOn\" LIMIT @limit",
                reader => Read(kind, reader), stop,
                [("@upTo", upTo), ("@limit", limit), .. person is not null ? [("@person", person)] : districts is not null ? [("@districts", bot.List(districts))] : Array.Empty<(string, object?)>()]));
        }

        return [.. open.OrderBy(matter => matter.DueOn).ThenBy(matter => matter.Number, StringComparer.Ordinal).Take(limit)];
    }

    public Task MoveAsync(IReadOnlyCollection<long> ids, ReminderState to, IReadOnlyCollection<Guid> messages, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        store.ReminderMessages.AddRange(from id in ids from message in messages select new ReminderMessageRow { ReminderId = id, OutboxId = message });
        await unit.FlushAsync(stop);
        return await store.ExecuteAsync($"UPDATE \"Reminders\" SET \"State\" = @state WHERE {store.In("\"Id\"", "@ids")}", stop, ("@state", (int)to), ("@ids", store.List(ids)));
    }, stop);

    private async Task<IReadOnlyList<PlannedReminder>> PageAsync(string condition, CancellationToken stop, params (string, object?)[] parameters)
        => await bot.QueryAsync(
            $"""SELECT "Id", "Kind", "SubjectId", "DueOn", "Rung", "District", "PersonId" FROM "Reminders" WHERE "State" = 0 AND {condition}{bot.ForUpdate}""",
            reader => new PlannedReminder(
                reader.GetInt64(0),
                new ReminderKey(reader.GetString(1), reader.GetGuid(2), reader.GetFieldValue<DateOnly>(3), reader.GetInt32(4)),
                reader.GetString(5),
                reader.IsDBNull(6) ? null : reader.GetGuid(6)),
            stop, parameters);

    private static Matter Read(string kind, DbDataReader reader) => new(
        kind, reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetGuid(3), reader.GetString(4), reader.GetString(5));
}
