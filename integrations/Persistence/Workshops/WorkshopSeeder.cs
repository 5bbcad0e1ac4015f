using System.Data.Common;
using BotAssistant.Workshops;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace BotAssistant.Persistence;

/// <summary>Brings in registered workshops by the thousand: the demo, the load test, a bureau's existing file.</summary>
public sealed class WorkshopSeeder
{
    private const int BatchSize = 2_000;
    private const int PostingsPerStatement = 300;
    private readonly IDbContextFactory<BotContext> contexts;
    private readonly WriteGate gate;
    private readonly WorkshopRows rows;

    internal WorkshopSeeder(IDbContextFactory<BotContext> contexts, WriteGate gate, WorkshopRows rows) => (this.contexts, this.gate, this.rows) = (contexts, gate, rows);

    /// <summary>Adds the workshops with their events and search postings, each batch of 2,000 in a transaction. Returns how many.</summary>
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
        foreach (var chunk in postings.Chunk(PostingsPerStatement))
        {
            var values = string.Join(", ", chunk.Select(p => $"({p.Gram}, {p.District}, {p.WorkshopKey})"));
            await store.ExecuteAsync($"INSERT INTO \"WorkshopGrams\" (\"Gram\", \"District\", \"WorkshopKey\") VALUES {values}", stop);
        }
    }
}
