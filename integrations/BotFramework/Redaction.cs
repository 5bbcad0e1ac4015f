using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BotAssistant.Messaging;

namespace BotAssistant.BotFramework;

/// <summary>What a log may show.</summary>
internal static partial class Redaction
{
    /// <summary>The first 32 bits of the digest that names a person in a conversation: enough to see that two lines are about one, not enough to find them.</summary>
    public static string Of(ChatAddress chat) => $"b***{(chat.User.Length >= 8 ? chat.User[..8] : "")}";

    /// <summary>Like <see cref="Of"/>, for an id that is itself no digest.</summary>
    public static string OfId(string id) => $"b***{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 4))}";

    /// <summary>A code or reference of the platform's, null when it is not made like one: what came over the wire does not go into a log as it is.</summary>
    public static string? Code(string? value) => value is not null && CodeLike().IsMatch(value) ? value : null;

    [GeneratedRegex("^[0-9A-Za-z_.-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeLike();
}
