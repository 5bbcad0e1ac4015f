using System.Text;
using System.Xml;

namespace BotAssistant.WeChat.Receiving;

/// <summary>
/// Reads a push's XML into flat fields. What comes in is hostile until verified, so: no DTD, no entities, nothing resolved, and caps on
/// size (the caller's), depth, number of fields and length of names. Elements may come in any order, values as CDATA or bare.
/// </summary>
internal sealed class PushReader(int maxDepth, int maxFields)
{
    /// <summary>A flat name is no longer than this: nested long names would otherwise multiply.</summary>
    private const int MaxNameLength = 256;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <summary>The push, or null when it cannot be read.</summary>
    public WeChatPush? Read(ReadOnlySpan<byte> utf8)
    {
        // A person can type what XML 1.0 cannot carry, and the platform passes it on.
        var text = XmlText.Clean(Encoding.UTF8.GetString(utf8)).TrimStart('\uFEFF');
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            return reader.MoveToContent() == XmlNodeType.Element && reader.Name == "xml" ? ReadFields(reader) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private WeChatPush? ReadFields(XmlReader reader)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Stack<Element>();
        open.Push(new Element(""));
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var element = open.Peek().Child(reader.LocalName);
                    if (reader.Depth > maxDepth || element.Path.Length > MaxNameLength)
                    {
                        return null;
                    }

                    open.Push(element);
                    if (reader.IsEmptyElement && !Close(open.Pop(), fields))
                    {
                        return null;
                    }

                    break;
                // White space also stands after the root.
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when open.Count > 0:
                    open.Peek().Text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement when !Close(open.Pop(), fields):
                    return null;
            }
        }

        return new WeChatPush(fields);
    }

    /// <summary>Keeps a leaf's value; false when there are too many.</summary>
    private bool Close(Element element, Dictionary<string, string> fields)
    {
        if (element is { IsLeaf: true, Path.Length: > 0 })
        {
            fields[element.Path] = element.Text.ToString();
        }

        return fields.Count <= maxFields;
    }

    private sealed class Element(string path)
    {
        private Dictionary<string, int>? _children;

        public string Path { get; } = path;
        public StringBuilder Text { get; } = new();
        public bool IsLeaf => _children is null;

        public Element Child(string name)
        {
            _children ??= new(StringComparer.Ordinal);
            var before = _children.GetValueOrDefault(name);
            _children[name] = before + 1;
            var own = before == 0 ? name : $"{name}[{before}]";
            return new Element(Path.Length == 0 ? own : $"{Path}.{own}");
        }
    }
}
