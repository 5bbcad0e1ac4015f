using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotAssistant.BotFramework.Activities;

/// <summary>
/// Looks through JSON of any form once. The library decodes a name or a text only when it is used: a broken byte or half a surrogate pair, in a field
/// that nobody knows, would otherwise be found in the middle of the work.
/// </summary>
internal static class FreeJson
{
    /// <summary>Whether every name and text can be read, kept and passed on.</summary>
    public static bool IsSound(params ReadOnlySpan<JsonNode?> nodes)
    {
        try
        {
            foreach (var node in nodes)
            {
                Walk(node);
            }

            return true;
        }
        // The latter for a name that stands twice.
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static void Walk(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (_, value) in members)
                {
                    Walk(value);
                }

                break;
            case JsonArray elements:
                foreach (var element in elements)
                {
                    Walk(element);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                value.GetValue<string>();
                break;
        }
    }
}
