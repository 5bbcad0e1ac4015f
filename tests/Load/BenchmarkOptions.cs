using System.Globalization;

namespace BotAssistant.Load;

/// <summary>What to measure: <c>--databases sqlite,postgres --workshops 200,200000 --users 1,16,64 --seconds 8</c>; <c>--quick</c> for a look.</summary>
internal sealed record BenchmarkOptions(string[] Databases, int[] Workshops, int[] Users, TimeSpan Lasts)
{
    /// <summary>Not counted: until the runtime has compiled the hot paths for good, which takes about this long on two cores.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(20);

    public static BenchmarkOptions Parse(string[] args)
    {
        var options = args.Contains("--quick")
            ? new BenchmarkOptions(["sqlite", "postgres"], [200], [1, 16], TimeSpan.FromSeconds(3)) { WarmUp = TimeSpan.FromSeconds(4) }
            : new BenchmarkOptions(["sqlite", "postgres"], [200, 200_000], [1, 16, 64], TimeSpan.FromSeconds(8));
        for (var i = 0; i + 1 < args.Length; i++)
        {
            options = args[i] switch
            {
                "--databases" => options with { Databases = args[i + 1].Split(',') },
                "--workshops" => options with { Workshops = Numbers(args[i + 1]) },
                "--users" => options with { Users = Numbers(args[i + 1]) },
                "--seconds" => options with { Lasts = TimeSpan.FromSeconds(Numbers(args[i + 1])[0]) },
                _ => options,
            };
        }

        return options;
    }

    private static int[] Numbers(string list) => [.. list.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
