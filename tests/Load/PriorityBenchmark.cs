using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;

namespace BotAssistant.Load;

/// <summary>
/// <c>priority 100000</c>: how long a person waits while so many reminders drain, from the first to the last or for three minutes: for an answer on their own request,
/// and for a message of a member of staff, which is pushed through the same outbox. Beside the same with an empty queue.
/// </summary>
internal static partial class PriorityBenchmark
{
    /// <summary>Each inspector is also told of the others' requests, and a window holds four messages.</summary>
    private const int Chats = 2;

    private const int Askers = 64;

    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(30), AtMost = TimeSpan.FromMinutes(3), Patience = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(int count)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, load average before: {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
        Console.WriteLine("| pace of the reminders | answers p50 / p99 ms | pushed p50 / p99 ms | answers | pushed | drained meanwhile | seconds |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        await using var flood = await Flood.StartAsync();
        await SeedAsync(flood);
        foreach (var (name, perSecond, reminders) in (IEnumerable<(string, double, int)>)[("none", 100, 0), ("100/s", 100, count), ("1,000/s", 1000, count), ("no limit", 0, count)])
        {
            await MeasureAsync(flood, name, perSecond, reminders);
        }

        return 0;
    }

    private static async Task SeedAsync(Flood flood)
    {
        await using var seed = new ServerProcess(flood.Settings) { Program = ("BotAssistant.Load.dll", ["seed"]) };
        var (code, text) = await seed.RunAsync("200");
        if (code != 0)
        {
            throw new InvalidOperationException(text);
        }
    }

    private static async Task MeasureAsync(Flood flood, string name, double perSecond, int reminders)
    {
        await flood.PrepareAsync(Math.Max(reminders, 1));
        await flood.QueueAsync(reminders);
        var before = flood.Platform.Api.Accepted;
        await using var server = flood.Server(perSecond);
        await server.StartAsync();
        flood.Platform.Callback = new Uri(server.Address!, "/wechat");
        var conversations = await Task.WhenAll(Enumerable.Range(0, Chats).Select(index => Conversation.OpenAsync(flood.Platform, index)));
        using var over = new CancellationTokenSource();
        var (answers, pushed, clock) = (new Tally(), new Tally(), Stopwatch.StartNew());
        await Task.WhenAll(
        [
            .. conversations.Select(conversation => conversation.TalkAsync(pushed, over.Token)),
            AskAsync(flood.Platform, answers, over.Token),
            EndAsync(over, () => clock.Elapsed >= (Drained() >= reminders ? AtLeast : AtMost)),
        ]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Benchmark.Percentile(answers, 50):0.0} / {Benchmark.Percentile(answers, 99):0.0} | {Benchmark.Percentile(pushed, 50):0.0} / {Benchmark.Percentile(pushed, 99):0.0} | {answers.Milliseconds.Count} | {pushed.Milliseconds.Count} | {Drained()} | {clock.Elapsed.TotalSeconds:0} |"));
        foreach (var conversation in conversations)
        {
            await conversation.EndAsync();
        }

        long Drained() => Math.Min(reminders, flood.Platform.Api.Accepted - before - pushed.Milliseconds.Count);
    }

    /// <summary>How far the drain is only the platform's counter says.</summary>
    private static async Task EndAsync(CancellationTokenSource over, Func<bool> isOver)
    {
        while (!isOver())
        {
            await Task.Delay(100);
        }

        await over.CancelAsync();
    }

    private static async Task AskAsync(FakeWeChatPlatform platform, Tally tally, CancellationToken over)
    {
        for (var i = 0; !over.IsCancellationRequested; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            var answer = await platform.User($"oCurious_{i % Askers}").SayAsync("问 健康证多久办一次");
            tally.Milliseconds.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            if (answer.Text?.Contains("健康", StringComparison.Ordinal) != true)
            {
                throw new InvalidOperationException($"Not an answer: {answer.Text}");
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>A person and the inspector who has taken their conversation; what one says is pushed to the other.</summary>
    private sealed partial class Conversation(FakeWeChatUser asker, FakeWeChatUser inspector)
    {
        public static async Task<Conversation> OpenAsync(FakeWeChatPlatform platform, int index)
        {
            var (asker, inspector) = (platform.User($"oAsker_{index}"), platform.User(Seed.InspectorOpenId(index)));
            var before = asker.Screen.Count;
            await asker.SayAsync("人工 标签怎么贴");
            var answered = await asker.Screen.WaitAsync(lines => lines.Skip(before).Any(line => Number().IsMatch(line.Text)), Patience);
            await inspector.SayAsync($"接 {answered.Skip(before).Select(line => Number().Match(line.Text)).First(match => match.Success).Groups[1].Value}");
            await asker.Screen.WaitAsync(lines => lines.Skip(before).Any(line => line.Text.Contains("来接您了", StringComparison.Ordinal)), Patience);
            return new Conversation(asker, inspector);
        }

        public async Task TalkAsync(Tally tally, CancellationToken over)
        {
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                var (from, to) = i % 2 == 0 ? (asker, inspector) : (inspector, asker);
                var text = $"这是第 {i} 句话 {Guid.NewGuid():N}";
                var (clock, seen) = (Stopwatch.GetTimestamp(), to.Screen.Count);
                await from.SayAsync(text);
                await to.Screen.WaitAsync(lines => lines.Skip(seen).Any(line => line.Text.Contains(text, StringComparison.Ordinal)), Patience);
                lock (tally)
                {
                    tally.Milliseconds.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
                }

                await Task.Delay(200, CancellationToken.None);
            }
        }

        public Task EndAsync() => inspector.SayAsync("结束");

        [GeneratedRegex("求助 ([0-9]+)号")]
        private static partial Regex Number();
    }
}
