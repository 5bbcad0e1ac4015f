using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Honours;
using BotAssistant.People;

namespace BotAssistant.Bot.Turns;

/// <summary>The part of <see cref="DialogExecutor"/> that takes in score sheets.</summary>
internal sealed class SheetExecutor(OnSiteScoring onSite)
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
}
