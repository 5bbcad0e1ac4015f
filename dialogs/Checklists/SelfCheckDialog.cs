using System.Globalization;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>One of the caller's workshops that can be checked, with the groups of foods that it makes.</summary>
public sealed record CheckableWorkshop(Guid Id, string Number, string Name, IReadOnlyList<string> Groups);

/// <summary>The caller's workshops that can be checked.</summary>
public sealed record FindCheckable : IQuery<IReadOnlyList<CheckableWorkshop>>;

/// <summary>Ids of the items that were faults when last looked at.</summary>
public sealed record FindLastFaults(Guid WorkshopId) : IQuery<IReadOnlyList<string>>;

/// <summary>The owner hands in a self-check.</summary>
public sealed record FinishSelfCheck(FinishedCheck Check) : ICommand;

/// <summary>There is no workshop to check.</summary>
public sealed record NothingToCheck : ICommand;

/// <summary>自查: chapter by chapter (short ones together), several items in an answer; a fault is asked what is wrong, an omitted item why.</summary>
public sealed class SelfCheckDialog(ITexts texts, RegulationBook regulations)
{
    public const string Name = "self-check";

    /// <summary>Input: the revision of the list that the draft began with; it stays with it.</summary>
    public const string RevisionInput = "revision";

    /// <summary>The answer that a word may bring along (自查 关键项).</summary>
    internal const string ScopeKey = "scope";

    private readonly SelfCheckQuestions questions = new(texts);
    private readonly CheckWalk walk = new(new CheckQuestions(texts));

    public static string PinOf(Checklist list) => list.From.ToString("O", CultureInfo.InvariantCulture);

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var revision = DateOnly.ParseExact(ask.Input[RevisionInput], "O", CultureInfo.InvariantCulture);
        var owned = await ask.Fetch(new FindCheckable());
        if (owned.Count == 0 || regulations.SelfCheck.Begun(revision) is not { } whole)
        {
            return new NothingToCheck();
        }

        var workshopId = owned.Count == 1 ? $"{owned[0].Id}" : await ask.For(SelfCheckQuestions.Workshop(owned));
        var workshop = owned.Single(candidate => $"{candidate.Id}" == workshopId);
        var list = whole.For(workshop.Groups);
        var lastFaults = (await ask.Fetch(new FindLastFaults(workshop.Id))).Where(id => list.Find(id) is not null).ToList();
        var scope = ScopeOf(await ask.For(questions.Scope(list, workshop.Name, lastFaults.Count)));
        var chapter = scope == CheckScope.Chapter ? await ask.For(SelfCheckQuestions.Chapter(list)) : null;
        var answers = await walk.Answers(ask, Narrowed(list, scope, chapter, lastFaults));
        var command = new FinishSelfCheck(new FinishedCheck(workshop.Id, revision, scope, chapter, answers));
        await ask.Confirm(command);
        return command;
    }

    private static Checklist Narrowed(Checklist list, CheckScope scope, string? chapter, List<string> lastFaults) => scope switch
    {
        CheckScope.Critical => list.Only(item => item.Critical),
        CheckScope.LastFaults => list.Only(item => lastFaults.Contains(item.Id)),
        CheckScope.Chapter => list with { Chapters = [.. list.Chapters.Where(candidate => candidate.Id == chapter)] },
        _ => list,
    };

    private static CheckScope ScopeOf(string id) => id switch
    {
        "critical" => CheckScope.Critical,
        "last-faults" => CheckScope.LastFaults,
        "chapter" => CheckScope.Chapter,
        _ => CheckScope.Whole,
    };
}
