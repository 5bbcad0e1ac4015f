using BotAssistant.Dialogs.Words;

namespace BotAssistant.Bot.Turns;

/// <summary>What is to be done about a free text.</summary>
internal abstract record Course
{
    private Course() { }

    public sealed record Steers(Steering Word) : Course;

    public sealed record Runs(string Word, string Argument) : Course;

    public sealed record Says(string Text) : Course;

    public sealed record Offers(string Text, IReadOnlyList<Offer> Choices) : Course;

    /// <summary>Nothing of ours was meant, as far as we can tell.</summary>
    public sealed record Lost : Course;
}
