using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BotAssistant.Persistence;

/// <summary>Hand-written statements on the context's connection and in its transaction: for what EF cannot say, and for the hot path.</summary>
internal static class Sql
{
    public static async Task<int> ExecuteAsync(this BotContext bot, string text, CancellationToken stop, params (string Name, object? Value)[] parameters)
    {
        await bot.Database.OpenConnectionAsync(stop);
        try
        {
            await using var command = Command(bot, text, parameters);
            return await command.ExecuteNonQueryAsync(stop);
        }
        catch (DbException e) when (DatabaseErrors.IsStale(e))
        {
            throw DatabaseErrors.Stale(e);
        }
        finally
        {
            await bot.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Reads the rows of the first result and runs the statement to its end.</summary>
    public static async Task<List<T>> QueryAsync<T>(this BotContext bot, string text, Func<DbDataReader, T> read, CancellationToken stop, params (string Name, object? Value)[] parameters)
    {
        await bot.Database.OpenConnectionAsync(stop);
        try
        {
            await using var command = Command(bot, text, parameters);
            await using var reader = await command.ExecuteReaderAsync(stop);
            var rows = new List<T>();
            while (await reader.ReadAsync(stop))
            {
                rows.Add(read(reader));
            }

            while (await reader.NextResultAsync(stop))
            {
                // SQLite runs each further statement only when asked for its result.
            }

            return rows;
        }
        catch (DbException e) when (DatabaseErrors.IsStale(e))
        {
            throw DatabaseErrors.Stale(e);
        }
        finally
        {
            await bot.Database.CloseConnectionAsync();
        }
    }

    public static string? TextOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DbCommand Command(BotContext bot, string text, (string Name, object? Value)[] parameters)
    {
        var command = bot.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        command.Transaction = bot.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
