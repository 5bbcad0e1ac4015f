namespace BotAssistant.Persistence;

/// <summary>The set-based half of <see cref="ReminderRepository"/>: nothing that grows with the number of workshops leaves the database.</summary>
internal static class ReminderStatements
{
    // ReminderState Planned = 0, Queued = 1, Sent = 2, Withdrawn = 3, Failed = 5. OutboxState Queued = 0, Sending = 1, Sent = 2, Parked = 3, Unknown = 5, Expired = 6, Cancelled = 7.
    private const string Insert = """INSERT INTO "Reminders" ("Kind", "SubjectId", "DueOn", "Rung", "District", "PersonId", "PlannedOn", "State")""";

    private const string Again = """
        ON CONFLICT ("Kind", "SubjectId", "DueOn", "Rung") DO UPDATE SET "State" = 0, "PlannedOn" = excluded."PlannedOn", "PersonId" = excluded."PersonId"
        WHERE "Reminders"."State" = 3
        """;

    private const string Messages = """SELECT 1 FROM "ReminderMessages" m JOIN "Outbox" o ON o."Id" = m."OutboxId" WHERE m."ReminderId" = "Reminders"."Id" AND """;

    public const string PlanOne = $"{Insert} VALUES (@kind, @subject, @due, @rung, @district, NULL, @today, 0) {Again}";

    /// <summary>Perhaps delivered counts as sent: it is not said twice.</summary>
    public const string Sent = $"""UPDATE "Reminders" SET "State" = 2 WHERE "State" = 1 AND EXISTS ({Messages} o."State" IN (2, 5))""";

    public const string Stale = $"""
        UPDATE "Reminders" SET "State" = 0 WHERE "State" = 1 AND NOT EXISTS ({Messages} o."State" IN (0, 1, 2, 3, 5))
        AND EXISTS ({Messages} (o."State" = 6 OR (o."State" = 7 AND o."Reason" = '{Moved}')))
        """;

    public const string Failed = $"""UPDATE "Reminders" SET "State" = 5 WHERE "State" = 1 AND NOT EXISTS ({Messages} o."State" IN (0, 1, 2, 3, 5))""";

    /// <summary>Why a message was cancelled whose matter is done or has another day. Others that it said are said anew.</summary>
    private const string Moved = "matter-moved";

    public static string Plan(string source, bool toOwner) => $"""
        {Insert} SELECT @kind, s."SubjectId", s."DueOn", @rung, s."District", {(toOwner ? "s.\"PersonId\"" : "NULL")}, @today, 0
        FROM ({source}) s WHERE s."DueOn" > @after AND s."DueOn" <= @upTo {Again}
        """;

    /// <summary>Messages of any kind of matter, among those of a condition on the outbox.</summary>
    public static string CancelMovedAmong(string condition) => $"""
        UPDATE "Outbox" SET "State" = 7, "Reason" = '{Moved}' WHERE {condition} AND EXISTS (
            SELECT 1 FROM "ReminderMessages" m JOIN "Reminders" r ON r."Id" = m."ReminderId" WHERE m."OutboxId" = "Outbox"."Id" AND ({string.Join(" OR ", MatterSources.Kinds.Select(IsMoved))}))
        """;

    public static string CancelMoved(string source) => $"""
        UPDATE "Outbox" SET "State" = 7, "Reason" = '{Moved}' WHERE "State" IN (0, 3) AND "Id" IN (
            SELECT m."OutboxId" FROM "Reminders" r JOIN "ReminderMessages" m ON m."ReminderId" = r."Id"
            WHERE r."State" = 1 AND r."Kind" = @kind AND {IsGone(source)})
        """;

    private static string IsMoved(string kind) => $"(r.\"Kind\" = '{kind}' AND {IsGone(MatterSources.Of(kind)!)})";

    /// <summary>A condition on reminder <c>r</c>: its matter is not open any more, or not for that day.</summary>
    private static string IsGone(string source) => $"""NOT EXISTS (SELECT 1 FROM ({source}) s WHERE s."SubjectId" = r."SubjectId" AND s."DueOn" = r."DueOn")""";
}
