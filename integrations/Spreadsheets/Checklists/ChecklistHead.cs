using BotAssistant.Checklists;
using BotAssistant.Regulations;

namespace BotAssistant.Spreadsheets;

/// <summary>A chapter and the row that names it.</summary>
internal sealed record ChapterHead(string Id, string Name, int Row);

/// <summary>A revision without its items, as read from the settings sheet.</summary>
internal sealed record ChecklistHead(Checklist Before, DateOnly From, string Name, string Source, DateOnly Reviewed, Certainty Certainty, ScoringRule Scoring, IReadOnlyList<ChapterHead> Chapters)
{
    public Checklist Complete(IReadOnlyList<ChecklistItem> items) => new()
    {
        Id = Before.Id,
        Purpose = Before.Purpose,
        From = From,
        Name = Name,
        Source = Source,
        Reviewed = Reviewed,
        Certainty = Certainty,
        Scoring = Scoring,
        Chapters = [.. Chapters.Select(chapter => new ChecklistChapter { Id = chapter.Id, Name = chapter.Name, Items = [.. items.Where(item => item.Id[..1] == chapter.Id)] })],
    };
}
