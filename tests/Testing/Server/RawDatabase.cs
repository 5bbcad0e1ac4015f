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
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Makes rows by the thousand, faster than any of our own code would.</summary>
    public Task ExecuteAsync(string sql) => CountAsync(sql);

    /// <summary>The first column of each row.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
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

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = database.Provider == "sqlite" ? new SqliteConnection(database.ConnectionString) : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
