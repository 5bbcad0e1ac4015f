using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotAssistant.People;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.ChatPage;

/// <summary>
/// The cookie by which a browser is known again: <c>id.conversation.expires.signature</c>. Whoever holds it reads the conversation, so no script
/// sees it, no foreign page sends it, and it is worth nothing once it has expired here.
/// </summary>
internal sealed class VisitorCookie(IKeyedHash hash, IOptions<ChatPageOptions> options, TimeProvider time)
{
    public const string Name = "visitor";

    /// <summary>The one place that reads it is the token endpoint.</summary>
    private const string CookiePath = "/chat";

    /// <returns>Null when there is none, or it was not made here, or is too old.</returns>
    public Visitor? Read(HttpRequest request)
    {
        if (request.Cookies[Name]?.Split('.') is not [var id, var conversation, var expires, var signature] || !IsSigned(id, conversation, expires, signature))
        {
            return null;
        }

        var until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(expires, CultureInfo.InvariantCulture));
        return until > time.GetUtcNow() ? new Visitor(id, int.Parse(conversation, CultureInfo.InvariantCulture)) : null;
    }

    public void Write(HttpContext context, Visitor visitor)
    {
        var lifetime = options.Value.VisitorLifetime;
        var expires = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var conversation = visitor.Conversation.ToString(CultureInfo.InvariantCulture);
        context.Response.Cookies.Append(Name, $"{visitor.Id}.{conversation}.{expires}.{Sign(visitor.Id, conversation, expires)}", new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = SameOrigin.IsHttps(context.Request),
            Path = CookiePath,
            MaxAge = lifetime,
            IsEssential = true,
        });
    }

    private bool IsSigned(string id, string conversation, string expires, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(id, conversation, expires)), Encoding.UTF8.GetBytes(signature));

    private string Sign(string id, string conversation, string expires) => hash.Of($"chat-page-visitor:{id}.{conversation}.{expires}");
}
