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
    public static string Fill(string template, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (template.AsSpan().IndexOfAny('{', '}') < 0)
        {
            return template;
        }

        var text = new StringBuilder(template.Length + 64);
        var rest = template.AsSpan();
        while (rest.IndexOfAny('{', '}') is var brace and >= 0)
        {
            text.Append(rest[..brace]);
            rest = rest[brace..];
            if (rest.Length > 1 && rest[1] == rest[0])
            {
                text.Append(rest[0]);
                rest = rest[2..];
                continue;
            }

            var end = rest.IndexOf('}');
            if (end <= 0)
            {
                throw new FormatException($"A single brace in the text '{template}': write it twice.");
            }

            text.Append(Value(rest[1..end], values));
            rest = rest[(end + 1)..];
        }

        return text.Append(rest).ToString();
    }

    private static string Value(ReadOnlySpan<char> name, ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (known, value) in values)
        {
            if (name.SequenceEqual(known))
            {
                return value;
            }
        }

        throw new KeyNotFoundException($"The place '{{{name}}}' has no value.");
    }
}
