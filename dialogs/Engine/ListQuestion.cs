using System.Text.Json;
using System.Text.RegularExpressions;
using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Engine;

/// <summary>
/// Several short things in one message (年糕、青团). When it is corrected, "加 x", "删 x" and "改 x 为 y" work on the list as it was;
/// anything else is the whole new list. The verbs themselves stand in YAML (<c>list.verbs</c>).
/// </summary>
public sealed partial record ListQuestion(string Key, ListVerbs Verbs, int MaxItems, int MaxItemLength) : Question<IReadOnlyList<string>>(Key)
{
    private const string NoItems = "[]";

    /// <summary>A check of each item that gives its own reason.</summary>
    public Func<string, Refusal?>? Check { get; init; }

    /// <summary>"None": accepted as the empty list; null = at least one item is needed.</summary>
    public Option? None { get; init; }

    public override IReadOnlyList<Option> Options => None is null ? [] : [None];

    public override string Signature => $"list {(None is null ? 1 : 0)}..{MaxItems} of text ..{MaxItemLength}";

    public override Reading Read(Heard heard, string? previous)
    {
        if (MediaReading.Unwanted(heard) is { } refusal)
        {
            return refusal;
        }

        var items = Edited(heard.Text, RecordedList.Parse(previous) ?? []) ?? Split(heard.Text);
        if (None is not null && (ChoiceReading.Find([None], heard.Text) is not null || items.Count == 0))
        {
            return Reading.Accept(NoItems);
        }

        return Refuse(items) is { } problem ? problem : Reading.Accept(JsonSerializer.Serialize(items));
    }

    public override bool Restore(string recorded, out IReadOnlyList<string> value)
    {
        value = RecordedList.Parse(recorded) ?? [];
        return value.Count == 0 ? None is not null && recorded == NoItems : Refuse(value) is null;
    }

    public override string Show(string recorded, ITexts texts)
        => RecordedList.Parse(recorded) is { Count: > 0 } items ? string.Join('、', items) : None!.Label;

    private Refusal? Refuse(IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return new Refusal("list-empty");
        }

        if (items.Count > MaxItems)
        {
            return new Refusal("list-too-long", ("max", $"{MaxItems}"), ("count", $"{items.Count}"));
        }

        return items.FirstOrDefault(item => item.Length > MaxItemLength) is { } tooLong
            ? new Refusal("list-item-too-long", ("item", tooLong[..MaxItemLength]), ("max", $"{MaxItemLength}"))
            : items.Select(item => Check?.Invoke(item)).FirstOrDefault(problem => problem is not null);
    }

    private List<string>? Edited(string typed, IReadOnlyList<string> before)
    {
        if (before.Count == 0)
        {
            return null;
        }

        if (Verbs.Change(typed) is var (from, to) && before.Contains(from))
        {
            return [.. before.Select(item => item == from ? to : item).Distinct()];
        }

        if (Verbs.Add(typed) is { } added)
        {
            return [.. before.Union(Split(added))];
        }

        return Verbs.Remove(typed) is { } removed && Split(removed) is var gone && gone.Any(before.Contains) ? [.. before.Except(gone)] : null;
    }

    private static List<string> Split(string typed) => [.. Separators().Split(typed).Select(item => item.Trim()).Where(item => item.Length > 0).Distinct()];

    [GeneratedRegex(@"[\u3001,\uFF0C;\uFF1B/\n]+|\s{2,}|(?<=\p{IsCJKUnifiedIdeographs})\s+(?=\p{IsCJKUnifiedIdeographs})")]
    private static partial Regex Separators();
}

/// <summary>An answer that is recorded as a JSON array of texts.</summary>
internal static class RecordedList
{
    /// <summary>Null when it is none, e.g. recorded by another kind of question: then it is asked again, instead of stopping the conversation for ever.</summary>
    public static IReadOnlyList<string>? Parse(string? recorded)
    {
        try
        {
            var items = recorded is null ? null : JsonSerializer.Deserialize<string?[]>(recorded);
            return items is null || items.Contains(null) ? null : [.. items.OfType<string>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The words that edit a list: each a regular expression from YAML with one or two groups.</summary>
public sealed class ListVerbs(string add, string remove, string change)
{
    private readonly Regex add = new(add, RegexOptions.CultureInvariant, TypedPattern.Limit);
    private readonly Regex remove = new(remove, RegexOptions.CultureInvariant, TypedPattern.Limit);
    private readonly Regex change = new(change, RegexOptions.CultureInvariant, TypedPattern.Limit);

    public static ListVerbs From(ITexts texts) => new(texts.Say("list.verbs.add"), texts.Say("list.verbs.remove"), texts.Say("list.verbs.change"));

    public string? Add(string typed) => add.Match(typed) is { Success: true } match ? match.Groups[1].Value : null;

    public string? Remove(string typed) => remove.Match(typed) is { Success: true } match ? match.Groups[1].Value : null;

    public (string From, string To)? Change(string typed)
        => change.Match(typed) is { Success: true } match ? (match.Groups[1].Value.Trim(), match.Groups[2].Value.Trim()) : null;
}
