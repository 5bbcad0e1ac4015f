using System.Globalization;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Reminders;
using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.DependencyInjection;

namespace BotAssistant.Bot.Tests.Year;

/// <summary>
/// Owners by the thousand, each with a workshop and what is due there, and an inspector and an officer in each district. The database makes them itself, by
/// the same arithmetic as here, as copies of one that was stored in the usual way.
/// </summary>
internal sealed class Town(TestDatabase database, FakeWeChatPlatform platform, RawDatabase raw, int count, DateOnly first)
{
    public static readonly string[] Districts = ["330203", "330205", "330206", "330211", "330212", "330213", "330225", "330226", "330281", "330282"];

    /// <summary>Kind; one workshop in how many has it; its days are spread by (number × step) modulo days, from some days before the year on.</summary>
    private static readonly (string Kind, int Each, int Step, int Days, int Before)[] Spread =
    [
        (MatterKinds.Certificate, 4, 37, 479, 30),
        (MatterKinds.HealthCertificate, 3, 53, 439, 40),
        (MatterKinds.CorrectiveAction, 5, 71, 401, 35),
        (MatterKinds.FirstInspection, 11, 29, 397, 35),
    ];

    private bool IsSqlite => database.Provider == "sqlite";

    private int Few => Math.Max(6, count / 100);

    public IReadOnlyList<Owner> Owners { get; private set; } = [];

    public IReadOnlyList<DueMatter> Matters { get; private set; } = [];

    public FakeWeChatUser Inspector(string district) => platform.User($"oInspector_{district}");

    public FakeWeChatUser Officer(string district) => platform.User($"oOfficer_{district}");

    public async Task SettleInAsync(DateTimeOffset now)
    {
        Owners = [.. Enumerable.Range(1, count).Select(number => new Owner(number, MannerOf(number), platform.User(OpenId(number))))];
        Matters = [.. Spread.SelectMany(kind => Owners.Where(owner => owner.Number % kind.Each == 0).Select(owner => Matter(kind, owner, now)))];
        await using (var services = database.Services(platform.Time))
        {
            await services.RegisterAsync(new ChatAddress("wechat", platform.Account.AppId, "oModel"), "model", Districts[0], "年糕");
            foreach (var district in Districts)
            {
                await BindAsync(services, Inspector(district), Role.Inspector, district, now);
                await BindAsync(services, Officer(district), Role.Officer, district, now);
            }
        }

        await PeopleAsync(now);
        await MattersAsync(now);
        await raw.ExecuteAsync("ANALYZE");
    }

    /// <summary>Whoever writes daily, and the staff, have written.</summary>
    public async Task WriteAsync(DateTimeOffset now)
    {
        foreach (var user in Owners.Where(owner => owner.Manner is Manner.Daily or Manner.OptedOut).Select(owner => owner.User).Concat(Districts.SelectMany(district => new[] { Inspector(district), Officer(district) })))
        {
            platform.Windows.Open(user.OpenId, Window.Message);
        }

        await raw.ExecuteAsync($"""UPDATE "SendWindows" SET "Remaining" = 4, "OpenedAt" = {Instant(now)}, "Until" = {Instant(now.AddDays(2))} WHERE "Address" NOT LIKE '%:oOwnerNow_%'""");
    }

    /// <summary>Carries out, past all of our own code, what becomes of matters at a moment.</summary>
    public async Task ChangeAsync(IEnumerable<(DueMatter Matter, Change Change)> changes)
    {
        foreach (var same in changes.GroupBy(change => (change.Matter.Kind, change.Change.DueOn, change.Change.At)))
        {
            var (table, column, done, open) = TableOf(same.Key.Kind);
            var set = same.Key.DueOn is { } due ? $"\"{column}\" = '{due:yyyy-MM-dd}', {open}" : done.Replace("{at}", Instant(same.Key.At), StringComparison.Ordinal);
            foreach (var some in same.Chunk(500))
            {
                await raw.ExecuteAsync($"""UPDATE "{table}" SET {set} WHERE "Id" IN ({string.Join(", ", some.Select(change => $"'{Id(same.Key.Kind, change.Matter.Number)}'"))})""");
            }
        }
    }

    /// <summary>The identifier of a matter in the database.</summary>
    public static string Id(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{TagOf(kind):X8}-0000-4000-8000-{number:X12}");

    public static int NumberOf(string id) => int.Parse(id[^12..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private Manner MannerOf(int number) => ((number - 1) / Few) switch
    {
        0 or 1 or 2 => Manner.Sometimes,
        3 => Manner.Silent,
        4 => Manner.OptedOut,
        5 => Manner.Gone,
        _ => Manner.Daily,
    };

    private string OpenId(int number) => string.Create(CultureInfo.InvariantCulture, $"{(MannerOf(number) is Manner.Sometimes or Manner.Silent ? "oOwnerNow" : "oOwner")}_{number:D6}");

    private DueMatter Matter((string Kind, int Each, int Step, int Days, int Before) kind, Owner owner, DateTimeOffset now)
    {
        var matter = new DueMatter(kind.Kind, owner.Number, Districts[owner.Number % 10], kind.Kind == MatterKinds.FirstInspection ? null : owner);
        matter.History.Add(new Change(now, first.AddDays((owner.Number * kind.Step % kind.Days) - kind.Before)));
        return matter;
    }

    private static async Task BindAsync(ServiceProvider services, FakeWeChatUser user, Role role, string district, DateTimeOffset now) => await services.InScopeAsync(async scope =>
    {
        var (people, work) = (scope.GetRequiredService<IPeople>(), scope.GetRequiredService<IUnitOfWork>());
        await work.BeginAsync(null, default);
        var person = new Person(Guid.CreateVersion7(), role, user.OpenId, [district], now);
        await people.AddAsync(person, default);
        await people.BindAsync(new ChatIdentity($"wechat:{WeChatAccount.Synthetic.AppId}:{user.OpenId}", person.Id, now), default);
        await work.CommitAsync(default);
        return true;
    });

    private async Task PeopleAsync(DateTimeOffset now)
    {
        var (person, series) = (IdOf(1, "n"), Series());
        var late = 3 * Few;
        var address = $"'wechat:{platform.Account.AppId}:' || CASE WHEN n <= {late + Few} THEN 'oOwnerNow_' ELSE 'oOwner_' END || {(IsSqlite ? "printf('%06d', n)" : "lpad(n::text, 6, '0')")}";
        await raw.ExecuteAsync($"""INSERT INTO "People" ("Id", "Role", "Name", "Districts", "CreatedAt") SELECT {person}, m."Role", m."Name", m."Districts", m."CreatedAt" FROM {series} s, (SELECT p.* FROM "People" p JOIN "Workshops" w ON w."OwnerId" = p."Id") m""");
        await raw.ExecuteAsync($"""INSERT INTO "ChatIdentities" ("Address", "PersonId", "BoundAt") SELECT {address}, {person}, {Instant(now)} FROM {series} s WHERE n <= {5 * Few} OR n > {6 * Few}""");
        await raw.ExecuteAsync($"""INSERT INTO "SendWindows" ("Address", "Remaining", "OpenedAt", "Until") SELECT {address}, 0, {Instant(now)}, {Instant(now)} FROM {series} s""");
        await raw.ExecuteAsync($"""INSERT INTO "SendWindows" ("Address", "Remaining", "OpenedAt", "Until") SELECT "Address", 0, {Instant(now)}, {Instant(now)} FROM "ChatIdentities" WHERE "Address" NOT LIKE '%:oOwner%'""");
        await raw.ExecuteAsync($"""INSERT INTO "OptOuts" ("PersonId", "Since") SELECT {person}, {Instant(now)} FROM {series} s WHERE n > {4 * Few} AND n <= {5 * Few}""");
        await raw.ExecuteAsync($"""
            INSERT INTO "Workshops" ("Id", "Number", "Name", "FoldedName", "District", "Address", "OwnerName", "OwnerId", "OwnerAtAddressHash", "RegisteredAt", "Production", "Registration", "Particulars", "Products", "Version")
            SELECT {IdOf(2, "n")}, 'year-' || n, '示例坊' || n, 'year' || n, {Case()}, m."Address", m."OwnerName", {person}, 'year-' || n, m."RegisteredAt", m."Production", m."Registration", m."Particulars", m."Products", m."Version"
            FROM {series} s, (SELECT * FROM "Workshops" LIMIT 1) m
            """);
    }

    private async Task MattersAsync(DateTimeOffset now)
    {
        foreach (var (kind, each, step, days, before) in Spread)
        {
            var (id, workshop, due) = (IdOf(TagOf(kind), "n"), IdOf(2, "n"), Day(first.AddDays(-before), $"(n * {step}) % {days}"));
            var some = $"{Series()} s WHERE n % {each} = 0";
            await raw.ExecuteAsync(kind switch
            {
                MatterKinds.Certificate => $"""
                    INSERT INTO "Certificates" ("Id", "Number", "Kind", "HolderName", "District", "Licence", "WorkshopId", "IssuedOn", "ValidUntil", "State", "Steps", "Version")
                    SELECT {id}, 'Y' || n, 0, '示例坊' || n, {Case()}, 'year-' || n, {workshop}, {Day(new DateOnly(2019, 1, 1), "0")}, {due}, 0, '', {id} FROM {some}
                    """,
                MatterKinds.HealthCertificate => $"""INSERT INTO "HealthCertificates" ("Id", "Number", "WorkshopId", "ExpiresOn", "RecordedAt", "Content") SELECT {id}, n, {workshop}, {due}, {Instant(now)}, '' FROM {some}""",
                MatterKinds.CorrectiveAction => $"""
                    INSERT INTO "CorrectiveActions" ("Id", "Number", "WorkshopId", "Checklist", "ItemId", "Critical", "State", "DueOn", "Origin", "Steps", "Version")
                    SELECT {id}, n, {workshop}, 'hygiene-self-check', 'A06', TRUE, 0, {due}, '', '', {id} FROM {some}
                    """,
                _ => $"""
                    INSERT INTO "InspectionTasks" ("Id", "WorkshopId", "District", "Kind", "DueOn", "Basis", "CreatedAt")
                    SELECT {id}, {workshop}, {Case()}, 'first-inspection', {due}, '示例', {Instant(now)} FROM {some}
                    """,
            });
        }
    }

    /// <summary>Table, column of the day, what is set when it is done, and when it is not.</summary>
    private static (string Table, string Column, string Done, string Open) TableOf(string kind) => kind switch
    {
        MatterKinds.Certificate => ("Certificates", "ValidUntil", "\"State\" = 1", "\"State\" = 0"),
        MatterKinds.HealthCertificate => ("HealthCertificates", "ExpiresOn", "\"EndedAt\" = {at}", "\"EndedAt\" = NULL"),
        MatterKinds.CorrectiveAction => ("CorrectiveActions", "DueOn", "\"State\" = 1", "\"State\" = 2"),
        _ => ("InspectionTasks", "DueOn", "\"DoneAt\" = {at}", "\"DoneAt\" = NULL"),
    };

    private static int TagOf(string kind) => 3 + Array.FindIndex(Spread, spread => spread.Kind == kind);

    private string Series() => IsSqlite
        ? $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) SELECT n FROM s)"
        : $"(SELECT n FROM generate_series(1, {count}) n)";

    private string IdOf(int tag, string n) => IsSqlite
        ? $"printf('{tag:X8}-0000-4000-8000-%012X', {n})"
        : $"('{tag:X8}-0000-4000-8000-' || lpad(to_hex({n}), 12, '0'))::uuid";

    private string Day(DateOnly from, string plus) => IsSqlite ? $"date('{from:yyyy-MM-dd}', '+' || ({plus}) || ' days')" : $"(DATE '{from:yyyy-MM-dd}' + {plus})";

    private static string Case() => $"CASE n % 10 {string.Join(' ', Districts.Select((district, digit) => $"WHEN {digit} THEN '{district}'"))} END";

    private string Instant(DateTimeOffset at) => IsSqlite ? $"{at.UtcTicks}" : $"TIMESTAMPTZ '{at.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00'";
}
