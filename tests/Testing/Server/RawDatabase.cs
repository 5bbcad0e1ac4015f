using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BotAssistant.Testing.Server;

/// <summary>Counts rows as an auditor would, past all of our own code.</summary>
public sealed class RawDatabase(TestDatabase database)
{
    public async Task<long> CountAsync(string sql)
    {
        await using DbConnection connection = database.Provider == "sqlite" ? new SqliteConnection(database.ConnectionString) : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Rows that break "answered once, one way": left waiting, failed, answered both directly and by push, or pushed twice.</summary>
    public async Task<IReadOnlyList<string>> BrokenPromisesAsync()
    {
        var checks = new Dictionary<string, string>
        {
            ["left waiting"] = """SELECT COUNT(*) FROM "Inbox" WHERE "State" = 0""",
            ["failed"] = """SELECT COUNT(*) FROM "Inbox" WHERE "State" = 2""",
            ["answered both ways"] = """SELECT COUNT(*) FROM "Inbox" i JOIN "Outbox" o ON o."AnswerTo" = i."Id" WHERE i."DirectReply" IS NOT NULL AND o."Sequence" = 0""",
            ["pushed twice"] = """SELECT COUNT(*) FROM (SELECT "AnswerTo" FROM "Outbox" WHERE "AnswerTo" IS NOT NULL GROUP BY "AnswerTo", "Sequence" HAVING COUNT(*) > 1) d""",
            ["stored twice"] = """SELECT COUNT(*) FROM (SELECT "DedupeKey" FROM "Inbox" GROUP BY "DedupeKey" HAVING COUNT(*) > 1) d""",
        };
        var broken = new List<string>();
        foreach (var (name, sql) in checks)
        {
            if (await CountAsync(sql) is > 0 and var count)
            {
                broken.Add($"{name}: {count}");
            }
        }

        return broken;
    }
}
