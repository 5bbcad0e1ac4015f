using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Engine;

/// <summary>Builds options whose words stand in YAML: <c>key.options.id: 标签|another way to say it|…</c>.</summary>
public static class OptionTexts
{
    public static IReadOnlyList<Option> Of(ITexts texts, string key, params string[] ids) => [.. ids.Select(id => One(texts, key, id))];

    /// <param name="values">Fill places of the words, e.g. how many.</param>
    public static Option One(ITexts texts, string key, string id, params (string Name, string Value)[] values)
    {
        var words = texts.Say($"{key}.options.{id}", values).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Option(id, words[0]) { Aliases = words[1..] };
    }
}

/// <summary>Finds the option that was meant: by its place, its words, or the unambiguous beginning of its words.</summary>
public static partial class ChoiceReading
{
    public static Option? Find(IReadOnlyList<Option> options, string typed)
    {
        if (typed.Length == 0)
        {
            return null;
        }

        var number = Place().Match(typed);
        if (number.Success)
        {
            var place = int.Parse(number.Groups[1].Value, CultureInfo.InvariantCulture);
            return place >= 1 && place <= options.Count ? options[place - 1] : null;
        }

        var exact = options.FirstOrDefault(option => option.Id == typed || Words(option).Any(word => Same(word, typed)));
        if (exact is not null || typed.Length < 2)
        {
            return exact;
        }

        var beginnings = options.Where(option => Words(option).Any(word => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase))).Take(2).ToList();
        return beginnings.Count == 1 ? beginnings[0] : null;
    }

    private static IEnumerable<string> Words(Option option) => option.Aliases.Prepend(option.Label);

    private static bool Same(string word, string typed)
        => string.Equals(word, typed.TrimEnd('。', '.', '!', '！', '，', ','), StringComparison.OrdinalIgnoreCase);

    // 选1, 选择1, 我选1, 选第1, 第1个, 第1项, 1号, 回复1, 发1, 1. and the like, spelt as characters; no more, or an address such as 南路1号 would be a place.
    [GeneratedRegex(@"^(?:\u6211?\u9009(?:\u62E9|\u7B2C)?|\u7B2C|\u56DE\u590D|\u53D1)?\s*([0-9]{1,2})\s*[\u4E2A\u53F7\u9879\p{P}]?$")]
    private static partial Regex Place();
}

/// <summary>What to say when a file comes where words are expected, and the reverse.</summary>
internal static class MediaReading
{
    /// <summary>Null when the message is words.</summary>
    public static Reading? Unwanted(Heard heard)
    {
        if (heard.MediaProblem is { } problem)
        {
            return problem;
        }

        if (heard.Photos.Count > 0)
        {
            return Reading.Refuse("photo-not-wanted");
        }

        return heard.Text.Length == 0 ? Reading.Refuse("text-wanted") : (Reading?)null;
    }
}
