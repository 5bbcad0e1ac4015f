using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace BotAssistant.BotFramework.ChatPage;

/// <summary>A browser that chats, and which of its conversations it is in. Its names are safe in addresses, where clients do not escape them.</summary>
internal sealed record Visitor(string Id, int Conversation)
{
    private const int IdBytes = 16;

    /// <summary>The prefix is Direct Line's own for users that only a token may name.</summary>
    public string UserId => $"dl_{Id}";

    public string ConversationId => $"{Id}-{Conversation}";

    public static Visitor New() => new(WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(IdBytes)), 1);

    /// <summary>The same person begins anew.</summary>
    public Visitor Again() => this with { Conversation = Conversation + 1 };
}
