using System.Collections.Concurrent;
using BotAssistant.Testing.WeChat.Api;

namespace BotAssistant.Bot.Tests.Year;

/// <summary>What goes wrong with the platform: one send in ten, of each kind that there is; and now and then a token.</summary>
internal sealed class Weather(int seed)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private readonly ConcurrentDictionary<string, int> counts = new();

    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>Sends of which we cannot know what became.</summary>
    public int Unanswered => counts.GetValueOrDefault("lost before") + counts.GetValueOrDefault("lost after");

    public (Fault Fault, int Code)? Of(string api)
    {
        lock (gate)
        {
            var chance = random.Next(1000);
            return api switch
            {
                "message/custom/send" => chance switch
                {
                    < 25 => Count("busy", Fault.ErrorCode, -1),
                    < 50 => Count("too frequent", Fault.ErrorCode, 45011),
                    < 75 => Count("unavailable", Fault.Status, 503),
                    < 88 => Count("lost before", Fault.Drop, 0),
                    < 100 => Count("lost after", Fault.DropAfterwards, 0),
                    _ => Count("fine"),
                },
                "stable_token" when chance < 50 => Count("no token", Fault.ErrorCode, -1),
                _ => null,
            };
        }
    }

    private (Fault Fault, int Code)? Count(string name, Fault fault, int code)
    {
        Count(name);
        return (fault, code);
    }

    private (Fault Fault, int Code)? Count(string name)
    {
        counts.AddOrUpdate(name, 1, (_, count) => count + 1);
        return null;
    }
}
