using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BotAssistant.WeChat;

/// <summary>What a log may show.</summary>
internal static partial class Redaction
{
    /// <summary>
    /// The first 32 bits of the openid's digest: enough to see that two lines are about one person, not enough to find the person. An
    /// openid is random, so it needs no key.
    /// </summary>
    public static string Of(string openId) =>
        $"o***{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(openId)).AsSpan(0, 4))}";

    /// <summary>WeChat's own reference of a call, which its staff ask for: errmsg ends in "rid: 6…-…-…".</summary>
    public static string? RidOf(string? errorMessage) =>
        errorMessage is not null && Rid().Match(errorMessage) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("rid: ?([0-9A-Za-z-]{1,64})", RegexOptions.CultureInvariant)]
    private static partial Regex Rid();
}
