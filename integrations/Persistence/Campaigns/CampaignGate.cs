namespace BotAssistant.Persistence;

/// <summary>
/// What a campaign's message must pass at the moment it is claimed. It holds against everything that happens after queueing: a pause or a stop is one
/// row's change, however much is queued, and an opt-out or a leaving that a batch on its way did not see still counts.
/// </summary>
internal static class CampaignGate
{
    public const string OptedOut = "opted-out", Left = "contact-left";

    /// <summary>A condition on outbox row <c>o</c> with parameter <c>@now</c>: no campaign's, or of one that runs, in its hours, to somebody who may have it.</summary>
    public const string IsOpen = $"""
        (o."CampaignId" IS NULL OR (EXISTS (
            SELECT 1 FROM "Campaigns" c JOIN "CampaignRuns" r ON r."CampaignId" = c."Id"
            WHERE c."Id" = o."CampaignId" AND c."State" = 3 AND r."SendFrom" <= @now AND r."SendUntil" > @now)
            AND {IsWanted}))
        """;

    /// <summary>A condition on outbox row <c>o</c>: its chat is still bound, to somebody who has not opted out.</summary>
    public const string IsWanted = """
        EXISTS (SELECT 1 FROM "ChatIdentities" i WHERE i."Address" = o."Address" AND NOT EXISTS (SELECT 1 FROM "OptOuts" x WHERE x."PersonId" = i."PersonId"))
        """;

    /// <summary>A condition on outbox row <c>o</c>: its chat is bound to somebody.</summary>
    public const string IsBound = """
        EXISTS (SELECT 1 FROM "ChatIdentities" i WHERE i."Address" = o."Address")
        """;
}
