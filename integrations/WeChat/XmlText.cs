using System.Text;
using System.Xml;

namespace BotAssistant.WeChat;

/// <summary>Text as XML 1.0 can carry it.</summary>
internal static class XmlText
{
    /// <summary>Without control characters, lone surrogates and other code units that would make the whole document unreadable.</summary>
    public static string Clean(string text)
    {
        var bad = IndexOfIllegal(text, 0);
        if (bad < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var from = 0;
        for (; bad >= 0; bad = IndexOfIllegal(text, from))
        {
            clean.Append(text, from, bad - from);
            from = bad + 1;
        }

        return clean.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>A CDATA section; a <c>]]&gt;</c> inside is spread over two.</summary>
    public static string CData(string text) => $"<![CDATA[{Clean(text).Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]>";

    private static int IndexOfIllegal(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
                continue;
            }

            return i;
        }

        return -1;
    }
}
