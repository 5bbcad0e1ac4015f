using System.Data.Common;
using BotAssistant.Campaigns;
using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>Recipients of campaigns, in sets. What the outbox came to is taken over by <see cref="SettleAsync"/>, for its rows do not last.</summary>
internal sealed class RecipientRepository(BotContext bot, UnitOfWork unit) : ICampaignRecipients
{
    private const string Columns = """
        (SELECT c."Address" FROM "ChatIdentities" c WHERE c."PersonId" = r."PersonId" ORDER BY c."BoundAt" DESC, c."Address" LIMIT 1),
        EXISTS (SELECT 1 FROM "OptOuts" x WHERE x."PersonId" = r."PersonId")
        """;

    // RecipientState from OutboxState; what was unknown may still turn out to have been sent.
    private const string Settle = """
        UPDATE "CampaignRecipients" SET
            "State" = CASE o."State" WHEN 2 THEN 2 WHEN 4 THEN 3 WHEN 5 THEN 4 WHEN 6 THEN 5 ELSE 6 END, "Reason" = o."Reason"
        FROM "Outbox" o WHERE o."Id" = "CampaignRecipients"."OutboxId" AND "CampaignRecipients"."CampaignId" = @campaign
        AND (("CampaignRecipients"."State" = 1 AND o."State" IN (2, 4, 5, 6, 7)) OR ("CampaignRecipients"."State" = 4 AND o."State" = 2))
        """;

    private const string Tally = """
        SELECT s."State", s."Waits", s."Reason", COUNT(*) FROM (
            SELECT
                CASE WHEN r."State" NOT IN (1, 4) OR o."Id" IS NULL THEN r."State" ELSE CASE o."State" WHEN 2 THEN 2 WHEN 4 THEN 3 WHEN 5 THEN 4 WHEN 6 THEN 5 WHEN 7 THEN 6 ELSE 1 END END AS "State",
                CASE WHEN r."State" = 1 AND o."State" = 3 THEN 1 ELSE 0 END AS "Waits",
                CASE WHEN r."State" IN (1, 4) AND o."Id" IS NOT NULL THEN o."Reason" ELSE r."Reason" END AS "Reason"
            FROM "CampaignRecipients" r LEFT JOIN "Outbox" o ON o."Id" = r."OutboxId" AND r."State" IN (1, 4) WHERE r."CampaignId" = @campaign) s
        GROUP BY s."State", s."Waits", s."Reason" ORDER BY s."State", s."Waits", COUNT(*) DESC
        """;

    public async Task<int> CountUnreachableAsync(Audience audience, CancellationToken stop)
    {
        var statement = new AudienceStatement(bot, audience);
        return statement.IsOfOwners
            ? (await bot.QueryAsync($"SELECT COUNT(*) FROM \"Workshops\" w WHERE w.\"OwnerId\" IS NULL AND {statement.Condition}", reader => reader.GetInt32(0), stop, statement.With())).Single()
            : 0;
    }

    public async Task<IReadOnlyList<Recipient>> PreviewAsync(CampaignContent content, int limit, CancellationToken stop)
    {
        var statement = new AudienceStatement(bot, content.Audience);
        var people = statement switch
        {
            { IsOfOwners: false } => $"""SELECT p."Id" AS "PersonId", NULL AS "Name", NULL AS "Number", NULL AS "District" FROM "People" p WHERE {statement.Condition} ORDER BY p."Id" LIMIT @limit""",
            _ when content.IsAboutWorkshop => $"""
                SELECT w."OwnerId" AS "PersonId", w."Name", w."Number", w."District" FROM "Workshops" w
                WHERE w."OwnerId" IS NOT NULL AND {statement.Condition} ORDER BY w."Key" LIMIT @limit
                """,
            _ => $"""
                SELECT DISTINCT w."OwnerId" AS "PersonId", NULL AS "Name", NULL AS "Number", NULL AS "District" FROM "Workshops" w
                WHERE w."OwnerId" IS NOT NULL AND {statement.Condition} ORDER BY "PersonId" LIMIT @limit
                """,
        };
        return await bot.QueryAsync(
            $"""SELECT 0, r."PersonId", {Columns}, r."Name", r."Number", r."District", 0 FROM ({people}) r""",
            Read, stop, statement.With(("@limit", limit)));
    }

    public Task<bool> ExpandAsync(Campaign campaign, int limit, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        var run = (await store.QueryAsync(
            $"""SELECT "ExpandedTo", "IsExpanded" FROM "CampaignRuns" WHERE "CampaignId" = @campaign{store.ForUpdate}""",
            reader => (To: reader.GetInt32(0), IsDone: reader.GetBoolean(1)), stop, ("@campaign", campaign.Id))).Single();
        if (run.IsDone)
        {
            return false;
        }

        var statement = new AudienceStatement(store, campaign.Content.Audience);
        var upTo = statement.IsOfOwners ? await NextKeyAsync(store, run.To, limit, stop) : null;
        if (!statement.IsOfOwners || upTo is not null)
        {
            await AddAsync(store, campaign, statement, run.To, upTo, stop);
        }

        await store.ExecuteAsync(
            """UPDATE "CampaignRuns" SET "ExpandedTo" = @to, "IsExpanded" = @done WHERE "CampaignId" = @campaign""",
            stop, ("@to", upTo ?? run.To), ("@done", upTo is null), ("@campaign", campaign.Id));
        return upTo is not null;
    }, stop);

    public async Task<IReadOnlyList<Recipient>> TakePendingAsync(Campaign campaign, int limit, CancellationToken stop) => await bot.QueryAsync(
        $"""
        SELECT r."Id", r."PersonId", {Columns}, w."Name", w."Number", w."District", w."Registration" FROM (
            SELECT * FROM "CampaignRecipients" WHERE "CampaignId" = @campaign AND "State" = 0 ORDER BY "Id" LIMIT @limit{bot.SkipLocked}) r
        LEFT JOIN "Workshops" w ON w."Id" = r."WorkshopId" ORDER BY r."Id"
        """,
        Read, stop, ("@campaign", campaign.Id), ("@limit", limit));

    public Task MarkAsync(IReadOnlyList<(long Id, RecipientState State, string? Reason, Guid? OutboxId)> outcomes, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        foreach (var (id, state, reason, outboxId) in outcomes)
        {
            var row = store.CampaignRecipients.Attach(new CampaignRecipientRow { Id = id }).Entity;
            (row.State, row.Reason, row.OutboxId) = (state, reason, outboxId);
            store.Entry(row).Property(r => r.State).IsModified = true;
        }

        await unit.FlushAsync(stop);
        store.ChangeTracker.Clear();
        return true;
    }, stop);

    public Task CallOffAsync(Campaign campaign, string reason, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        await store.CampaignRecipients.Where(r => r.CampaignId == campaign.Id && r.State == RecipientState.Pending)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RecipientState.Skipped).SetProperty(r => r.Reason, reason), stop);
        return await store.Outbox.Where(o => o.CampaignId == campaign.Id && (o.State == OutboxState.Queued || o.State == OutboxState.Parked))
            .ExecuteUpdateAsync(set => set.SetProperty(o => o.State, OutboxState.Cancelled).SetProperty(o => o.Reason, reason), stop);
    }, stop);

    public Task SettleAsync(Campaign campaign, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        await store.ExecuteAsync(
            $"""
            UPDATE "Outbox" AS o SET "State" = 7, "Reason" = CASE WHEN {CampaignGate.IsBound} THEN @optedOut ELSE @left END
            WHERE o."CampaignId" = @campaign AND o."State" IN (0, 3) AND NOT {CampaignGate.IsWanted}
            """,
            stop, ("@optedOut", CampaignGate.OptedOut), ("@left", CampaignGate.Left), ("@campaign", campaign.Id));
        return await store.ExecuteAsync(Settle, stop, ("@campaign", campaign.Id));
    }, stop);

    public Task OpenHoursAsync(Campaign campaign, DateTimeOffset from, DateTimeOffset until, CancellationToken stop) => unit.WriteAsync(store => store.ExecuteAsync(
        """UPDATE "CampaignRuns" SET "SendFrom" = @from, "SendUntil" = @until WHERE "CampaignId" = @campaign AND ("SendFrom" <> @from OR "SendUntil" <> @until)""",
        stop, ("@from", store.Instant(from)), ("@until", store.Instant(until)), ("@campaign", campaign.Id)), stop);

    public Task<int> CountAheadAsync(Campaign campaign, CancellationToken stop)
        => bot.Outbox.CountAsync(o => o.CampaignId == campaign.Id && (o.State == OutboxState.Queued || o.State == OutboxState.Sending), stop);

    public Task<bool> HasOpenAsync(Campaign campaign, CancellationToken stop)
        => bot.CampaignRecipients.AnyAsync(r => r.CampaignId == campaign.Id && (r.State == RecipientState.Pending || r.State == RecipientState.Queued), stop);

    public async Task<IReadOnlyList<TallyLine>> TallyAsync(Campaign campaign, CancellationToken stop) => await bot.QueryAsync(
        Tally,
        reader => new TallyLine((RecipientState)reader.GetInt32(0), reader.GetInt32(1) == 1, reader.TextOrNull(2), reader.GetInt32(3)),
        stop, ("@campaign", campaign.Id));

    /// <summary>The key that ends the next so many workshops, whoever they are of: the cost of a part is bounded. Null after the last.</summary>
    private static async Task<int?> NextKeyAsync(BotContext store, int after, int limit, CancellationToken stop)
    {
        var keys = await store.Workshops.Where(w => w.Key > after).OrderBy(w => w.Key).Select(w => w.Key).Take(limit).ToListAsync(stop);
        return keys.Count == 0 ? null : keys[^1];
    }

    private static Task<int> AddAsync(BotContext store, Campaign campaign, AudienceStatement statement, int after, int? upTo, CancellationToken stop)
    {
        var source = statement.IsOfOwners
            ? $"""
                SELECT @campaign, w."OwnerId", {(campaign.Content.IsAboutWorkshop ? "w.\"Id\"" : "@none")}, 0 FROM "Workshops" w
                WHERE w."Key" > @after AND w."Key" <= @upTo AND w."OwnerId" IS NOT NULL AND {statement.Condition} ORDER BY w."Key"
                """
            : $"""SELECT @campaign, p."Id", @none, 0 FROM "People" p WHERE {statement.Condition} ORDER BY p."Id" """;
        return store.ExecuteAsync(
            $"""
            INSERT INTO "CampaignRecipients" ("CampaignId", "PersonId", "WorkshopId", "State") {source}
            ON CONFLICT ("CampaignId", "PersonId", "WorkshopId") DO NOTHING
            """,
            stop, statement.With(("@campaign", campaign.Id), ("@none", Guid.Empty), ("@after", after), ("@upTo", upTo)));
    }

    private static Recipient Read(DbDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetGuid(1),
        reader.TextOrNull(2) is { } address ? ChatAddress.Parse(address) : null,
        reader.GetBoolean(3),
        reader.TextOrNull(4) is { } name ? new RecipientWorkshop(name, reader.GetString(5), reader.GetString(6), reader.GetInt32(7) == 0) : null);
}
