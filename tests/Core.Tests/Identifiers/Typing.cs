using CsCheck;

namespace BotAssistant.Core.Tests.Identifiers;

/// <summary>The ways in which a phone may turn out a number: full-width, small letters, spaces, dashes, invisible marks.</summary>
internal static class Typing
{
    private static readonly string[] Between = [" ", "\u3000", "\u00A0", "-", "\u2014", "\u2013", "\uFF0D", "\u200B", "\uFEFF", "\u202D", "\t", "\n"];

    public static readonly Gen<Func<string, string>> Any = Gen.Int[0, 3].Array[40].Select(Gen.Int[0, Between.Length - 1].Select(i => Between[i]).Array[40]).Select(
        Func<string, string> (ways, between) => text => string.Concat(text.Select((c, i) => Typed(c, ways[i % 40], between[i % 40]))));

    private static string Typed(char c, int way, string between) => way switch
    {
        0 => ((char)(c + 0xFEE0)).ToString(),
        1 => char.ToLowerInvariant(c).ToString(),
        2 => between + c,
        _ => c + between,
    };
}
