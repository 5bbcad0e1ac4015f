using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace BotAssistant.WeChat.Sending;

/// <summary>
/// JSON without nulls and without \uXXXX, which the platform refuses (errcode 40033). The relaxed encoder alone does not do: it leaves Chinese as it is, but
/// escapes what lies beyond the basic plane, so that one emoji in a text would keep it from being sent.
/// </summary>
internal static partial class PlainJson
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Serialize(object value) => Escape().Replace(JsonSerializer.Serialize(value, Relaxed), escape =>
        escape.Groups["code"] is { Success: true } code && (char)int.Parse(code.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is >= ' ' and not ('"' or '\\') and var c
            ? c.ToString()
            : escape.Value);

    /// <summary>Any escape, so that the "u" after an escaped backslash is not taken for one.</summary>
    [GeneratedRegex(@"\\(u(?<code>[0-9A-Fa-f]{4})|.)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
