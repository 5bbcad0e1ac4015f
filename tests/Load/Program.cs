using BotAssistant.Load;

// The hidden verbs are the processes that a run starts: what is measured never shares a process with what measures.
switch (args)
{
    case ["serve", .. var rest]:
        return await MeasuredServer.RunAsync(rest);
    case ["reference", .. var rest]:
        return await ReferenceServer.RunAsync(rest);
    case ["seed", var count]:
        return await Seed.RunAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
    case ["rules"]:
        return RuleBenchmark.Run();
    case ["understanding"]:
        return UnderstandingBenchmark.Run();
    case ["sweep", .. var counts]:
        return await SweepBenchmark.RunAsync(counts.Select(count => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)));
    case ["drain", .. var counts]:
        return await DrainBenchmark.RunAsync(counts.Select(count => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)));
    case ["priority", var count]:
        return await PriorityBenchmark.RunAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
    default:
        return await Benchmark.RunAsync(BenchmarkOptions.Parse(args));
}
