using BotAssistant.Checklists;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Engine;
using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.People;

namespace BotAssistant.Bot.Turns;

/// <summary>The part of <see cref="DialogExecutor"/> that takes in score sheets.</summary>
internal sealed class SheetExecutor(OnSiteScoring onSite, FiveSDesk fiveS, IScoredSheets sheets)
{
    public async Task<Execution> FinishAsync(Caller caller, FinishScoreSheet finish, CancellationToken stop)
    {
        if (caller.Person is not { } person)
        {
            return new Execution.Rejected(null, new Refusal("not-allowed"));
        }

        return finish.Dialog switch
        {
            ScoreSheetDialog.Reevaluation => await ReevaluationAsync(person, finish, stop),
            ScoreSheetDialog.FiveSSelf => await FiveSAsync("five-s.self-rated", finish, await fiveS.SelfRateAsync(person, finish.Number, finish.Sheet, stop), stop),
            ScoreSheetDialog.FiveS => await FiveSAsync("five-s.scored", finish, await fiveS.RateAsync(person, finish.Number, finish.Sheet, stop), stop),
            _ => throw new InvalidOperationException($"Nobody takes in the sheet of {finish.Dialog}."),
        };
    }

    private async Task<Execution> ReevaluationAsync(Person person, FinishScoreSheet finish, CancellationToken stop)
    {
        var (reevaluation, refusal) = await onSite.ScoreAsync(person, finish.Number, finish.Sheet, stop);
        return reevaluation is null
            ? new Execution.Rejected(null, refusal!)
            : new Execution.Finished(new Saying("honour.scored", [("number", $"{finish.Number}"), ("score", $"{reevaluation.Score:0.##}")]));
    }

    private async Task<Execution> FiveSAsync(string textKey, FinishScoreSheet finish, (FiveSProject? Project, Refusal? Refusal) done, CancellationToken stop)
    {
        if (done.Project is not { } project)
        {
            return new Execution.Rejected(null, done.Refusal!);
        }

        var sheet = await sheets.FindAsync(project.LastSheet!.Value, stop);
        return new Execution.Finished(new Saying(textKey, [("number", $"{finish.Number}"), ("score", $"{sheet!.Score.Percent:0.#}"), ("pass", $"{fiveS.Rule.PassScore:0.#}")]));
    }
}
