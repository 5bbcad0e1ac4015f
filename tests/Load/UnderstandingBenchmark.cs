using System.Diagnostics;
using System.Globalization;
using BotAssistant.Content;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Testing.Understanding;
using BotAssistant.Understanding;

namespace BotAssistant.Load;

/// <summary>
/// <c>understanding</c>: what it costs to understand a text with the shipped phrasings and with twenty times as many, beside lower-casing and
/// hashing the same text.
/// </summary>
internal static class UnderstandingBenchmark
{
    private const int WarmUp = 20_000, Calls = 20_000;

    private static readonly string[] Texts = ["阿拉屋里做老酒的想办张证", "那边车间的墙壁怎么弄才算合格呀", "今天的检查怎么样了你们啥辰光再来", "晚上吃啥好", "请问一下我上个月交上去的那个申请现在办到哪一步了，等了好久了"];

    public static int Run()
    {
        var shipped = UtteranceFiles.Load(typeof(RegulationBook).Assembly);
        var reference = Measure(text => string.GetHashCode(text.ToLowerInvariant(), StringComparison.Ordinal));
        Console.WriteLine("| what | phrasings | trained in s | mean us | p50 us | p99 us | bytes/text | mean of reference |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        Print("lower-case and hash", 0, TimeSpan.Zero, reference, reference);
        foreach (var times in new[] { 1, 20 })
        {
            var utterances = Enlarged.Times(shipped, times);
            var listener = new Listener(utterances, RegulationFiles.Load(typeof(RegulationBook).Assembly), TimeProvider.System);
            var began = Stopwatch.GetTimestamp();
            listener.Prepare();
            Print("understand", utterances.Phrasings.Count, Stopwatch.GetElapsedTime(began), Measure(text => (int)listener.Read(text, Role.Owner).Grasp), reference);
        }

        return 0;
    }

    private static (double Mean, double P50, double P99, long Bytes) Measure(Func<string, int> work)
    {
        var taken = new double[Calls];
        var sum = 0;
        for (var i = 0; i < WarmUp; i++)
        {
            sum += work(Texts[i % Texts.Length]);
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            var began = Stopwatch.GetTimestamp();
            sum += work(Texts[i % Texts.Length]);
            taken[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }

        bytes = (GC.GetAllocatedBytesForCurrentThread() - bytes) / Calls;

        // One call of the reference is shorter than the clock can tell: the mean is taken over all of them at once.
        var all = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
        {
            sum += work(Texts[i % Texts.Length]);
        }

        var mean = Stopwatch.GetElapsedTime(all).TotalMicroseconds / Calls;
        GC.KeepAlive(sum);
        Array.Sort(taken);
        return (mean, taken[Calls / 2], taken[Calls * 99 / 100], bytes);
    }

    private static void Print(string what, int phrasings, TimeSpan trained, (double Mean, double P50, double P99, long Bytes) figures, (double Mean, double P50, double P99, long Bytes) reference)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {phrasings} | {trained.TotalSeconds:0.00} | {figures.Mean:0.00} | {figures.P50:0.00} | {figures.P99:0.0} | {figures.Bytes} | {figures.Mean / reference.Mean:0} |"));
}
