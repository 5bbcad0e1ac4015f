using BotAssistant.Messaging;

namespace BotAssistant.Persistence;

/// <summary>Part of the statement that stores an inbound message, so that each consent in it counts once, however often the message comes.</summary>
internal static class ConsentStatement
{
    /// <param name="template">The parameter that holds the template's id.</param>
    public static string Of(ConsentAct act, string template) => $"""
        INSERT INTO "Consents" ("Address", "TemplateId", "Remaining", "ChangedAt")
        SELECT @address, {template}, {(act == ConsentAct.Withdrawn ? 0 : 1)}, @now WHERE EXISTS (SELECT 1 FROM "Inbox" WHERE "Id" = @id)
        ON CONFLICT ("Address", "TemplateId") DO UPDATE SET "Remaining" = {(act == ConsentAct.Once ? "\"Consents\".\"Remaining\" + 1" : "excluded.\"Remaining\"")}, "ChangedAt" = excluded."ChangedAt";

        """;
}
