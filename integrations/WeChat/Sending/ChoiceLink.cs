using System.Text;
using BotAssistant.Messaging;

namespace BotAssistant.WeChat.Sending;

/// <summary>
/// A choice as a link that a person taps: WeChat sends the label back as their text, with the token as <c>bizmsgmenuid</c>. Works in any
/// text message, also where the msgmenu API is refused (40200: test accounts and some verified ones).
/// </summary>
internal static class ChoiceLink
{
    private const string Start = "<a href=\"weixin://bizmsgmenu?";
    private const string End = "</a>";

    public static string Of(Choice choice)
    {
        var label = WithoutTags(choice.Label);
        return $"{Start}msgmenucontent={Escape(label)}&msgmenuid={Escape(choice.Token)}\">{label}{End}";
    }

    /// <summary>Length of the choice link that the text starts with; 0 when it does not.</summary>
    public static int LengthAtStart(ReadOnlySpan<char> text) =>
        text.StartsWith(Start, StringComparison.Ordinal) && text.IndexOf(End, StringComparison.Ordinal) is > 0 and var end ? end + End.Length : 0;

    /// <summary>
    /// WeChat's text is not HTML: <c>&amp;</c> and <c>&lt;</c> show as they are. Only <c>&lt;a</c> makes a link, so what a person wrote must not
    /// contain one: its "&lt;" becomes the full-width "＜", which reads the same.
    /// </summary>
    public static string WithoutTags(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal))
        {
            return text;
        }

        var safe = new StringBuilder(text);
        for (var i = 0; i < safe.Length; i++)
        {
            if (safe[i] == '<' && OpensTag(text.AsSpan(i + 1)))
            {
                safe[i] = '＜';
            }
        }

        return safe.ToString();
    }

    private static bool OpensTag(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        rest = rest is ['/', ..] ? rest[1..].TrimStart() : rest;
        return rest is ['a' or 'A', ..];
    }

    /// <summary>Escapes what would end the parameter or the attribute; Chinese stays readable, and short.</summary>
    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c is '%' or '&' or '#' or '"' or '\'' or '<' or '>' or '+' or '=' or '?' or '\\' || char.IsWhiteSpace(c))
            {
                escaped.Append(Uri.EscapeDataString(c.ToString()));
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }
}
