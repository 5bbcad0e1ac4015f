using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BotAssistant.Persistence;

internal sealed class SqliteBotContext(DbContextOptions<SqliteBotContext> options) : BotContext(options)
{
    private static readonly JsonSerializerOptions PlainText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // One writer at a time (WriteGate): there is nothing to lock.
    public override string ForUpdate => "";
    public override string SkipLocked => "";

    public override object Instant(DateTimeOffset at) => at.UtcTicks;

    public override DateTimeOffset ReadInstant(DbDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    public override string In(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override object List<T>(IEnumerable<T> values)
        => values is IEnumerable<Guid> ids
            ? JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant())) // as the driver writes them
            : JsonSerializer.Serialize(values, PlainText);

    public override Task LockAsync(string name, CancellationToken stop) => Task.CompletedTask;

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
        => conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    /// <summary>SQLite cannot order its text form of a time with an offset.</summary>
    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <summary>Settings that SQLite keeps per connection: made once for each that the driver pools, not at each opening.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Text = "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;";

    private readonly ConditionalWeakTable<object, object> prepared = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!prepared.TryAdd(((SqliteConnection)connection).Handle!, this))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Text;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteBotContext>
{
    public SqliteBotContext CreateDbContext(string[] args)
        => new(new DbContextOptionsBuilder<SqliteBotContext>().UseSqlite("Data Source=:memory:").Options);
}
