using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using BotAssistant.Messaging;

namespace BotAssistant.BotFramework.Rendering;

/// <summary>Adaptive Cards 1.3 (adaptivecards.io/schemas), which Teams, Web Chat and the Emulator show.</summary>
internal static class AdaptiveCard
{
    private const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>A host shows so many buttons of one set and hides the rest (host config actions.maxActions, default 5).</summary>
    private const int ButtonsInSet = 5;

    /// <summary>A label longer than this is a sentence with a colon in it. Ours.</summary>
    private const int MaxLabelLength = 20;

    private const char Colon = '：';

    /// <summary>
    /// The whole text as a card: first line = title, "label：value" lines = facts, a line that ends in a bare "：" = the head of a section, all else as
    /// it stands.
    /// </summary>
    public static Attachment Overview(MessagePart part)
    {
        var body = new JsonArray();
        JsonArray? facts = null;
        foreach (var (line, index) in part.Text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Select((line, index) => (line.Trim(), index)))
        {
            var fact = index == 0 ? null : Fact(line);
            if (fact is null)
            {
                facts = null;
                body.Add(index == 0 ? Title(line) : line.EndsWith(Colon) ? Section(line[..^1]) : Paragraph(line));
                continue;
            }

            if (facts is null)
            {
                facts = [];
                body.Add(new JsonObject { ["type"] = "FactSet", ["facts"] = facts });
            }

            facts.Add(fact);
        }

        return Card(body, part);
    }

    /// <summary>Nothing but the choices: the text stands in the activity.</summary>
    public static Attachment Buttons(MessagePart part) => Card([], part);

    private static Attachment Card(JsonArray body, MessagePart part)
    {
        foreach (var set in part.Choices.Chunk(ButtonsInSet))
        {
            body.Add(new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. set.Select(Submit)]) });
        }

        return new Attachment(ContentType)
        {
            Content = new JsonObject
            {
                ["type"] = "AdaptiveCard",
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                ["version"] = "1.3",
                ["fallbackText"] = part.Text,
                ["body"] = body,
            },
        };
    }

    private static JsonObject Submit(Choice choice) => new()
    {
        ["type"] = "Action.Submit",
        ["title"] = choice.Label,
        ["data"] = new JsonObject { [ActivityRenderer.ChoiceField] = choice.Token },
    };

    private static JsonObject? Fact(string line) => line.IndexOf(Colon) is > 0 and <= MaxLabelLength and var colon && colon < line.Length - 1
        ? new JsonObject { ["title"] = CardText.Literal(line[..colon]), ["value"] = CardText.Literal(line[(colon + 1)..].Trim()) }
        : null;

    private static JsonObject Title(string line) => Text(line, ("size", "Medium"), ("weight", "Bolder"));

    private static JsonObject Section(string line) => Text(line, ("weight", "Bolder"), ("spacing", "Medium"));

    private static JsonObject Paragraph(string line) => Text(line);

    private static JsonObject Text(string line, params ReadOnlySpan<(string Name, string Value)> style)
    {
        var block = new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Literal(line), ["wrap"] = true };
        foreach (var (name, value) in style)
        {
            block[name] = value;
        }

        return block;
    }
}
