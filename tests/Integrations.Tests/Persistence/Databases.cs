using BotAssistant.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace BotAssistant.Integrations.Tests.Persistence;

/// <summary>A database for one test class; every class of the suite exists once for each kind.</summary>
public abstract class DatabaseFixture : IAsyncLifetime
{
    private TestDatabase? database;

    public TestDatabase Database => database ?? throw new InvalidOperationException("The database has not been made.");

    public async ValueTask InitializeAsync() => database = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestDatabase?> CreateAsync();
}

public sealed class Sqlite : DatabaseFixture
{
    protected override async Task<TestDatabase?> CreateAsync() => await TestDatabase.SqliteAsync();
}

public sealed class Postgres(PostgresCluster cluster) : DatabaseFixture
{
    protected override async Task<TestDatabase?> CreateAsync() => PostgresCluster.IsInstalled ? await TestDatabase.PostgresAsync(cluster) : null;
}
