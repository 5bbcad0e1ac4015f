using BotAssistant.Checklists;

namespace BotAssistant.Regulations;

/// <summary>
/// Answers questions about the rules (问规定) by the passages and the checklist of the day. All indexes are built at start, and anew when the bureau
/// has revised its checklist.
/// </summary>
public sealed class RuleAnswers(RegulationBook book)
{
    private volatile Shelf shelf = Build(book);

    /// <inheritdoc cref="PassageIndex.Find"/>
    public IReadOnlyList<PassageHit> Find(string question, DateOnly day) => On(day).Index.Find(question);

    /// <summary>The passage with that id (C06, register-materials), however it is written; null when there is none on that day.</summary>
    public Passage? Open(string id, DateOnly day) => On(day).ById.GetValueOrDefault(id);

    /// <summary>The passages of a day: the items of the checklist, then the others.</summary>
    public static IEnumerable<Passage> PassagesOn(RegulationBook book, DateOnly day)
    {
        var words = book.RuleSearch.On(day).Items.ToDictionary(item => item.Id, item => item.Also);
        var items =
            from chapter in book.SelfCheck.On(day).Chapters
            from item in chapter.Items
            select Passage.Of(chapter, item, words.GetValueOrDefault(item.Id, ""));
        return items.Concat(book.Passages.On(day).Entries);
    }

    private Answerable On(DateOnly day)
    {
        if (shelf.Items != book.SelfCheck)
        {
            // Two turns may both build it; the indexes are the same.
            shelf = Build(book);
        }

        var oldestFirst = shelf.OldestFirst;
        return oldestFirst.LastOrDefault(built => built.From <= day)
            ?? throw new ArgumentOutOfRangeException(nameof(day), day, $"The passages begin on {oldestFirst[0].From:O}.");
    }

    private static Shelf Build(RegulationBook book) => new(book.SelfCheck, [.. Begins(book).Order().Distinct().Select(day => Build(book, day))]);

    private static Answerable Build(RegulationBook book, DateOnly day)
    {
        var passages = PassagesOn(book, day).ToList();
        return new Answerable(day, new PassageIndex(passages, book.RuleSearch.On(day)), passages.ToDictionary(passage => passage.Id, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The days on which what can be found changes, from the first on which there is all of it.</summary>
    private static IEnumerable<DateOnly> Begins(RegulationBook book)
    {
        DateOnly[] days = [.. book.Passages.All.Select(rule => rule.From), .. book.RuleSearch.All.Select(rule => rule.From), .. book.SelfCheck.All.Select(rule => rule.From)];
        var first = new[] { book.Passages.All[0].From, book.RuleSearch.All[0].From, book.SelfCheck.All[0].From }.Max();
        return days.Where(day => day >= first);
    }

    /// <summary>What can be found from a day on.</summary>
    private sealed record Answerable(DateOnly From, PassageIndex Index, Dictionary<string, Passage> ById);

    /// <param name="Items">The revisions of the checklist that it was built from.</param>
    private sealed record Shelf(Revisions<Checklist> Items, IReadOnlyList<Answerable> OldestFirst);
}
