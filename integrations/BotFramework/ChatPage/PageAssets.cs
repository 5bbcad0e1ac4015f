using System.Text;

namespace BotAssistant.BotFramework.ChatPage;

/// <summary>The page's own style and script, and Web Chat as the build took it from its npm package; all embedded, none from elsewhere.</summary>
internal sealed class PageAssets
{
    private const string WebChatResource = "webchat.js";
    private const string NoticesResource = "webchat.js.LICENSE.txt";
    private const string Css = "text/css; charset=utf-8";
    private const string JavaScript = "text/javascript; charset=utf-8";
    private const string Plain = "text/plain; charset=utf-8";

    private readonly Func<string, Stream?> _open;

    /// <param name="open">Opens an embedded file by its name; null where there is none.</param>
    public PageAssets(Func<string, Stream?> open)
    {
        _open = open;
        Template = Encoding.UTF8.GetString(Bytes("page.html"));
        Style = PageAsset.Of("page", "css", Css, Bytes("page.css"));
        Script = PageAsset.Of("page", "js", JavaScript, Bytes("page.js"));
        if (Has($"{WebChatResource}.br"))
        {
            WebChat = PageAsset.Compressed("webchat", "js", JavaScript, Bytes($"{WebChatResource}.br"), Bytes($"{WebChatResource}.gz"));
            // The script's first line says that the notices of what it contains stand there.
            Notices = PageAsset.Of("notices", "txt", Plain, Bytes(NoticesResource)) with { Path = $"/chat/{NoticesResource}" };
        }
    }

    public string Template { get; }
    public PageAsset Style { get; }
    public PageAsset Script { get; }

    /// <summary>Null when this build could not get it: then the page says so.</summary>
    public PageAsset? WebChat { get; }

    public IEnumerable<PageAsset> All => new[] { Style, Script, WebChat, Notices }.OfType<PageAsset>();

    private PageAsset? Notices { get; }

    public static PageAssets Embedded() => new(typeof(PageAssets).Assembly.GetManifestResourceStream);

    private bool Has(string name)
    {
        using var stream = _open(name);
        return stream is not null;
    }

    private byte[] Bytes(string name)
    {
        using var stream = _open(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
