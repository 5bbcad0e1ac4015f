using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BotAssistant.Bot.Turns;

/// <summary>What turns tell OpenTelemetry. No text, address or name is ever a tag.</summary>
internal static class TurnTelemetry
{
    public const string Name = "BotAssistant";

    public static readonly ActivitySource Source = new(Name);
    public static readonly Meter Meter = new(Name);
    public static readonly Counter<long> Turns = Meter.CreateCounter<long>("bot.turns", "{turn}", "Turns by channel and by the way their answer went");
    public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("bot.turn.duration", "ms", "Time from the start of a turn to its commit");
    public static readonly Counter<long> Sends = Meter.CreateCounter<long>("bot.sends", "{message}", "Messages pushed, by channel and outcome");
}
