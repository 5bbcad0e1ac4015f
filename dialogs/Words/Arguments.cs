using System.Globalization;
using System.Text.RegularExpressions;

namespace BotAssistant.Dialogs.Words;

/// <summary>Reads what follows a command word.</summary>
internal static partial class Arguments
{
    /// <summary>"12 the reason" → (12, "the reason"); null when there is no number at the beginning.</summary>
    public static (int Number, string Tail)? NumberAndRest(string argument)
    {
        var match = Pattern().Match(argument);
        return match.Success && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var number)
            ? (number, match.Groups[2].Value.Trim())
            : null;
    }

    /// <summary>"330203-2026-00001 the reason" → its two parts.</summary>
    public static (string First, string Tail) FirstAndRest(string argument)
    {
        var parts = argument.Split([' ', ',', '，'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (parts.ElementAtOrDefault(0) ?? "", parts.ElementAtOrDefault(1) ?? "");
    }

    [GeneratedRegex(@"^#?(\d{1,9})\s*(?:\u53F7)?[\s,\uFF0C:\uFF1A]*(.*)$", RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
