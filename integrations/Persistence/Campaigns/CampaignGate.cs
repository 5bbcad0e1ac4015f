namespace BotAssistant.Persistence;

/// <summary>
/// What a campaign's message must pass at the moment it is claimed. It holds against everything that happens after queueing: a pause or a stop is one
/// row's change, however much is queued, and an opt-out that a batch on its way did not see still counts.
/// </summary>
internal static class CampaignGate
{
    public const string OptedOut = "opted-out";

    /// <summary>A condition on outbox row <c>o</c> with parameter <c>@now</c>: no campaign's, or of one that runs, in its hours, to somebody who has not opted out.</summary>
    public const string IsOpen = $"""
        (o."CampaignId" IS NULL OR (EXISTS (
            SELECT 1 FROM "Campaigns" c JOIN "CampaignRuns" r ON r."CampaignId" = c."Id"
            WHERE c."Id" = o."CampaignId" AND c."State" = 3 AND r."SendFrom" <= @now AND r."SendUntil" > @now)
            AND NOT {HasOptedOut}))
        """;

    /// <summary>A condition on outbox row <c>o</c>: its chat is bound to somebody who has opted out.</summary>
    public const string HasOptedOut = """
        EXISTS (SELECT 1 FROM "ChatIdentities" i JOIN "OptOuts" x ON x."PersonId" = i."PersonId" WHERE i."Address" = o."Address")
        """;
}
