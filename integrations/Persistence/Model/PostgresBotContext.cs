using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BotAssistant.Persistence;

internal sealed class PostgresBotContext(DbContextOptions<PostgresBotContext> options) : BotContext(options)
{
    public override string ForUpdate => " FOR UPDATE";
    public override string SkipLocked => " FOR UPDATE SKIP LOCKED";

    public override object Instant(DateTimeOffset at) => at.ToUniversalTime();

    public override DateTimeOffset ReadInstant(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    public override string In(string column, string parameter) => $"{column} = ANY({parameter})";

    public override object List<T>(IEnumerable<T> values) => values.ToArray();

    public override Task LockAsync(string name, CancellationToken stop)
        => this.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))", stop, ("@name", name));

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);

        // A prefix is a range of the index only under byte order, whatever the database's own order is.
        model.Entity<WorkshopRow>().Property(r => r.FoldedName).UseCollation("C");
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
        => conventions.Properties<DateTimeOffset>().HaveConversion<Utc>();

    /// <summary>The driver takes times in UTC only.</summary>
    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(at => at.ToUniversalTime(), at => at);
}

/// <summary>For <c>dotnet ef</c> only.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresBotContext>
{
    public PostgresBotContext CreateDbContext(string[] args)
        => new(new DbContextOptionsBuilder<PostgresBotContext>().UseNpgsql("Host=localhost").Options);
}
