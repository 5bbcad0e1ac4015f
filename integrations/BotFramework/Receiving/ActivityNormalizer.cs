using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BotAssistant.BotFramework.Activities;
using BotAssistant.Messaging;

namespace BotAssistant.BotFramework.Receiving;

/// <summary>Brings an activity into the product's one shape. Never throws for what a caller may send: an unknown type is ignored (schema A2014).</summary>
internal sealed partial class ActivityNormalizer(BotFrameworkOptions options, TimeProvider time)
{
    /// <summary>The invoke that a card's <c>Action.Execute</c> sends.</summary>
    public const string CardAction = "adaptiveCard/action";

    /// <param name="verified">True when the caller's token named the service address.</param>
    public Intake Normalize(Activity activity, bool verified)
    {
        if (string.IsNullOrEmpty(activity.Type))
        {
            return new Intake.Unreadable();
        }

        if (activity is { Type: ActivityTypes.Invoke, Name: not CardAction })
        {
            return new Intake.NotHandled();
        }

        if (KindOf(activity) is not { } kind || Person(activity, kind) is not { } person)
        {
            return new Intake.Ignored();
        }

        if (!IsAddressed(activity, person))
        {
            return new Intake.Unreadable();
        }

        var route = ChatRoute.Of(activity, person, verified);
        if (IsGroup(activity.Conversation!))
        {
            return activity.Type is ActivityTypes.Message or ActivityTypes.Invoke ? new Intake.InGroup(route) : new Intake.Ignored();
        }

        var content = MessageContent.Of(activity, kind);
        return activity.Type == ActivityTypes.Invoke && content.ChoiceToken is null
            ? new Intake.NotHandled()
            : new Intake.Message(Inbound(activity, person, content, route), route);
    }

    /// <summary>One identity for a person in a conversation: the ids themselves are long, personal, and may hold anything.</summary>
    public static ChatAddress AddressOf(string channelId, string conversationId, string personId) => new(
        BotFrameworkChannel.ChannelName, channelId, Hash($"{conversationId}\n{personId}")[..32]);

    private InboundMessage Inbound(Activity activity, ChannelAccount person, MessageContent content, ChatRoute route)
    {
        var address = AddressOf(activity.ChannelId!, activity.Conversation!.Id!, person.Id!);
        return new InboundMessage(DedupeKey(activity, person), address, SentAt(activity), content.Kind)
        {
            Text = content.Text,
            ChoiceToken = content.ChoiceToken,
            Media = content.Media,
            Fields = Fields(activity),
            // Who left is not written to any more; who has no service address cannot be.
            Route = content.Kind == InboundKind.Unfollowed || route.ServiceUrl.Length == 0 ? null : route.Write(),
        };
    }

    private static InboundKind? KindOf(Activity activity) => activity.Type switch
    {
        ActivityTypes.Message => InboundKind.Text,
        ActivityTypes.Invoke => InboundKind.Text,
        ActivityTypes.ConversationUpdate when People(activity.MembersAdded, activity).Any() => InboundKind.Followed,
        ActivityTypes.ConversationUpdate when People(activity.MembersRemoved, activity).Any() => InboundKind.Unfollowed,
        ActivityTypes.InstallationUpdate or ActivityTypes.ContactRelationUpdate => activity.Action switch
        {
            // Teams: an update of the app is "add-upgrade"; the person has been here before.
            "add" => InboundKind.Followed,
            "remove" => InboundKind.Unfollowed,
            _ => null,
        },
        ActivityTypes.MessageReaction or ActivityTypes.Event or ActivityTypes.EndOfConversation => InboundKind.Report,
        _ => null,
    };

    /// <summary>Whom it is about; null when that is the bot itself, or another one.</summary>
    private static ChannelAccount? Person(Activity activity, InboundKind kind)
    {
        if (activity.Type == ActivityTypes.ConversationUpdate)
        {
            return People(kind == InboundKind.Followed ? activity.MembersAdded : activity.MembersRemoved, activity).First();
        }

        var isBot = activity.From is { Role: "bot" or "skill" } || (activity.From?.Id is { Length: > 0 } id && id == activity.Recipient?.Id);
        return isBot ? null : activity.From ?? new ChannelAccount(null);
    }

    private static IEnumerable<ChannelAccount> People(IReadOnlyList<ChannelAccount>? members, Activity activity) =>
        (members ?? []).Where(member => member is { Id.Length: > 0, Role: not ("bot" or "skill") } && member.Id != activity.Recipient?.Id);

    private bool IsAddressed(Activity activity, ChannelAccount person) =>
        activity.ChannelId is { } channel && ChannelId().IsMatch(channel)
        && IsId(activity.Conversation?.Id) && activity.Conversation!.Id is not ("." or "..")
        && IsId(person.Id)
        && (activity.Id is null || (activity.Id.Length <= options.MaxIdLength && activity.Id is not ("." or "..")))
        && (activity.Recipient?.Id is null || activity.Recipient.Id.Length <= options.MaxIdLength);

    private bool IsId(string? id) => id is { Length: > 0 } && id.Length <= options.MaxIdLength;

    /// <summary>Teams says what kind a conversation is; the others say only that it is a group, if it is.</summary>
    private static bool IsGroup(ConversationAccount conversation) =>
        conversation.IsGroup == true || conversation.ConversationType is not (null or "" or "personal");

    private static Dictionary<string, string> Fields(Activity activity)
    {
        (string Name, string? Value)[] fields = [("type", activity.Type), ("name", activity.Name), ("action", activity.Action), ("locale", activity.Locale)];
        return fields.Where(field => !string.IsNullOrEmpty(field.Value)).ToDictionary(field => field.Name, field => field.Value!);
    }

    /// <summary>Of a clock that runs ahead, or none, now is taken.</summary>
    private DateTimeOffset SentAt(Activity activity)
    {
        var now = time.GetUtcNow();
        return activity.Timestamp is { } at && at <= now && at.Year >= 2000 ? at.ToUniversalTime() : now;
    }

    /// <summary>
    /// The same for each repetition of one delivery. The id of a reaction is that of the message it is about, and some channels give none: then
    /// what is in it tells one from another.
    /// </summary>
    private static string DedupeKey(Activity activity, ChannelAccount person)
    {
        var identity = new StringBuilder()
            .Append(activity.ChannelId).Append('\n').Append(activity.Conversation!.Id).Append('\n').Append(activity.Id).Append('\n').Append(activity.Type);
        if (string.IsNullOrEmpty(activity.Id) || activity.Type == ActivityTypes.MessageReaction)
        {
            identity.Append('\n').Append(activity.Timestamp?.UtcTicks).Append('\n').Append(person.Id).Append('\n').Append(activity.ReplyToId)
                .Append('\n').Append(activity.Name).Append('\n').Append(activity.Action)
                .Append('\n').Append(activity.MembersRemoved?.Count).Append('\n').Append(activity.MembersAdded?.Count)
                .Append('\n').Append(Written(activity.Value)).Append('\n').Append(Written(activity.ChannelData))
                .AppendJoin('\n', (activity.Attachments ?? []).Select(attachment => attachment?.ContentUrl)).Append('\n').Append(activity.Text);
        }

        return $"{BotFrameworkChannel.ChannelName}:{Hash(identity.ToString())}";
    }

    private static string? Written(System.Text.Json.Nodes.JsonNode? node) => node is null ? null : ActivityJson.Write(node);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>It becomes part of the chat's address, so it must not hold the sign that parts one.</summary>
    [GeneratedRegex("^[0-9A-Za-z._-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex ChannelId();
}
