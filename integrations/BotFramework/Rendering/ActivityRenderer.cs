using System.Text.Json.Nodes;
using BotAssistant.BotFramework.Activities;
using BotAssistant.Messaging;

namespace BotAssistant.BotFramework.Rendering;

/// <summary>Gives a message the shape of a surface: activities without addressing, in order. Pure.</summary>
internal static class ActivityRenderer
{
    /// <summary>The field of a button's value that holds the choice's token.</summary>
    public const string ChoiceField = "choice";

    public static IReadOnlyList<Activity> Render(OutboundMessage message, Surface surface, int textLimit) =>
        [.. MessagePart.Of(message, textLimit).Select(part => Shape(part, surface))];

    public static Activity Shape(MessagePart part, Surface surface)
    {
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            InputHint = part.Choices.Count > 0 ? "expectingInput" : "acceptingInput",
        };
        return FileAttachments.Add(part.IsCard && surface.ShowsCards
            // Text beside the card would be shown twice; the summary is for notifications and screen readers.
            ? activity with { Summary = part.Text, Attachments = [AdaptiveCard.Overview(part)] }
            // Web Chat takes text without a format for Markdown, and what people wrote is not.
            : WithButtons(activity with { Text = part.Text, TextFormat = "plain" }, part, surface), part.Files, surface.Files);
    }

    private static Activity WithButtons(Activity activity, MessagePart part, Surface surface) => part.Choices switch
    {
        [] => activity,
        _ when Fit(part.Choices) => activity with { SuggestedActions = new SuggestedActions([.. part.Choices.Select(choice => Button(choice, surface))]) },
        _ when surface.ShowsCards => activity with { Attachments = [AdaptiveCard.Buttons(part)] },
        _ => activity,
    };

    private static bool Fit(IReadOnlyList<Choice> choices) =>
        choices.Count <= Surface.MaxButtons && choices.All(choice => choice.Label.Length <= Surface.MaxButtonLength);

    private static CardAction Button(Choice choice, Surface surface) => surface.ReturnsTokens
        ? new CardAction("messageBack", choice.Label) { Text = choice.Label, DisplayText = choice.Label, Value = new JsonObject { [ChoiceField] = choice.Token } }
        : new CardAction("imBack", choice.Label) { Value = choice.Label };
}
