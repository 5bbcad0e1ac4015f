using System.Diagnostics;
using System.Globalization;
using BotAssistant.Content;
using BotAssistant.Regulations;
using BotAssistant.Reminders;
using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Bot.Tests.Year;

/// <summary>
/// Deadlines keep themselves: a year of real servers, whose jobs Quartz starts and whose messages go over HTTP, with one send in ten failing. What people's
/// screens show is compared with what the ladders ask for. Every test run takes its first 90 days; YEAR_DAYS=365 the whole, YEAR_WORKSHOPS another
/// number of workshops than 600, YEAR_RESTARTS more restarts a year than 12 of the one server on SQLite; YEAR_SEED repeats a run.
/// </summary>
public abstract class YearTests(PostgresCluster? cluster, int servers, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly DateOnly First = new(2022, 1, 1);
    private static readonly int Workshops = Number("YEAR_WORKSHOPS", 600);
    private static readonly int Days = Number("YEAR_DAYS", 90);
    private static readonly int Restarts = Number("YEAR_RESTARTS", 12);

    /// <summary>Messages that a server has under way at once.</summary>
    private const int MostInFlight = 20;

    /// <summary>Reminders that were sent, those too that nobody has settled yet.</summary>
    private const string Sent = $"""
        SELECT {StoredReminder.Columns} || '||' FROM "Reminders" r WHERE r."State" = 2
        OR (r."State" = 1 AND EXISTS (SELECT 1 FROM "ReminderMessages" m JOIN "Outbox" o ON o."Id" = m."OutboxId" WHERE m."ReminderId" = r."Id" AND o."State" IN (2, 5)))
        """;

    private readonly int seed = Number("YEAR_SEED", Environment.TickCount);
    private readonly FakeTimeProvider time = new(ChinaTime.At(First.AddDays(-1), new TimeOnly(20, 30)));
    private FakeWeChatPlatform platform = null!;
    private TestDatabase database = null!;
    private RawDatabase raw = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(cluster is null || PostgresCluster.IsInstalled, PostgresCluster.NotInstalled);
        platform = await FakeWeChatPlatform.StartAsync(time: time);
        database = cluster is null ? await TestDatabase.SqliteAsync() : await TestDatabase.PostgresAsync(cluster);
        raw = new RawDatabase(database);
    }

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_reminder_of_a_year_goes_once_in_its_time_and_by_day()
    {
        var (random, weather, watch) = (new Random(seed), new Weather(seed), Stopwatch.StartNew());
        output.WriteLine($"seed {seed}, {Workshops} workshops, {Days} days");
        (platform.Api.KeepsCalls, platform.Api.Chance) = (false, weather.Of);
        var town = new Town(database, platform, raw, Workshops, First);
        await town.SettleInAsync(time.GetUtcNow());
        await using var fleet = new ServersOnAClock(servers, database, platform, time, Settings());
        var year = new SimulatedYear(town, fleet, time, raw, First, Days, Restarts, random);
        try
        {
            await year.PassAsync();
        }
        finally
        {
            output.WriteLine($"{ChinaTime.Now(time):O} after {watch.Elapsed}; {year.Restarts} restarts, {year.Kills} of them kills; {string.Join(", ", weather.Counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}"))}");
        }

        await AssertAsync(town, year, weather, new Oracle(RegulationFiles.Load(typeof(RegulationBook).Assembly), fleet.Steady, First, Days));
    }

    private async Task AssertAsync(Town town, SimulatedYear year, Weather weather, Oracle oracle)
    {
        var receipts = new Receipts(oracle, town);
        receipts.Read();
        List<StoredReminder> sent = [.. (await raw.ReadAsync(Sent)).Select(StoredReminder.Parse)];
        List<StoredReminder> unanswered = [.. year.Unanswered.Select(StoredReminder.Parse)];
        var (told, lost) = (sent.Where(row => !row.IsStaffs).Select(row => row.Said).ToHashSet(), unanswered.Where(row => !row.IsStaffs).Select(row => row.Said).ToHashSet());
        var certain = town.Matters.Where(matter => matter.Owner is not null).SelectMany(oracle.Certain).ToHashSet();
        output.WriteLine($"owners: {receipts.Messages} messages, {receipts.OfOwners.Count} reminders received, {certain.Count} certain, {lost.Count} unanswered");
        output.WriteLine(string.Join(", ", await raw.ReadAsync("""SELECT 'state ' || CAST("State" AS TEXT) || ': ' || CAST(COUNT(*) AS TEXT) FROM "Reminders" GROUP BY "State" ORDER BY "State" """)));

        // None at night, stale, doubled or to somebody else; none missing of which the oracle is certain, and those are most.
        AssertStaff(town, oracle, receipts, sent, unanswered);
        Assert.Empty(receipts.Faults.Take(20));
        Assert.Empty(certain.Except(receipts.OfOwners).Except(lost).Take(20));
        Assert.InRange(certain.Count, receipts.OfOwners.Count * 0.8, double.MaxValue);

        // What the table says was sent was received, or nobody knows; and the other way round.
        Assert.Empty(receipts.OfOwners.Except(told).Take(20));
        Assert.Empty(told.Except(receipts.OfOwners).Except(lost).Take(20));
        Assert.InRange(unanswered.Select(row => row.Message).Distinct().Count(), 1, weather.Unanswered + (year.Kills * MostInFlight));
    }

    /// <summary>Their digests only count: the sums must be right, and what they name must be due and its time.</summary>
    private void AssertStaff(Town town, Oracle oracle, Receipts receipts, List<StoredReminder> sent, List<StoredReminder> unanswered)
    {
        var (all, allTold, allCertain) = (0, 0, 0);
        foreach (var district in Town.Districts)
        {
            List<DueMatter> matters = [.. town.Matters.Where(matter => matter.Owner is null && matter.District == district), .. oracle.OfPlan(district)];
            foreach (var (staff, kinds) in new[] { (town.Inspector(district), new[] { MatterKinds.FirstInspection }), (town.Officer(district), [MatterKinds.PlanReport, MatterKinds.PlanTask]) })
            {
                var counted = receipts.Counted(staff, matters);
                foreach (var kind in kinds)
                {
                    var (certain, told) = (matters.Where(matter => matter.Kind == kind).SelectMany(oracle.Certain).Count(), sent.Count(row => row.Of(kind, district)));
                    (all, allTold, allCertain) = (all + counted.GetValueOrDefault(kind), allTold + told, allCertain + certain);
                    Assert.InRange(told, certain, (certain * 1.25) + 2);
                    Assert.InRange(counted.GetValueOrDefault(kind), told - unanswered.Count(row => row.Of(kind, district)), told);
                }
            }
        }

        output.WriteLine($"staff: {all} reminders received, {allTold} sent, {allCertain} certain");
    }

    private static int Number(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);

    private Dictionary<string, string?> Settings() => new(database.Settings())
    {
        ["WeChat:AppId"] = platform.Account.AppId,
        ["WeChat:AppSecret"] = platform.Account.AppSecret,
        ["WeChat:Token"] = platform.Account.Token,
        ["WeChat:EncodingAesKey"] = platform.Account.EncodingAesKey,
        ["WeChat:ApiBase"] = platform.ApiBase.ToString(),
        // Looked at in real time: the clock stands while it is waited for.
        ["Outbox:Every"] = "00:00:00.1",
        // A pace is kept by the clock, which stands.
        ["Outbox:BulkPerSecondElsewhere"] = "0",
        ["Outbox:BulkBatch"] = $"{MostInFlight}",
    };
}

public sealed class YearOnSqlite(ITestOutputHelper output) : YearTests(null, 1, output);

public sealed class YearOnPostgres(PostgresCluster cluster, ITestOutputHelper output) : YearTests(cluster, 2, output);
