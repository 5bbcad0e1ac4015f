using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BotAssistant.Persistence;

/// <summary>Which errors mean "somebody else was first".</summary>
internal static class DatabaseErrors
{
    // https://www.sqlite.org/rescode.html: SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    public static bool IsStale(Exception error) => error switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => IsStale(inner),
        SqliteException { SqliteExtendedErrorCode: SqlitePrimaryKey or SqliteUnique } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        _ => false,
    };

    // The database's own message may quote the row: it stays in the inner exception, whose detail the drivers hide unless told otherwise.
    public static StaleDataException Stale(Exception error)
        => new(error is DbUpdateConcurrencyException ? "The row was changed by another unit of work." : "A unique key is taken, or two units of work collided.", error);
}
