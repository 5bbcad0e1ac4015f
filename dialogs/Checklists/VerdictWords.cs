using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>What was said of one item: a verdict and, when it came in the same breath, what is wrong or why it does not apply.</summary>
internal readonly record struct Said(Verdict Verdict, string? Note);

/// <summary>
/// Reads several verdicts in one sentence: "3、5 不符合", "都符合，除了3和5", "除了7不适用 没有冷库，其他都符合". The words themselves are regular expressions
/// in YAML (<c>self-check.reading</c>). What is not understood to the last word is not taken at all: a fault must not be lost in a guess.
/// </summary>
internal sealed class VerdictWords(ITexts texts)
{
    private static readonly string[] Kinds = ["fault", "omitted", "conforms", "except", "all", "item", "link", "gap"];

    private readonly Regex token = Pattern(@"\G(?:" + string.Join('|', Kinds.Select(kind => $"(?<{kind}>{Words(texts, kind)})")) + ")");
    private readonly Regex range = new(Words(texts, "range"), RegexOptions.CultureInvariant, TypedPattern.Limit);

    // A remark also ends where the next item or the rest of them gets its verdict.
    private readonly Regex noteEnd = Pattern(
        $@"{Words(texts, "note-end")}|(?={Words(texts, "item")}\s*(?:{Words(texts, "fault")}|{Words(texts, "omitted")}|{Words(texts, "conforms")}))|(?=\s(?:{Words(texts, "all")}))");

    private readonly Regex doubtful = Pattern(Words(texts, "note-doubtful"));

    /// <summary>The verdict of each item that the sentence speaks of, or why it was not understood.</summary>
    public (IReadOnlyDictionary<string, Said>? Verdicts, Refusal? Refusal) Read(string sentence, IReadOnlyList<ChecklistItem> items)
    {
        var hearing = new Hearing(items);
        for (var at = 0; at < sentence.Length;)
        {
            var (match, length) = Next(sentence, at);
            var refusal = match is null ? Note(hearing, sentence.Substring(at, length)) : Take(hearing, match);
            if (refusal is not null)
            {
                return (null, refusal);
            }

            at += length;
        }

        return hearing.End();
    }

    /// <summary>The next word that we know, or null and the length of a remark. A linking word before a remark belongs to the remark.</summary>
    private (Match? Word, int Length) Next(string sentence, int at)
    {
        var match = token.Match(sentence, at);
        var beyond = at + match.Length;
        var isRemark = !match.Success || (match.Groups["link"].Success && beyond < sentence.Length && !token.IsMatch(sentence, beyond));
        if (!isRemark)
        {
            return (match, match.Length);
        }

        var end = noteEnd.Match(sentence, Math.Max(beyond, at + 1));
        return (null, (end.Success ? end.Index : sentence.Length) - at);
    }

    private Refusal? Note(Hearing hearing, string words) => doubtful.IsMatch(words) ? new Refusal("verdicts-unclear") : hearing.Note(words);

    private Refusal? Take(Hearing hearing, Match match) => Kinds.First(name => match.Groups[name].Success) switch
    {
        "fault" => hearing.Judge(Verdict.Fault),
        "omitted" => hearing.Judge(Verdict.NotApplicable),
        "conforms" => hearing.Judge(Verdict.Conforms),
        "except" => hearing.Except(),
        "all" => hearing.All(),
        "item" => Items(hearing, match.Value),
        _ => null,
    };

    private Refusal? Items(Hearing hearing, string typed)
    {
        var ends = range.Match(typed);
        var (letter, first) = Parts(ends.Groups[1].Value);
        var last = ends.Groups[2].Success ? Parts(ends.Groups[2].Value).Number : first;
        for (var number = first; number <= Math.Max(first, last); number++)
        {
            if (hearing.Item(letter, number) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static (string? Letter, int Number) Parts(string typed)
        => char.IsAsciiLetter(typed[0])
            ? (typed[..1].ToUpperInvariant(), int.Parse(typed[1..], CultureInfo.InvariantCulture))
            : (null, int.Parse(typed, CultureInfo.InvariantCulture));

    private static string Words(ITexts texts, string kind) => texts.Say($"self-check.reading.{kind}");

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TypedPattern.Limit);
}
