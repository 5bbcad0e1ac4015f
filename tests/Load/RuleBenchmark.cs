using System.Diagnostics;
using System.Globalization;
using BotAssistant.Content;
using BotAssistant.Regulations;

namespace BotAssistant.Load;

/// <summary>
/// What a question about the rules costs: time and bytes, with all passages once and twenty times, beside a reference that compares the question with
/// every passage. In one process, for nothing waits here.
/// </summary>
internal static class RuleBenchmark
{
    private const int WarmUp = 20_000;
    private const int Times = 20_000;
    private const int ReferenceTimes = 200;

    private static readonly string[] Questions =
    [
        "加工间的地面一定要贴瓷砖吗", "没有健康证罚多少钱", "散装糕点要标生产日期吗", "登记要交哪些材料", "抽检不合格不服怎么办",
        "剩下的年糕隔夜还能卖吗", "今天天气怎么样", "我想在抖音上卖牛肉要先办什么手续，听说要在登记证上写明，不写会不会罚款",
    ];

    public static int Run()
    {
        var book = RegulationFiles.Load(typeof(RegulationBook).Assembly);
        var today = ChinaTime.Today(TimeProvider.System);
        Passage[] once = [.. RuleAnswers.PassagesOn(book, today)];
        Passage[] twenty = [.. Enumerable.Range(0, 20).SelectMany(copy => once.Select(passage => passage with { Id = $"{passage.Id}-{copy}" }))];
        Console.WriteLine("| search | passages | time a question, µs | slowest of 20,000, µs | bytes a question |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var passages in new[] { once, twenty })
        {
            var index = new PassageIndex(passages, book.RuleSearch.On(today));
            Measure("index", passages.Length, Times, WarmUp, question => index.Find(question).Count);
        }

        foreach (var passages in new[] { once, twenty })
        {
            Measure("reference", passages.Length, ReferenceTimes, ReferenceTimes / 10, question => Nearest(passages, question));
        }

        return 0;
    }

    private static void Measure(string name, int passages, int times, int warmUp, Func<string, int> ask)
    {
        for (var i = 0; i < warmUp; i++)
        {
            ask(Questions[i % Questions.Length]);
        }

        var slowest = 0L;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            var one = Stopwatch.GetTimestamp();
            ask(Questions[i % Questions.Length]);
            slowest = Math.Max(slowest, Stopwatch.GetTimestamp() - one);
        }

        var took = Stopwatch.GetElapsedTime(began);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {passages:N0} | {took.TotalMicroseconds / times:0.0} | {slowest * 1e6 / Stopwatch.Frequency:0} | {bytes / times:N0} |"));
    }

    /// <summary>The reference: the passage that shares most pairs of characters, looked for in all of them.</summary>
    private static int Nearest(Passage[] passages, string question)
    {
        var asked = Pairs(question);
        return passages.Max(passage => Pairs($"{passage.Title} {passage.Text} {passage.Also}").Count(asked.Contains));
    }

    private static HashSet<string> Pairs(string text) => [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(start => text.Substring(start, 2))];
}
