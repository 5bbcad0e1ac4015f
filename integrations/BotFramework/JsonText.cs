using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotAssistant.BotFramework;

/// <summary>Reads a text out of free JSON (value, channelData), which may hold anything.</summary>
internal static class JsonText
{
    /// <returns>Null when the path leads nowhere, or to something that is not a plain text.</returns>
    public static string? Of(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node is JsonObject owner && owner.TryGetPropertyValue(name, out var next) ? next : null;
        }

        return node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
    }
}
