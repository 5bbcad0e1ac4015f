using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using BotAssistant.Conversations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.ChatPage;

/// <summary>The page itself, made for each request: only what bears this answer's nonce is run or styled.</summary>
internal sealed class PageHtml(PageAssets assets, ITexts texts, IOptions<ChatPageOptions> options)
{
    private const string Prefix = "chat-page.";

    /// <summary>What one can say, in the order of the buttons; their words are texts.</summary>
    private static readonly string[] Hints = ["file", "progress", "menu", "human"];

    /// <summary>What the script says.</summary>
    private static readonly string[] Words = ["connecting", "lost", "offline", "back", "unreachable", "busy", "unsupported", "type-here", "send-photo", "send"];

    /// <summary>Digest of the empty string: one of Web Chat's parts makes a style element without the nonce, empty, and fills it by script.</summary>
    private const string EmptyStyle = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    /// <summary>Escapes what HTML or a script would read, and leaves Chinese as it is.</summary>
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public Task WriteAsync(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Permissions-Policy"] = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // blob: is how Web Chat reads a photo that it is about to send.
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}' '{EmptyStyle}'; connect-src 'self' blob:; img-src 'self' data: blob:; " +
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return response.WriteAsync(Render(nonce), context.RequestAborted);
    }

    private string Render(string nonce) => TextTemplate.Fill(
        assets.Template,
        ("nonce", nonce),
        ("style", assets.Style.Path),
        ("title", Encode(options.Value.Title is { Length: > 0 } title ? title : Say("title"))),
        ("demo", options.Value.Demo is true ? $"""<p class="demo">{Encode(Say("demo"))}</p>""" : ""),
        ("restart", Encode(Say("restart.label"))),
        ("restart-ask", Encode(Say("restart.ask"))),
        ("restart-yes", Encode(Say("restart.yes"))),
        ("restart-no", Encode(Say("restart.no"))),
        ("chat", Encode(Say("chat"))),
        ("no-script", Encode(Say("no-script"))),
        ("missing", assets.WebChat is null ? $"""<p class="trouble">{Encode(Say("missing"))}</p>""" : ""),
        ("hints-name", Encode(Say("hints-name"))),
        ("hints", string.Concat(Hints.Select(hint => $"""<button type="button" disabled>{Encode(Say($"hints.{hint}"))}</button>"""))),
        ("words", JsonSerializer.Serialize(Words.ToDictionary(word => word, Say), Json)),
        ("scripts", string.Concat(Scripts().Select(script => $"""<script nonce="{nonce}" src="{script}" defer></script>"""))));

    private IEnumerable<string> Scripts() => assets.WebChat is { } webChat ? [webChat.Path, assets.Script.Path] : [];

    private string Say(string key) => texts.Say(Prefix + key);

    private static string Encode(string text) => Html.Encode(text);
}
