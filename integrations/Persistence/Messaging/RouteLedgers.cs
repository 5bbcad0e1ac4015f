using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>What the platform still lets us send, by route. Nothing goes below zero: taking is an update that asks for more than zero in the same statement.</summary>
internal sealed class RouteLedgers(BotContext store, DateTimeOffset now)
{
    /// <returns>The addresses from whose window one send was taken.</returns>
    public async Task<HashSet<string>> TakeWindowsAsync(IEnumerable<string> addresses, CancellationToken stop)
    {
        // Sorted, so that two servers lock windows in the same order.
        var wanted = addresses.Order(StringComparer.Ordinal).ToList();
        return wanted.Count == 0 ? [] : [.. await store.QueryAsync(
            $"""
            UPDATE "SendWindows" SET "Remaining" = "Remaining" - 1
            WHERE {store.In("\"Address\"", "@addresses")} AND "Remaining" > 0 AND "Until" > @now RETURNING "Address"
            """,
            reader => reader.GetString(0), stop, ("@addresses", store.List(wanted)), ("@now", store.Instant(now)))];
    }

    /// <returns>The addresses whose consent to the template stands; one that is for one message is used up by this.</returns>
    public async Task<HashSet<string>> TakeConsentsAsync(IEnumerable<string> addresses, NoticeTemplate template, CancellationToken stop)
        => [.. await store.QueryAsync(
            $"""
            UPDATE "Consents" SET "Remaining" = "Remaining" - {(template.IsLongTerm ? 0 : 1)}
            WHERE {store.In("\"Address\"", "@addresses")} AND "TemplateId" = @template AND "Remaining" > 0 RETURNING "Address"
            """,
            reader => reader.GetString(0), stop, ("@addresses", store.List(addresses.Order(StringComparer.Ordinal))), ("@template", template.Id))];

    /// <returns>How many of the wanted messages the day's quota allows.</returns>
    public async Task<int> TakeQuotaAsync(string channel, NoticeTemplate template, int wanted, CancellationToken stop)
    {
        if (template.PerDay is not { } perDay)
        {
            return wanted;
        }

        (string, object?)[] key = [("@channel", channel), ("@route", (int)template.Route), ("@day", ChinaTime.DayOf(now))];
        await store.ExecuteAsync(
            """INSERT INTO "RouteQuotas" ("Channel", "Route", "Day", "Used") VALUES (@channel, @route, @day, 0) ON CONFLICT DO NOTHING""", stop, key);
        var used = (await store.QueryAsync(
            $"""SELECT "Used" FROM "RouteQuotas" WHERE "Channel" = @channel AND "Route" = @route AND "Day" = @day{store.ForUpdate}""", reader => reader.GetInt32(0), stop, key)).Single();
        var taken = Math.Clamp(perDay - used, 0, wanted);
        await store.ExecuteAsync(
            """UPDATE "RouteQuotas" SET "Used" = "Used" + @taken WHERE "Channel" = @channel AND "Route" = @route AND "Day" = @day""", stop, [.. key, ("@taken", taken)]);
        return taken;
    }

    /// <summary>Gives back what was taken for a message that the platform did not take, unless the ledger has begun anew since or the consent was withdrawn.</summary>
    public Task GiveBackAsync(OutboxRow row, CancellationToken stop)
    {
        if (!row.TookSend)
        {
            return Task.CompletedTask;
        }

        row.TookSend = false;
        var day = ChinaTime.DayOf(row.ClaimedAt!.Value);
        return row.Route switch
        {
            OutboundRoute.Conversation => store.SendWindows.Where(w => w.Address == row.Address && w.OpenedAt <= row.ClaimedAt)
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.Remaining, w => w.Remaining + 1), stop),
            OutboundRoute.Subscription => store.Consents.Where(c => c.Address == row.Address && c.TemplateId == row.TemplateId && (c.Remaining > 0 || c.ChangedAt <= row.ClaimedAt))
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Remaining, c => c.Remaining + 1), stop),
            _ => store.RouteQuotas.Where(q => q.Channel == row.Channel && q.Route == row.Route && q.Day == day && q.Used > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(q => q.Used, q => q.Used - 1), stop),
        };
    }

    /// <summary>The platform says that there is nothing left; true when that is still so, false when the person has opened the route anew since the claim.</summary>
    public async Task<bool> CloseAsync(OutboxRow row, CancellationToken stop)
    {
        if (row.Route == OutboundRoute.Subscription)
        {
            return await store.Consents.Where(c => c.Address == row.Address && c.TemplateId == row.TemplateId && c.ChangedAt <= row.ClaimedAt)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Remaining, 0), stop) > 0;
        }

        var closed = await store.SendWindows.Where(w => w.Address == row.Address && w.OpenedAt <= row.ClaimedAt)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Remaining, 0), stop);
        return closed > 0 || !await store.SendWindows.AnyAsync(w => w.Address == row.Address && w.Remaining > 0 && w.Until > now, stop);
    }
}
