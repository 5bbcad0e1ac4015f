using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>The questions of a self-check beside those of the list itself: whose, how much.</summary>
internal sealed class SelfCheckQuestions(ITexts texts)
{
    public static ChoiceQuestion Workshop(IReadOnlyList<CheckableWorkshop> owned)
        => new("workshop", [.. owned.Select(workshop => new Option($"{workshop.Id}", $"{workshop.Name} {workshop.Number}"))]) { InSummary = false };

    public ChoiceQuestion Scope(Checklist list, string workshop, int lastFaults) => new("scope", [.. Scopes(list, lastFaults)])
    {
        InSummary = false,
        Values = [("workshop", workshop)],
    };

    public static ChoiceQuestion Chapter(Checklist list)
        => new("chapter", [.. list.Chapters.Select(chapter => new Option(chapter.Id, Title(chapter)) { Aliases = [chapter.Name, chapter.Id] })]) { InSummary = false };

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

    private static string Title(ChecklistChapter chapter) => $"{chapter.Id} {chapter.Name}";

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
