using System.Text;

namespace BotAssistant;

/// <summary>A text with <c>{name}</c> places; a literal brace is doubled.</summary>
public static class TextTemplate
{
    /// <summary>
    /// Fills every place in one pass, so that a value which itself holds braces is left as it is. Values that the text does not use are ignored.
    /// </summary>
    /// <exception cref="KeyNotFoundException">A place has no value; the message names it.</exception>
    /// <exception cref="FormatException">A single brace.</exception>
    public static string Fill(string template, params IReadOnlyList<(string Name, string Value)> values)
    {
        var text = new StringBuilder(template.Length + 64);
        foreach (var (part, isPlace) in Parts(template))
        {
            text.Append(isPlace ? Value(part, values) : part);
        }

        return text.ToString();
    }

    /// <summary>The names of the places, each once, in the order of the text.</summary>
    /// <exception cref="FormatException">A single brace.</exception>
    public static IReadOnlyList<string> Places(string template)
        => [.. Parts(template).Where(part => part.IsPlace).Select(part => part.Text).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<(string Text, bool IsPlace)> Parts(string template)
    {
        var at = 0;
        while (template.AsSpan(at).IndexOfAny('{', '}') is var offset and >= 0)
        {
            var brace = at + offset;
            yield return (template[at..brace], false);

            if (brace + 1 < template.Length && template[brace + 1] == template[brace])
            {
                yield return (template[brace..(brace + 1)], false);
                at = brace + 2;
                continue;
            }

            var end = template.IndexOf('}', brace);
            if (end <= brace)
            {
                throw new FormatException($"A single brace in '{template}': write it twice.");
            }

            yield return (template[(brace + 1)..end], true);
            at = end + 1;
        }

        yield return (template[at..], false);
    }

    private static string Value(string name, IReadOnlyList<(string Name, string Value)> values)
    {
        foreach (var (known, value) in values)
        {
            if (known == name)
            {
                return value;
            }
        }

        throw new KeyNotFoundException($"The place '{{{name}}}' has no value.");
    }
}
