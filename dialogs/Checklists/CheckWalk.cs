using BotAssistant.Checklists;
using BotAssistant.Dialogs.Engine;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>Goes through a list page by page (short chapters together), several items in an answer; a fault is asked what is wrong, an omitted item why.</summary>
/// <param name="scores">True for a score sheet: a fault is asked how many points it costs, too.</param>
internal sealed class CheckWalk(CheckQuestions questions, bool scores = false)
{
    public async Dialog<IReadOnlyList<ItemAnswer>> Answers(Prompter ask, Checklist list)
    {
        var total = list.Items.Count();
        var answers = new List<ItemAnswer>();
        foreach (var page in CheckPages.Of(list))
        {
            answers.AddRange(await Page(ask, list, page, total));
        }

        ask.In("");
        return answers;
    }

    private async Dialog<IReadOnlyList<ItemAnswer>> Page(Prompter ask, Checklist list, CheckPage page, int total)
    {
        ask.In($"page:{page.Key}:");
        var said = await ask.For(questions.Page(page, total));
        var known = new Dictionary<string, Said>(said.ByItem);
        var left = page.Items.Where(item => !known.ContainsKey(item.Id)).ToList();
        if (left.Count > 0 && !said.OneByOne)
        {
            foreach (var (id, verdict) in (await ask.For(questions.Rest(page, left))).ByItem)
            {
                known[id] = verdict;
            }
        }

        var answers = new List<ItemAnswer>();
        foreach (var (item, index) in page.Items.Select((item, index) => (item, index)))
        {
            ask.In($"item:{item.Id}:");
            var verdict = known.TryGetValue(item.Id, out var found) ? found : new Said(VerdictOf(await ask.For(questions.One(item, page.First + index, total))), null);
            var lost = scores && verdict.Verdict == Verdict.Fault ? questions.LostOf(await ask.For(questions.Lost(item, list.Scoring.PointsOf(item)))) : null;
            answers.Add(await Detail(ask, item, verdict) with { Lost = lost });
        }

        return answers;
    }

    /// <summary>What is wrong, in words or in a photo; or why it does not apply. Not asked when it was said in the same breath.</summary>
    private async Dialog<ItemAnswer> Detail(Prompter ask, ChecklistItem item, Said said)
    {
        if (said.Verdict == Verdict.Conforms || said.Note is not null)
        {
            return new ItemAnswer(item.Id, said.Verdict, said.Note, []);
        }

        if (said.Verdict == Verdict.NotApplicable)
        {
            return new ItemAnswer(item.Id, said.Verdict, await ask.For(CheckQuestions.Reason(item)), []);
        }

        var evidence = await ask.For(questions.Evidence(item));
        return new ItemAnswer(item.Id, said.Verdict, evidence.Note, evidence.Photos);
    }

    private static Verdict VerdictOf(string id) => id switch
    {
        CheckQuestions.Conforms => Verdict.Conforms,
        CheckQuestions.Fault => Verdict.Fault,
        _ => Verdict.NotApplicable,
    };
}
