using BotAssistant.Content;
using BotAssistant.Persistence;
using BotAssistant.Regulations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotAssistant.Testing;

/// <summary>A migrated database of one test class, and the settings that a host needs for it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly RegulationBook Rules = RegulationFiles.Load(typeof(RegulationBook).Assembly);

    private readonly string? directory;

    private TestDatabase(string provider, string connectionString, string? directory)
    {
        (Provider, ConnectionString) = (provider, connectionString);
        this.directory = directory;
    }

    /// <summary>"sqlite" or "postgres".</summary>
    public string Provider { get; }

    public string ConnectionString { get; }

    /// <summary>The SQLite file; null on PostgreSQL.</summary>
    public string? File => directory is null ? null : Path.Combine(directory, "bot.db");

    public static async Task<TestDatabase> SqliteAsync()
    {
        var directory = Directory.CreateTempSubdirectory("bot-sqlite-").FullName;
        var database = new TestDatabase("sqlite", $"Data Source={Path.Combine(directory, "bot.db")}", directory);
        await MigrateAsync(database.Settings());
        return database;
    }

    public static async Task<TestDatabase> PostgresAsync(PostgresCluster cluster)
        => new("postgres", await cluster.CreateDatabaseAsync(), null);

    /// <summary>Sections <c>Database</c> and <c>Keys</c>, with synthetic keys.</summary>
    public Dictionary<string, string?> Settings() => Settings(Provider, ConnectionString);

    /// <summary>The store's services on this database, as a host would register them; several may be open at once, like several servers.</summary>
    public ServiceProvider Services(TimeProvider? time = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null)
        => Services(settings ?? Settings(), time, more);

    public ValueTask DisposeAsync()
    {
        if (directory is null)
        {
            NpgsqlConnection.ClearAllPools();
            return ValueTask.CompletedTask;
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal static Dictionary<string, string?> Settings(string provider, string connectionString) => new()
    {
        ["Database:Provider"] = provider,
        ["Database:ConnectionString"] = connectionString,
        ["Keys:Current"] = "test-1",
        ["Keys:ById:test-1"] = Key(1),
        ["Keys:HashKey"] = Key(2),
    };

    /// <summary>A synthetic key: 32 equal bytes in base64.</summary>
    public static string Key(byte fill) => Convert.ToBase64String([.. Enumerable.Repeat(fill, 32)]);

    internal static async Task MigrateAsync(Dictionary<string, string?> settings)
    {
        await using var services = Services(settings, null, null);
        await services.PreparePersistenceAsync();
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings, TimeProvider? time, Action<IServiceCollection>? more)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton(Rules);
        services.AddPersistence(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), allowDemoKey: false);
        more?.Invoke(services);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
