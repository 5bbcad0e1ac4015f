namespace BotAssistant.Dialogs.Engine;

/// <summary>Patterns of the text files, matched against what a person typed.</summary>
public static class TypedPattern
{
    /// <summary>
    /// Ends a match that would never end. It is measured by the clock on the wall, which goes on while a busy machine does something else: a short limit
    /// would refuse a harmless sentence.
    /// </summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
}
