using System.Diagnostics;
using System.Globalization;
using BotAssistant.Bot.Hosting;
using BotAssistant.Persistence;
using BotAssistant.Reminders;
using BotAssistant.Testing;
using Npgsql;

namespace BotAssistant.Load;

/// <summary>
/// <c>sweep 100000 1000000</c>: the daily sweep over so many workshops with a certificate and a first inspection each, in PostgreSQL with fsync: the first day,
/// which plans everything that is within its ladder, and the days after. What the process allocates and its peak must not grow with the workshops.
/// </summary>
internal static class SweepBenchmark
{
    private const int Days = 4;

    private const string Fill = """
        INSERT INTO "Workshops" ("Id", "Number", "Name", "FoldedName", "District", "Address", "OwnerName", "OwnerId", "OwnerAtAddressHash", "RegisteredAt", "Production", "Registration", "Particulars", "Version")
        SELECT gen_random_uuid(), 'load-' || i, 'load ' || i, 'load ' || i, (ARRAY['330203','330205','330206','330211','330212'])[1 + i % 5], '', '', gen_random_uuid(), 'hash-' || i, now(), 0, 0, '', gen_random_uuid()
        FROM generate_series(1, @count) i;
        INSERT INTO "Certificates" ("Id", "Number", "Kind", "HolderName", "District", "Licence", "WorkshopId", "IssuedOn", "ValidUntil", "State", "Steps", "Version")
        SELECT gen_random_uuid(), 'c-' || "Number", 0, "Name", "District", "Number", "Id", DATE '2023-01-01', DATE '2026-01-01' + ("Key" * 7 % 1095), 0, '', gen_random_uuid() FROM "Workshops";
        INSERT INTO "InspectionTasks" ("Id", "WorkshopId", "District", "Kind", "DueOn", "Basis", "CreatedAt", "DoneAt")
        SELECT gen_random_uuid(), "Id", "District", 'first-inspection', DATE '2026-01-01' + ("Key" * 11 % 365), '', now(), CASE WHEN "Key" % 10 = 0 THEN NULL ELSE now() END FROM "Workshops";
        ANALYZE;
        """;

    public static async Task<int> RunAsync(IEnumerable<int> counts)
    {
        Console.WriteLine($"uptime: {await File.ReadAllTextAsync("/proc/loadavg")}".Trim());
        Console.WriteLine("| workshops | day | planned | seconds | MB allocated | peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await using var cluster = new PostgresCluster { Durable = true };
        foreach (var count in counts)
        {
            await using var database = await TestDatabase.PostgresAsync(cluster);
            await FillAsync(database, count);
            await SweepAsync(database, count);
        }

        return 0;
    }

    private static async Task FillAsync(TestDatabase database, int count)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var fill = new NpgsqlCommand(Fill, connection) { CommandTimeout = 0, Parameters = { new NpgsqlParameter("count", count) } };
        await fill.ExecuteNonQueryAsync();
    }

    private static async Task SweepAsync(TestDatabase database, int count)
    {
        var clock = new DayClock();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(database.Settings()).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddBot(configuration, isDevelopment: false);
        services.AddSingleton<TimeProvider>(clock);
        await using var provider = services.BuildServiceProvider();
        for (var day = 0; day < Days; day++)
        {
            clock.Now = new DateTimeOffset(2026, 3, 2, 4, 30, 0, TimeSpan.FromHours(8)).AddDays(day);
            var (allocated, watch) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
            await using var scope = provider.CreateAsyncScope();
            var planned = await scope.ServiceProvider.GetRequiredService<ReminderDesk>().PlanAsync(default);
            var seconds = watch.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {count} | {day + 1} | {planned} | {seconds:0.00} | {(GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6:0.0} | {Peak()} |"));
        }
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1_000_000;
    }

    private sealed class DayClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }
}
