using System.Text.Json;
using BotAssistant.BotFramework.Activities;

namespace BotAssistant.BotFramework;

/// <summary>
/// Where the messages of a chat go: a conversation reference. It is kept encrypted, and re-judged at every use (<see cref="Authentication.ServiceUrlGuard"/>):
/// who could change it could have our token.
/// </summary>
internal sealed record ChatRoute(string ServiceUrl, ConversationAccount Conversation, ChannelAccount Bot, ChannelAccount User, string ChannelId)
{
    public string? Locale { get; init; }
    public string? TenantId { get; init; }

    /// <summary>The activity that a push replies to; a channel must take one that it does not remember.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>True when the verified token of the request that brought it named the service address.</summary>
    public bool Verified { get; init; }

    /// <param name="user">The person: the sender, or the member that was added.</param>
    public static ChatRoute Of(Activity activity, ChannelAccount user, bool verified) => new(
        activity.ServiceUrl ?? "", activity.Conversation!, activity.Recipient ?? new ChannelAccount(null), user, activity.ChannelId!)
    {
        Locale = activity.Locale,
        TenantId = activity.Conversation!.TenantId ?? JsonText.Of(activity.ChannelData, "tenant", "id"),
        ReplyToId = activity.Type == ActivityTypes.Message ? activity.Id : null,
        Verified = verified,
    };

    /// <summary>Addresses an activity of ours along this route (applyConversationReference of the SDK).</summary>
    public Activity Address(Activity activity) => activity with
    {
        From = Bot.Id is null ? null : Bot,
        Recipient = User,
        Conversation = Conversation,
        ChannelId = ChannelId,
        ServiceUrl = ServiceUrl.Length == 0 ? null : ServiceUrl,
        Locale = activity.Locale ?? Locale,
        ReplyToId = ReplyToId,
    };

    /// <summary>The form that is kept: without the names, which nobody needs to deliver.</summary>
    public string Write() => ActivityJson.Write(this with
    {
        Conversation = Conversation with { Name = null },
        Bot = Bot with { Name = null },
        User = User with { Name = null },
    });

    /// <returns>Null when it is no route of ours.</returns>
    public static ChatRoute? Read(string? json)
    {
        try
        {
            return json is null || JsonSerializer.Deserialize<ChatRoute>(json, ActivityJson.Options) is not { Conversation.Id: not null, Bot: not null, User: not null } route ? null : route;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
