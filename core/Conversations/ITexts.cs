namespace BotAssistant.Conversations;

/// <summary>The texts a person reads, by key, from the YAML beside each dialog.</summary>
public interface ITexts
{
    /// <summary>Fills <c>{name}</c> places of the text.</summary>
    /// <exception cref="KeyNotFoundException">No such text, or a place has no value: a bug that a test catches.</exception>
    string Say(string key, params (string Name, string Value)[] values);

    bool Has(string key);

    IReadOnlyCollection<string> Keys { get; }
}

public static class TextLists
{
    /// <summary>One after the other, as people enumerate things.</summary>
    public static string List<T>(this ITexts texts, IEnumerable<T> items) => string.Join(texts.Say("list.separator"), items);
}
