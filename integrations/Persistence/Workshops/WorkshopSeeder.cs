using BotAssistant.Workshops;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace BotAssistant.Persistence;

/// <summary>Brings in registered workshops by the thousand: the demo, the load test, a bureau's existing file.</summary>
public sealed class WorkshopSeeder
{
    /// <summary>Large, because each batch touches most pages of the search index.</summary>
    private const int BatchSize = 20_000;

    private readonly IDbContextFactory<BotContext> contexts;
    private readonly WriteGate gate;
    private readonly WorkshopRows rows;

    internal WorkshopSeeder(IDbContextFactory<BotContext> contexts, WriteGate gate, WorkshopRows rows) => (this.contexts, this.gate, this.rows) = (contexts, gate, rows);

    /// <summary>Adds the workshops with their events and search postings, each batch of 20,000 in a transaction. Returns how many.</summary>
    /// <exception cref="StaleDataException">A number or a workshop is there already; the batches before it stay.</exception>
    public async Task<int> AddRangeAsync(IEnumerable<Workshop> workshops, CancellationToken stop = default)
    {
        var total = 0;
        await using var bot = await contexts.CreateDbContextAsync(stop);
        await using var unit = new UnitOfWork(bot, gate, contexts);
        foreach (var batch in workshops.Chunk(BatchSize))
        {
            await unit.WriteAsync(async store =>
            {
                var added = batch.Select(workshop => rows.Fill(WorkshopRows.Empty(), workshop)).ToList();
                store.Workshops.AddRange(added);
                store.WorkshopEvents.AddRange(batch.SelectMany(workshop => workshop.NewEvents).Select(rows.Event));
                await unit.FlushAsync(stop);

                // In the index's order: each page of it is touched once.
                var postings = added.SelectMany(WorkshopRows.Postings).OrderBy(p => p.Gram).ThenBy(p => p.District).ThenBy(p => p.WorkshopKey).ToList();
                await (gate.OneWriter ? InsertAsync(store, postings, stop) : CopyAsync(store, postings, stop));
                return true;
            }, stop);
            total += batch.Length;
        }

        // Without fresh statistics the database takes the tables for empty ones and may read them from end to end.
        await unit.WriteAsync(store => store.ExecuteAsync(gate.OneWriter ? "PRAGMA analysis_limit = 1000; ANALYZE" : "ANALYZE", stop), stop);
        return total;
    }

    private static async Task CopyAsync(BotContext store, List<WorkshopGramRow> postings, CancellationToken stop)
    {
        var connection = (NpgsqlConnection)store.Database.GetDbConnection();
        await using var copy = await connection.BeginBinaryImportAsync("COPY \"WorkshopGrams\" (\"Gram\", \"District\", \"WorkshopKey\") FROM STDIN (FORMAT BINARY)", stop);
        foreach (var posting in postings)
        {
            await copy.StartRowAsync(stop);
            await copy.WriteAsync(posting.Gram, NpgsqlDbType.Integer, stop);
            await copy.WriteAsync(posting.District, NpgsqlDbType.Integer, stop);
            await copy.WriteAsync(posting.WorkshopKey, NpgsqlDbType.Integer, stop);
        }

        await copy.CompleteAsync(stop);
    }

    private static async Task InsertAsync(BotContext store, List<WorkshopGramRow> postings, CancellationToken stop)
    {
        await using var insert = (SqliteCommand)store.Database.GetDbConnection().CreateCommand();
        insert.Transaction = (SqliteTransaction?)store.Database.CurrentTransaction?.GetDbTransaction();
        insert.CommandText = "INSERT INTO \"WorkshopGrams\" (\"Gram\", \"District\", \"WorkshopKey\") VALUES (@gram, @district, @workshop)";
        var (gram, district, workshop) = (insert.Parameters.Add("@gram", SqliteType.Integer), insert.Parameters.Add("@district", SqliteType.Integer), insert.Parameters.Add("@workshop", SqliteType.Integer));
        foreach (var posting in postings)
        {
            (gram.Value, district.Value, workshop.Value) = (posting.Gram, posting.District, posting.WorkshopKey);
            await insert.ExecuteNonQueryAsync(stop);
        }
    }
}
