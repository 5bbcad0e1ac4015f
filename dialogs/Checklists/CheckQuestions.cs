using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Identifiers;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>The questions of going through a list, the same for a self-check and a score sheet; each dialog has its own texts for them.</summary>
internal sealed class CheckQuestions(ITexts texts)
{
    public const string Conforms = "conforms", Fault = "fault", NotApplicable = "not-applicable";

    private const int MaxNote = 200, MaxReason = 100;

    private readonly VerdictWords words = new(texts);
    private readonly Option skip = OptionTexts.One(texts, "self-check.evidence", "skip");
    private readonly Option all = OptionTexts.One(texts, "self-check.verdicts", "all");
    private readonly Option rest = OptionTexts.One(texts, "self-check.rest", "all");
    private readonly Option oneByOne = OptionTexts.One(texts, "self-check.verdicts", "one-by-one");
    private readonly Option allPoints = OptionTexts.One(texts, "score-sheet.lost", "all");

    public VerdictsQuestion Page(CheckPage page, int total)
        => Verdicts("verdicts", page, page.Items, all, ("first", Count(page.First)), ("last", Count(page.Last)), ("total", Count(total)));

    public VerdictsQuestion Rest(CheckPage page, IReadOnlyList<ChecklistItem> left) => Verdicts("rest", page, left, rest, ("count", Count(left.Count)));

    /// <param name="place">Among all items of this check, from 1.</param>
    public ChoiceQuestion One(ChecklistItem item, int place, int total)
    {
        string[] verdicts = item.MayBeOmitted ? [Conforms, Fault, NotApplicable] : [Conforms, Fault];
        return new ChoiceQuestion("verdict", OptionTexts.Of(texts, "self-check.verdict", verdicts))
        {
            Values = [("item", Line(item)), ("look", item.Look), ("basis", BasisOf(item)), ("id", item.Id), ("place", Count(place)), ("total", Count(total))],
        };
    }

    public NoteOrPhotoQuestion Evidence(ChecklistItem item) => new("evidence", MaxNote, skip) { Values = [("item", Line(item)), ("id", item.Id), ("look", item.Look)] };

    /// <summary>How many of the item's points a fault costs.</summary>
    public FormattedQuestion Lost(ChecklistItem item, decimal points) => new("lost", "points lost", (string typed, out string canonical) => ReadLost(typed, points, out canonical))
    {
        Otherwise = allPoints,
        Values = [("item", Line(item)), ("id", item.Id), ("points", Points(points))],
    };

    /// <summary>Null = all.</summary>
    public decimal? LostOf(string answer) => answer == allPoints.Id ? null : decimal.Parse(answer, CultureInfo.InvariantCulture);

    public static TextQuestion Reason(ChecklistItem item) => new("reason", 2, MaxReason) { Values = [("text", item.Text), ("id", item.Id), ("look", item.Look)] };

    public string Line(ChecklistItem item)
        => texts.Say(item.Critical ? "self-check.line-critical" : item.Optional ? "self-check.line-optional" : "self-check.line", ("id", item.Id), ("text", item.Text));

    /// <summary>The rule behind an item as a person may read it: what we have not read as law is not shown as law.</summary>
    private string BasisOf(ChecklistItem item)
        => item.Certainty == Certainty.Found ? texts.Say("self-check.basis", ("basis", item.Basis)) : texts.Say("self-check.basis-to-confirm", ("basis", item.Basis));

    private VerdictsQuestion Verdicts(string key, CheckPage page, IReadOnlyList<ChecklistItem> items, Option allConform, params (string Name, string Value)[] values)
        => new(key, items, words, allConform, oneByOne)
        {
            Values =
            [
                .. values,
                ("title", texts.List(page.Chapters.Select(Title))),
                ("chapters", page.Chapters is [var only] ? Title(only) : texts.List(page.Chapters.Select(chapter => chapter.Id))),
                ("items", Lines(items.Select(Line))),
                ("looks", Lines(items.Select(item => texts.Say("self-check.look-line", ("id", item.Id), ("look", item.Look), ("basis", BasisOf(item)))))),
                ("example", items[^1].Id),
            ],
        };

    private static string Title(ChecklistChapter chapter) => $"{chapter.Id} {chapter.Name}";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static Refusal? ReadLost(string typed, decimal most, out string canonical)
    {
        canonical = "";
        var text = TypedText.Fold(typed).Trim(' ', '扣', '分');
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var lost) || lost <= 0 || lost > most || lost != decimal.Round(lost, 1))
        {
            return new Refusal("points-lost-unclear", ("most", Points(most)));
        }

        canonical = Points(lost);
        return null;
    }

    private static string Points(decimal points) => points.ToString("0.#", CultureInfo.InvariantCulture);
}
