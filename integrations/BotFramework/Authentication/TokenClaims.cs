using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotAssistant.BotFramework.Authentication;

/// <summary>
/// The claims we look at, as they stand in the payload: a claim that is not one plain text is as good as absent. The library's own view would turn
/// an array of audiences into several claims.
/// </summary>
internal sealed record TokenClaims(string? Issuer, string? Audience, string? ServiceUrl, string? Version, string? AppId, string? AuthorizedParty)
{
    /// <returns>Null when the payload is no JSON object, or names a claim twice.</returns>
    public static TokenClaims? Of(JsonWebToken token)
    {
        try
        {
            using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload), new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = payload.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new(Text(root, "iss"), Text(root, "aud"), Text(root, "serviceurl"), Text(root, "ver"), Text(root, "appid"), Text(root, "azp"))
                : null;
        }
        catch (Exception broken) when (broken is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
