using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>The questions of a self-check.</summary>
internal sealed class SelfCheckQuestions(ITexts texts)
{
    public const string Conforms = "conforms", Fault = "fault", NotApplicable = "not-applicable";

    private const int MaxNote = 200, MaxReason = 100;

    private readonly VerdictWords words = new(texts);
    private readonly Option skip = OptionTexts.One(texts, "self-check.evidence", "skip");
    private readonly Option all = OptionTexts.One(texts, "self-check.verdicts", "all");
    private readonly Option rest = OptionTexts.One(texts, "self-check.rest", "all");
    private readonly Option oneByOne = OptionTexts.One(texts, "self-check.verdicts", "one-by-one");

    public static ChoiceQuestion Workshop(IReadOnlyList<CheckableWorkshop> owned)
        => new("workshop", [.. owned.Select(workshop => new Option($"{workshop.Id}", $"{workshop.Name} {workshop.Number}"))]) { InSummary = false };

    public ChoiceQuestion Scope(Checklist list, string workshop, int lastFaults) => new("scope", [.. Scopes(list, lastFaults)])
    {
        InSummary = false,
        Values = [("workshop", workshop)],
    };

    public static ChoiceQuestion Chapter(Checklist list)
        => new("chapter", [.. list.Chapters.Select(chapter => new Option(chapter.Id, Title(chapter)) { Aliases = [chapter.Name, chapter.Id] })]) { InSummary = false };

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

    public static TextQuestion Reason(ChecklistItem item) => new("reason", 2, MaxReason) { Values = [("text", item.Text), ("id", item.Id), ("look", item.Look)] };

    public string Line(ChecklistItem item)
        => texts.Say(item.Critical ? "self-check.line-critical" : item.Optional ? "self-check.line-optional" : "self-check.line", ("id", item.Id), ("text", item.Text));

    /// <summary>The rule behind an item as a person may read it: what we have not read as law is not shown as law.</summary>
    private string BasisOf(ChecklistItem item)
        => item.Certainty == Certainty.Found ? texts.Say("self-check.basis", ("basis", item.Basis)) : texts.Say("self-check.basis-to-confirm", ("basis", item.Basis));

    private IEnumerable<Option> Scopes(Checklist list, int lastFaults)
    {
        yield return OptionTexts.One(texts, "self-check.scope", "whole", ("count", Count(list.Items.Count())));
        yield return OptionTexts.One(texts, "self-check.scope", "critical", ("count", Count(list.Items.Count(item => item.Critical))));
        yield return OptionTexts.One(texts, "self-check.scope", "chapter");
        if (lastFaults > 0)
        {
            yield return OptionTexts.One(texts, "self-check.scope", "last-faults", ("count", Count(lastFaults)));
        }
    }

    private VerdictsQuestion Verdicts(string key, CheckPage page, IReadOnlyList<ChecklistItem> items, Option allConform, params (string Name, string Value)[] values)
        => new(key, items, words, allConform, oneByOne)
        {
            Values =
            [
                .. values,
                ("title", string.Join('、', page.Chapters.Select(Title))),
                ("chapters", page.Chapters is [var only] ? Title(only) : string.Join('、', page.Chapters.Select(chapter => chapter.Id))),
                ("items", Lines(items.Select(Line))),
                ("looks", Lines(items.Select(item => texts.Say("self-check.look-line", ("id", item.Id), ("look", item.Look), ("basis", BasisOf(item)))))),
                ("example", items[^1].Id),
            ],
        };

    private static string Title(ChecklistChapter chapter) => $"{chapter.Id} {chapter.Name}";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
