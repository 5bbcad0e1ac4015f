using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>For whom another site's back end asks for a token or a conversation.</summary>
/// <param name="Origins">The only pages that may use the token; none: every trusted one.</param>
internal sealed record Wish(string User, IReadOnlyList<string> Origins)
{
    private const int MaxBodyBytes = 16 << 10;
    private const int MaxUserLength = 128;
    private const int MaxOrigins = 20;
    private const int IdBytes = 16;

    /// <summary>Not to be guessed, and safe in addresses, where clients do not escape it.</summary>
    public static string NewId() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(IdBytes));

    /// <returns>Null when the body wishes for what cannot be. One without a user, or no body at all, is a new user's.</returns>
    public static async Task<Wish?> ReadAsync(HttpRequest request)
    {
        var body = await BoundedBody.ReadAsync(request.Body, MaxBodyBytes, request.HttpContext.RequestAborted);
        if (body is null)
        {
            return null;
        }

        if (body.Length == 0)
        {
            return new Wish(NewUser(), []);
        }

        return StoredActivity.ParseObject(body) is { } wish && UserOf(wish) is { } user && OriginsOf(wish) is { } origins ? new Wish(user, origins) : null;
    }

    public static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.GetLeftPart(UriPartial.Authority) == text;

    private static string NewUser() => $"dl_{NewId()}";

    /// <summary>The platform's own documents write both "user.id" and "User.Id".</summary>
    private static string? UserOf(JsonObject wish)
    {
        var user = JsonText.Of(wish, "user", "id") ?? JsonText.Of(wish, "User", "Id");
        return user is null ? NewUser() : user.Length is > 0 and <= MaxUserLength && user.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? user : null;
    }

    private static List<string>? OriginsOf(JsonObject wish) => (wish["trustedOrigins"] ?? wish["TrustedOrigins"]) switch
    {
        null => [],
        JsonArray { Count: <= MaxOrigins } listed when listed.All(origin => JsonText.Of(origin) is { } text && IsOrigin(text)) => [.. listed.Select(origin => JsonText.Of(origin)!)],
        _ => null,
    };
}
