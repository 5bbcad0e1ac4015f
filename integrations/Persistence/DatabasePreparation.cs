using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>Brings the database up to the model's last migration. Several servers may start at once.</summary>
internal sealed class DatabasePreparation(IDbContextFactory<BotContext> contexts, WriteGate gate)
{
    /// <summary>Any number that nobody else locks on: "BotAssis" in ASCII.</summary>
    private const string Lock = "4778918230889294195";

    public async Task RunAsync(CancellationToken stop)
    {
        await using var bot = await contexts.CreateDbContextAsync(stop);
        if (gate.OneWriter)
        {
            await MigrateAsync(bot, stop);
            await bot.ExecuteAsync("PRAGMA journal_mode = WAL", stop);
            return;
        }

        // Asking first keeps the usual start free of locks and of the design-time model, which costs a third of a second.
        if (!(await bot.Database.GetPendingMigrationsAsync(stop)).Any())
        {
            return;
        }

        await bot.Database.OpenConnectionAsync(stop);
        await bot.ExecuteAsync($"SELECT pg_advisory_lock({Lock})", stop);
        try
        {
            await MigrateAsync(bot, stop);
        }
        finally
        {
            await bot.ExecuteAsync($"SELECT pg_advisory_unlock({Lock})", CancellationToken.None);
            await bot.Database.CloseConnectionAsync();
        }
    }

    private static async Task MigrateAsync(BotContext bot, CancellationToken stop)
    {
        if ((await bot.Database.GetPendingMigrationsAsync(stop)).Any())
        {
            await bot.Database.MigrateAsync(stop);
        }
    }

    /// <summary>The connection string with the settings that the rest relies on.</summary>
    public static string Sqlite(string? configured)
    {
        var settings = new SqliteConnectionStringBuilder(configured ?? $"Data Source={Path.Combine(DataDirectory.Ensure(), "botassistant.db")}")
        {
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = 30,
        };
        if (Path.GetDirectoryName(Path.GetFullPath(settings.DataSource)) is { } directory)
        {
            Directory.CreateDirectory(directory);
        }

        return settings.ConnectionString;
    }

    /// <summary>The connection string with prepared statements, unless it says otherwise itself.</summary>
    public static string Postgres(string? configured)
    {
        if (string.IsNullOrWhiteSpace(configured))
        {
            throw new InvalidOperationException("Database:ConnectionString is not set; PostgreSQL needs one, e.g. Host=…;Database=…;Username=…;Password=….");
        }

        var settings = new Npgsql.NpgsqlConnectionStringBuilder(configured);
        if (settings.MaxAutoPrepare == 0)
        {
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (100, 2);
        }

        return settings.ConnectionString;
    }
}
