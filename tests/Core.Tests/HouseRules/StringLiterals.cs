using System.Text.RegularExpressions;

namespace BotAssistant.Core.Tests.HouseRules;

/// <summary>
/// The string literals of C# source, by a simple lexer: enough to tell a literal from a comment or a character. A string inside the hole of an
/// interpolated one is read as two pieces of the outer one, which is fine for looking for Han characters.
/// </summary>
internal static partial class StringLiterals
{
    public static IEnumerable<(string Text, int Line)> Of(string code)
        => from Match token in Token().Matches(code)
           where token.Groups["text"].Success
           select (token.Groups["text"].Value, code.AsSpan(0, token.Index).Count('\n') + 1);

    [GeneratedRegex(
        """"
        //[^\n]*
        | /\*[\s\S]*?\*/
        | '(?:\\.[^']*|[^'\\])'
        | (?<quotes>"{3,})(?<text>[\s\S]*?)\k<quotes>
        | (?:@\$?|\$@)"(?<text>(?:""|[^"])*)"
        | "(?<text>(?:\\.|[^"\\\n])*)"
        """",
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
