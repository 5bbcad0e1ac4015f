using System.Globalization;

namespace BotAssistant.Identifiers;

/// <summary>A person's name where the whole of it is nobody's business.</summary>
public static class PersonName
{
    /// <summary>The first character, and a star for each further one.</summary>
    public static string Mask(string name)
    {
        var characters = new StringInfo(name).LengthInTextElements;
        return characters < 2 ? new string('*', characters) : StringInfo.GetNextTextElement(name) + new string('*', characters - 1);
    }
}
