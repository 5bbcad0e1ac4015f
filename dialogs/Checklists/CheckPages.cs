using BotAssistant.Checklists;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>Items that are asked in one message.</summary>
/// <param name="Key">The id of its first chapter.</param>
/// <param name="First">Place of its first item among all, from 1.</param>
internal sealed record CheckPage(string Key, IReadOnlyList<ChecklistChapter> Chapters, int First)
{
    public IReadOnlyList<ChecklistItem> Items { get; } = [.. Chapters.SelectMany(chapter => chapter.Items)];

    public int Last => First + Items.Count - 1;
}

internal static class CheckPages
{
    /// <summary>Short chapters share a page up to so many items; more are hard to survey on a phone.</summary>
    private const int MostTogether = 10;

    public static IReadOnlyList<CheckPage> Of(Checklist list)
    {
        var pages = new List<CheckPage>();
        foreach (var chapter in list.Chapters)
        {
            var joins = pages.Count > 0 && pages[^1].Items.Count + chapter.Items.Count <= MostTogether;
            if (joins)
            {
                pages[^1] = new CheckPage(pages[^1].Key, [.. pages[^1].Chapters, chapter], pages[^1].First);
            }
            else
            {
                pages.Add(new CheckPage(chapter.Id, [chapter], pages.Count == 0 ? 1 : pages[^1].Last + 1));
            }
        }

        return pages;
    }
}
