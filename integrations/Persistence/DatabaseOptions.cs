namespace BotAssistant.Persistence;

public enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Section <c>Database</c> of the configuration.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>sqlite</c> (a file, one server) or <c>postgres</c> (any number of servers).</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Required for PostgreSQL; for SQLite the default is <c>botassistant.db</c> in <see cref="DataDirectory"/>.</summary>
    public string? ConnectionString { get; set; }
}
