using System.Globalization;
using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.DependencyInjection;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>
/// Owners by the thousand, each with a workshop and a chat: copies of one that was stored in the usual way, made by the database itself. Most are the
/// audience of "海曙区, 年糕"; some live elsewhere, make something else, have left, have opted out, or have not written for days.
/// </summary>
internal sealed class Crowd(FakeWeChatPlatform platform, TestDatabase database, RawDatabase raw)
{
    public const string Prefix = "oCrowd_";

    private const int Some = 10;

    public IReadOnlyList<FakeWeChatUser> Audience { get; private set; } = [];
    public IReadOnlyList<FakeWeChatUser> OptedOut { get; private set; } = [];
    public IReadOnlyList<FakeWeChatUser> Unfollowed { get; private set; } = [];

    /// <summary>Without an open window.</summary>
    public IReadOnlyList<FakeWeChatUser> Silent { get; private set; } = [];

    private bool IsSqlite => database.Provider == "sqlite";

    public async Task<Crowd> GatherAsync(int count)
    {
        await using (var services = database.Services())
        {
            await services.RegisterAsync(new Messaging.ChatAddress("wechat", platform.Account.AppId, "oModel"), "model", "330203", "年糕");
        }

        var users = Enumerable.Range(1, count).Select(n => platform.User(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{n:D6}"))).ToList();
        (OptedOut, Unfollowed, Silent) = (users[..Some], users[Some..(2 * Some)], users[(2 * Some)..(3 * Some)]);
        Audience = users[(3 * Some)..(count * 8 / 10)];
        foreach (var user in users.Except(Silent))
        {
            platform.Windows.Open(user.OpenId, Window.Message);
        }

        await CopyAsync(count);
        return this;
    }

    /// <summary>The last tenth lives in another district, the tenth before it makes something else.</summary>
    private async Task CopyAsync(int count)
    {
        var (id, series) = IsSqlite
            ? ("printf('%08X-0000-4000-8000-%012X', n, n)", $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) SELECT n FROM s)")
            : ("(lpad(to_hex(n), 8, '0') || '-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid", $"(SELECT n FROM generate_series(1, {count}) n)");
        var (now, until) = IsSqlite
            ? ($"{platform.Time.GetUtcNow().UtcTicks}", $"{platform.Time.GetUtcNow().AddDays(2).UtcTicks}")
            : ("now()", "now() + interval '2 days'");
        var address = $"'wechat:{platform.Account.AppId}:{Prefix}' || {(IsSqlite ? "printf('%06d', n)" : "lpad(n::text, 6, '0')")}";
        await raw.ExecuteAsync($"""
            INSERT INTO "People" ("Id", "Role", "Name", "Districts", "CreatedAt")
            SELECT {id}, m."Role", m."Name", m."Districts", m."CreatedAt" FROM {series} s, (SELECT * FROM "People" LIMIT 1) m
            """);
        await raw.ExecuteAsync($"""INSERT INTO "ChatIdentities" ("Address", "PersonId", "BoundAt") SELECT {address}, {id}, {now} FROM {series} s""");
        await raw.ExecuteAsync($"""
            INSERT INTO "SendWindows" ("Address", "Remaining", "OpenedAt", "Until") SELECT {address}, 5, {now}, {until} FROM {series} s WHERE n <= {2 * Some} OR n > {3 * Some}
            """);
        await raw.ExecuteAsync($"""
            INSERT INTO "Workshops" ("Id", "Number", "Name", "FoldedName", "District", "Address", "OwnerName", "OwnerId", "OwnerAtAddressHash", "RegisteredAt", "Production", "Registration", "Particulars", "Products", "Version")
            SELECT {id}, 'crowd-' || n, '示例坊' || n, 'crowd' || n, CASE WHEN n > {count * 9 / 10} THEN '330282' ELSE m."District" END, m."Address", m."OwnerName", {id}, 'crowd-' || n,
                m."RegisteredAt", m."Production", m."Registration", m."Particulars", CASE WHEN n > {count * 8 / 10} AND n <= {count * 9 / 10} THEN ' group:soy kind:tofu ' ELSE m."Products" END, m."Version"
            FROM {series} s, (SELECT * FROM "Workshops" LIMIT 1) m
            """);
        await raw.ExecuteAsync("""UPDATE "Workshops" SET "District" = '330282' WHERE "Number" NOT LIKE 'crowd-%'""");
    }
}
