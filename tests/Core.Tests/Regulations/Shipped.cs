using BotAssistant.Content;
using BotAssistant.Regulations;

namespace BotAssistant.Core.Tests.Regulations;

/// <summary>The rules that the product ships, as of one day.</summary>
internal static class Shipped
{
    public static readonly RegulationBook Book = RegulationFiles.Load(typeof(RegulationBook).Assembly);

    public static readonly RulesInForce Rules = Book.On(new DateOnly(2026, 11, 23));
}
