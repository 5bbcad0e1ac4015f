using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace BotAssistant.Load;

/// <summary>
/// <c>drain 100000 1000000</c>: queues one reminder a person and drains them over HTTP to the fake WeChat platform, with one server and with two, each beside a
/// bare reference in the same database that only claims and marks rows. Each person must get exactly one.
/// </summary>
internal static class DrainBenchmark
{
    private const int ReferenceBatch = 100;

    private const string FillReference = """
        DROP TABLE IF EXISTS "Reference";
        CREATE TABLE "Reference" ("Id" uuid PRIMARY KEY, "State" integer NOT NULL, "DueAt" timestamptz NOT NULL);
        INSERT INTO "Reference" SELECT gen_random_uuid(), 0, now() + i * interval '1 microsecond' FROM generate_series(1, @count) i;
        CREATE INDEX ON "Reference" ("DueAt") WHERE "State" = 0;
        """;

    private const string Claim = """
        UPDATE "Reference" SET "State" = 1 WHERE "Id" IN (SELECT "Id" FROM "Reference" WHERE "State" = 0 ORDER BY "DueAt" LIMIT 100 FOR UPDATE SKIP LOCKED) RETURNING "Id"
        """;

    private const string Mark = """
        UPDATE "Reference" SET "State" = 2 WHERE "Id" = ANY(@ids)
        """;

    public static async Task<int> RunAsync(IEnumerable<int> counts)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, load average before: {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
        Console.WriteLine("| what | messages | servers | seconds | rows/s | of reference | peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        var isRight = true;
        foreach (var count in counts)
        {
            await using var flood = await Flood.StartAsync();
            foreach (var servers in (int[])[1, 2])
            {
                var reference = await ReferenceAsync(flood, count, servers);
                isRight &= await DrainAsync(flood, count, servers, reference);
            }
        }

        Console.WriteLine(isRight ? "Everybody got exactly one message." : "WRONG: somebody got none or more than one. These figures do not count.");
        return isRight ? 0 : 1;
    }

    private static async Task<double> ReferenceAsync(Flood flood, int count, int workers)
    {
        await flood.ExecuteAsync(FillReference, new NpgsqlParameter("count", count));
        await flood.ExecuteAsync("ANALYZE");
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => ClaimAndMarkAsync(flood))));
        Row("reference: claim and mark", count, workers, clock.Elapsed, 1, "");
        return count / clock.Elapsed.TotalSeconds;
    }

    private static async Task ClaimAndMarkAsync(Flood flood)
    {
        await using var connection = new NpgsqlConnection(flood.Database.ConnectionString);
        await connection.OpenAsync();
        while (true)
        {
            var ids = new List<Guid>(ReferenceBatch);
            await using (var claim = new NpgsqlCommand(Claim, connection))
            await using (var reader = await claim.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync())
                {
                    ids.Add(reader.GetGuid(0));
                }
            }

            if (ids.Count == 0)
            {
                return;
            }

            await using var mark = new NpgsqlCommand(Mark, connection) { Parameters = { new NpgsqlParameter("ids", ids.ToArray()) } };
            await mark.ExecuteNonQueryAsync();
        }
    }

    private static async Task<bool> DrainAsync(Flood flood, int count, int servers, double reference)
    {
        await flood.PrepareAsync(count);
        var clock = Stopwatch.StartNew();
        await flood.QueueAsync(count);
        Row("queue", count, 1, clock.Elapsed, count / clock.Elapsed.TotalSeconds / reference, "");
        await flood.ExecuteAsync("ANALYZE");
        var before = Enumerable.Range(0, count).Select(index => flood.Shown(index)).ToList();
        var started = Enumerable.Range(0, servers).Select(_ => flood.Server(bulkPerSecond: 0)).ToList();
        try
        {
            var accepted = flood.Platform.Api.Accepted;
            await Task.WhenAll(started.Select(server => server.StartAsync()));
            await flood.WhenAcceptedAsync(accepted + 2); // the token is one
            clock.Restart();
            await flood.WhenAcceptedAsync(accepted + count);
            Row("drain", count, servers, clock.Elapsed, count / clock.Elapsed.TotalSeconds / reference, string.Join(" + ", started.Select(Benchmark.PeakMegabytes)));
            await flood.WhenMarkedAsync();
        }
        finally
        {
            foreach (var server in started)
            {
                await server.DisposeAsync();
            }
        }

        return Enumerable.Range(0, count).All(index => flood.Shown(index) == before[index] + 1);
    }

    private static void Row(string what, int count, int workers, TimeSpan took, double ofReference, string peak) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | {count:N0} | {workers} | {took.TotalSeconds:0.0} | {count / took.TotalSeconds:N0} | {ofReference:0.000} | {peak} |"));
}
