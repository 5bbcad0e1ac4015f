using System.Buffers;
using System.Text;

namespace BotAssistant.BotFramework.Rendering;

/// <summary>
/// Text of a card is Markdown: what people wrote must not become a link or a heading, and "3." must not start a list. The date and time functions
/// of cards are broken up too.
/// </summary>
internal static class CardText
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(['\\', '`', '*', '_', '[', ']', '<', '>', '~', '|', '{', '}']);
    private static readonly SearchValues<char> LineStarts = SearchValues.Create(['#', '-', '+', '=']);

    public static string Literal(string line)
    {
        if (line.Length == 0)
        {
            return line;
        }

        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var listDot = digits > 0 && line[digits] is '.' or ')' ? digits : -1;
        if (listDot < 0 && !LineStarts.Contains(line[0]) && !line.AsSpan().ContainsAny(Marks))
        {
            return line;
        }

        var literal = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            if (Marks.Contains(line[i]) || i == listDot || (i == 0 && LineStarts.Contains(line[i])))
            {
                literal.Append('\\');
            }

            literal.Append(line[i]);
        }

        return literal.ToString();
    }
}
