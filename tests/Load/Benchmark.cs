using System.Diagnostics;
using System.Globalization;
using BotAssistant.Testing;
using BotAssistant.Testing.BotFramework;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;

namespace BotAssistant.Load;

/// <summary>One measured load: throughput, latency, allocation.</summary>
internal sealed record Figures(double PerSecond, double P50, double P99, double BytesEach, int Count);

/// <summary>Measures the product beside a bare reference, in one run on one machine. See README.md for what the figures mean.</summary>
internal static class Benchmark
{
    private const int LookUps = 400;
    private static readonly string[] Terms = ["慈城", "年糕坊", "330203-2025-00001", "没有这家"];
    private static int lastIndex;

    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, load average before: {await LoadAverageAsync()}");
        Console.WriteLine();
        Console.WriteLine("| server | channel | workshops | users | turns/s | p50 ms | p99 ms | KB/turn | of reference |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        var errors = new List<string>();
        var notes = new List<string>();
        await using var azure = await FakeAzure.StartAsync();
        var reference = await ReferenceAsync(options, errors, notes);
        var flat = new Dictionary<(string Database, string Channel, int Users), Figures>();
        foreach (var database in options.Databases)
        {
            foreach (var workshops in options.Workshops)
            {
                await BotAsync(options, database, workshops, azure, reference, flat, errors, notes);
            }
        }

        Console.WriteLine();
        notes.ForEach(Console.WriteLine);
        Console.WriteLine($"Load average after: {await LoadAverageAsync()}");
        errors.Take(10).ToList().ForEach(error => Console.WriteLine($"ERROR {error}"));
        Console.WriteLine(errors.Count == 0 ? "Every answer was checked and right." : $"{errors.Count} wrong answers: these figures do not count.");
        return errors.Count == 0 ? 0 : 1;
    }

    private static async Task<Dictionary<int, Figures>> ReferenceAsync(BenchmarkOptions options, List<string> errors, List<string> notes)
    {
        await using var server = Child("reference", new Dictionary<string, string?>());
        using var client = await StartAsync(server, "x", "ok", notes, "reference");
        var figures = new Dictionary<int, Figures>();
        foreach (var users in options.Users)
        {
            await MeasureAsync(client, client.WeChat, users, TimeSpan.FromSeconds(2), BounceAsync, errors);
            figures[users] = await MeasureAsync(client, client.WeChat, users, options.Lasts, BounceAsync, errors);
            Row("reference", "WeChat", "-", users, figures[users], figures[users]);
        }

        notes.Add($"reference: peak memory {PeakMegabytes(server)} MB");
        return figures;
    }

    private static async Task BotAsync(
        BenchmarkOptions options, string database, int workshops, FakeAzure azure, Dictionary<int, Figures> reference, Dictionary<(string, string, int), Figures> flat, List<string> errors, List<string> notes)
    {
        await using var cluster = database == "postgres" ? new PostgresCluster { Durable = true } : null;
        await using var store = cluster is null ? await TestDatabase.SqliteAsync() : await TestDatabase.PostgresAsync(cluster);
        var settings = Settings(store, azure);
        var seeding = Stopwatch.StartNew();
        await using (var seed = Child("seed", settings))
        {
            var (code, text) = await seed.RunAsync(workshops.ToString(CultureInfo.InvariantCulture));
            if (code != 0)
            {
                throw new InvalidOperationException(text);
            }
        }

        var name = $"{database}, {workshops:N0}";
        notes.Add($"{name}: seeded in {seeding.Elapsed.TotalSeconds:0.0} s");
        await using var server = Child("serve", settings);
        using var client = await StartAsync(server, "你好", "建档", notes, name);
        var token = azure.ChannelToken().ToString();
        (string Channel, Func<string, Line> Line)[] channels = [("WeChat", client.WeChat), ("Bot Framework", person => client.BotFramework(azure.ServiceUrl, token, person))];
        foreach (var (channel, line) in channels)
        {
            await MeasureAsync(client, line, options.Users.Max(), options.WarmUp, FileAsync, errors);
            foreach (var users in options.Users)
            {
                var figures = await MeasureAsync(client, line, users, options.Lasts, FileAsync, errors);
                Row(database, channel, workshops.ToString("N0", CultureInfo.InvariantCulture), users, figures, reference[users]);
                if (flat.TryGetValue((database, channel, users), out var small))
                {
                    notes.Add(string.Create(CultureInfo.InvariantCulture, $"{database}, {channel}, {users} users: time per turn with {workshops:N0} / with {options.Workshops[0]:N0} workshops = {small.PerSecond / figures.PerSecond:0.00}, bytes per turn = {figures.BytesEach / small.BytesEach:0.00}"));
                }
                else
                {
                    flat[(database, channel, users)] = figures;
                }
            }
        }

        notes.Add(await LookUpsAsync(client, name, errors));
        notes.Add($"{name}: peak memory {PeakMegabytes(server)} MB");
    }

    private static async Task<string> LookUpsAsync(Client client, string name, List<string> errors)
    {
        var tally = new Tally();
        for (var done = 0; done < LookUps; done += 50)
        {
            await new SimulatedUser(client.WeChat(Seed.InspectorOpenId(done / 50 % Seed.Inspectors))).LookUpAsync(Terms, 50, tally);
        }

        errors.AddRange(tally.Errors);
        return string.Create(CultureInfo.InvariantCulture, $"{name}: inspector's look-up, one at a time: p50 {Percentile(tally, 50):0.0} ms, p99 {Percentile(tally, 99):0.0} ms");
    }

    private static Task BounceAsync(SimulatedUser user, Tally tally, CancellationToken over) => LoopAsync(() => user.TryAsync("年糕", "ok", tally), over);

    private static Task FileAsync(SimulatedUser user, Tally tally, CancellationToken over) => user.FileAsync(() => Interlocked.Increment(ref lastIndex), tally, over);

    private static async Task LoopAsync(Func<Task> step, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await step();
        }
    }

    private static async Task<Figures> MeasureAsync(Client client, Func<string, Line> line, int users, TimeSpan lasts, Func<SimulatedUser, Tally, CancellationToken, Task> run, List<string> errors)
    {
        using var over = new CancellationTokenSource(lasts);
        var tallies = Enumerable.Range(0, users).Select(_ => new Tally()).ToList();
        var before = await client.AllocatedAsync();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(tallies.Select(tally => Task.Run(() => run(new SimulatedUser(line($"oLoad_{Guid.NewGuid():N}")), tally, over.Token))));
        var seconds = clock.Elapsed.TotalSeconds;
        var allocated = await client.AllocatedAsync() - before;
        errors.AddRange(tallies.SelectMany(tally => tally.Errors));
        var all = new Tally();
        tallies.ForEach(tally => all.Milliseconds.AddRange(tally.Milliseconds));
        return new Figures(all.Milliseconds.Count / seconds, Percentile(all, 50), Percentile(all, 99), (double)allocated / all.Milliseconds.Count, all.Milliseconds.Count);
    }

    /// <summary>Starts the process and waits for its first right answer; notes how long that took from the start of the process.</summary>
    private static async Task<Client> StartAsync(ServerProcess server, string says, string sees, List<string> notes, string name)
    {
        var clock = Stopwatch.StartNew();
        await server.StartAsync();
        var client = new Client(server.Address!, server.Output.Single(line => line.StartsWith(MeasuredServer.Announcement, StringComparison.Ordinal))[MeasuredServer.Announcement.Length..]);
        if (!await new SimulatedUser(client.WeChat("oLoadFirst")).TryAsync(says, sees, new Tally()))
        {
            throw new InvalidOperationException($"{name} gave no right first answer:\n{string.Join('\n', server.Output.TakeLast(20))}");
        }

        notes.Add($"{name}: from process start to first reply {clock.ElapsedMilliseconds} ms");
        return client;
    }

    private static ServerProcess Child(string verb, IReadOnlyDictionary<string, string?> settings)
        => new(settings) { Program = ("BotAssistant.Load.dll", [verb]) };

    private static Dictionary<string, string?> Settings(TestDatabase database, FakeAzure azure) => new(database.Settings())
    {
        ["WeChat:AppId"] = WeChatAccount.Synthetic.AppId,
        ["WeChat:AppSecret"] = WeChatAccount.Synthetic.AppSecret,
        ["WeChat:Token"] = WeChatAccount.Synthetic.Token,
        ["WeChat:EncodingAesKey"] = WeChatAccount.Synthetic.EncodingAesKey,
        ["WeChat:ApiBase"] = "http://127.0.0.1:9",
        ["BotFramework:AppId"] = FakeAzure.AppId,
        ["BotFramework:AppPassword"] = FakeAzure.AppPassword,
        ["BotFramework:TenantId"] = FakeAzure.TenantId,
        ["BotFramework:ChannelMetadata"] = azure.ChannelMetadata.ToString(),
        ["BotFramework:LoginEndpoint"] = azure.Address.ToString(),
        ["BotFramework:AllowLoopback"] = "true",
    };

    private static void Row(string server, string channel, string workshops, int users, Figures figures, Figures reference) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {server} | {channel} | {workshops} | {users} | {figures.PerSecond:0} | {figures.P50:0.0} | {figures.P99:0.0} | {figures.BytesEach / 1024:0} | {figures.PerSecond / reference.PerSecond:0.000} |"));

    public static double Percentile(Tally tally, int percent)
    {
        var sorted = tally.Milliseconds.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }

    public static string PeakMegabytes(ServerProcess server)
    {
        var line = File.ReadLines($"/proc/{server.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return (long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024).ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<string> LoadAverageAsync() => (await File.ReadAllTextAsync("/proc/loadavg")).Trim();

    /// <summary>The generator's side: one connection pool, and the server's allocation meter.</summary>
    private sealed class Client(Uri server, string meter) : IDisposable
    {
        private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });

        public Line WeChat(string openId) => new WeChatLine(new WeChatPusher(http, new Uri(server, "/wechat"), WeChatAccount.Synthetic, PushMode.Safe, TimeProvider.System), openId);

        public Line BotFramework(string serviceUrl, string token, string person) => new BotFrameworkLine(http, new Uri(server, "/api/messages"), serviceUrl, token, person);

        public async Task<long> AllocatedAsync() => long.Parse(await http.GetStringAsync(new Uri(meter)), CultureInfo.InvariantCulture);

        public void Dispose() => http.Dispose();
    }
}
