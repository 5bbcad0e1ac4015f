using BotAssistant.Persistence;
using BotAssistant.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

/// <summary>What a start does with keys and with an empty database.</summary>
public sealed class StartTests(PostgresCluster cluster)
{
    [Fact]
    public void Without_keys_and_without_leave_for_demo_keys_the_start_is_refused()
    {
        var error = Assert.Throws<KeyConfigurationException>(() => Ring([], allowDemoKey: false));
        Assert.Contains("Keys:Current", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Keys:Current", null)]
    [InlineData("Keys:Current", "other")]
    [InlineData("Keys:HashKey", null)]
    [InlineData("Keys:HashKey", "c2hvcnQ=")]
    [InlineData("Keys:ById:test-1", "not base64")]
    public void A_missing_or_malformed_key_is_refused_and_not_repeated(string key, string? value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Keys:Current"] = "test-1",
            ["Keys:ById:test-1"] = TestDatabase.Key(1),
            ["Keys:HashKey"] = TestDatabase.Key(2),
            [key] = value,
        };
        var error = Assert.Throws<KeyConfigurationException>(() => Ring(settings, allowDemoKey: true));
        Assert.DoesNotContain(TestDatabase.Key(1), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_keys_are_made_once_for_their_owner_only()
    {
        for (var installation = 0; installation < 50; installation++)
        {
            await AssertMadeOnceAsync();
        }
    }

    [Fact]
    public async Task Several_servers_may_start_at_once_on_an_empty_PostgreSQL()
    {
        Assert.SkipUnless(PostgresCluster.IsInstalled, PostgresCluster.NotInstalled);
        var connection = await cluster.CreateEmptyDatabaseAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = "postgres",
            ["Database:ConnectionString"] = connection,
            ["Keys:Current"] = "test-1",
            ["Keys:ById:test-1"] = TestDatabase.Key(1),
            ["Keys:HashKey"] = TestDatabase.Key(2),
        };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var server = Services(settings, false);
            await server.PreparePersistenceAsync();
            await server.PreparePersistenceAsync();
        })));
    }

    [Fact]
    public async Task SQLite_runs_with_a_write_ahead_log_full_synchronisation_and_foreign_keys()
    {
        await using var database = await TestDatabase.SqliteAsync();
        await using var services = database.Services();
        await using var scope = services.CreateAsyncScope();
        var bot = scope.ServiceProvider.GetRequiredService<BotContext>();
        Assert.Equal("wal", (await bot.QueryAsync("PRAGMA journal_mode", row => row.GetString(0), CancellationToken.None))[0]);
        Assert.Equal(2, (await bot.QueryAsync("PRAGMA synchronous", row => row.GetInt32(0), CancellationToken.None))[0]);
        Assert.Equal(1, (await bot.QueryAsync("PRAGMA foreign_keys", row => row.GetInt32(0), CancellationToken.None))[0]);
        await Assert.ThrowsAsync<SqliteException>(() => bot.ExecuteAsync(
            "INSERT INTO \"ChatIdentities\" VALUES ('a', 'nobody', 0)", CancellationToken.None));
    }

    private static KeyRing Ring(Dictionary<string, string?> settings, bool allowDemoKey)
    {
        using var services = Services(settings, allowDemoKey);
        return services.GetRequiredService<KeyRing>();
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings, bool allowDemoKey)
        => new ServiceCollection().AddLogging().AddPersistence(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), allowDemoKey).BuildServiceProvider();

    private static async Task AssertMadeOnceAsync()
    {
        var directory = Directory.CreateTempSubdirectory("bot-keys-").FullName;
        try
        {
            var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => DemoKeys.Ensure(directory))));
            Assert.Single(made.Select(keys => keys.HashKey).Distinct());
            Assert.Equal(new KeyRing(made[0]).Hash("x"), new KeyRing(DemoKeys.Ensure(directory)).Hash("x"));
            var file = Assert.Single(Directory.GetFiles(directory));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
