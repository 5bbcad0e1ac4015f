using BotAssistant.Reminders;

namespace BotAssistant.Persistence;

/// <summary>
/// Where the open matters of each kind stand: a query of SubjectId, DueOn, District, PersonId, Name and Number. Whatever is not in it is done. A new kind
/// with a day is a line here, a ladder in ladders.yaml and a text <c>matter.kind</c>.
/// </summary>
internal static class MatterSources
{
    // ActionState Open = 0, Returned = 2; CertificateState Valid = 0; RegistrationState Registered = 0; open ReevaluationStates = 0, 1, 2; FiveSStates with the owner = 0, 2.
    private static readonly Dictionary<string, string> ByKind = new()
    {
        [MatterKinds.FirstInspection] = """
            SELECT t."Id" AS "SubjectId", t."DueOn", t."District", w."OwnerId" AS "PersonId", w."Name", w."Number"
            FROM "InspectionTasks" t JOIN "Workshops" w ON w."Id" = t."WorkshopId" WHERE t."DoneAt" IS NULL
            """,
        [MatterKinds.CorrectiveAction] = """
            SELECT a."Id" AS "SubjectId", a."DueOn", w."District", w."OwnerId" AS "PersonId", w."Name", CAST(a."Number" AS TEXT) AS "Number"
            FROM "CorrectiveActions" a JOIN "Workshops" w ON w."Id" = a."WorkshopId" WHERE a."State" IN (0, 2)
            """,
        [MatterKinds.Certificate] = """
            SELECT c."Id" AS "SubjectId", c."ValidUntil" AS "DueOn", c."District", w."OwnerId" AS "PersonId", c."HolderName" AS "Name", c."Number"
            FROM "Certificates" c LEFT JOIN "Workshops" w ON w."Id" = c."WorkshopId" AND w."Registration" = 0
            WHERE c."State" = 0 AND NOT EXISTS (SELECT 1 FROM "Reevaluations" r WHERE r."CertificateId" = c."Id" AND r."State" IN (0, 1, 2))
            """,
        [MatterKinds.FiveSRenovation] = """
            SELECT f."Id" AS "SubjectId", f."DueOn", f."District", w."OwnerId" AS "PersonId", f."HolderName" AS "Name", CAST(f."Number" AS TEXT) AS "Number"
            FROM "FiveSProjects" f LEFT JOIN "Workshops" w ON w."Id" = f."WorkshopId" AND w."Registration" = 0 WHERE f."State" IN (0, 2)
            """,
        [MatterKinds.HealthCertificate] = """
            SELECT h."Id" AS "SubjectId", h."ExpiresOn" AS "DueOn", w."District", w."OwnerId" AS "PersonId", w."Name", CAST(h."Number" AS TEXT) AS "Number"
            FROM "HealthCertificates" h JOIN "Workshops" w ON w."Id" = h."WorkshopId" AND w."Registration" = 0 WHERE h."EndedAt" IS NULL
            """,
    };

    public static IReadOnlyCollection<string> Kinds => ByKind.Keys;

    public static string? Of(string kind) => ByKind.GetValueOrDefault(kind);
}
