using BotAssistant.Auditing;
using BotAssistant.Checklists;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Honours;

/// <summary>Scores a re-evaluation on the spot (现场验收评分) by the sheet of its honour. Runs in the turn's transaction.</summary>
public sealed class OnSiteScoring(HonourDesk honours, IReevaluations reevaluations, IScoredSheets sheets, IAudit audit, RegulationBook regulations, TimeProvider time)
{
    private DateOnly Today => ChinaTime.Today(time);

    /// <summary>The sheet that holds today.</summary>
    public Checklist SheetOf(HonourKind kind) => regulations.Checklist(IdOf(kind))!.On(Today);

    /// <summary>复评打分: the total is the sheet's, in points of a hundred.</summary>
    public async Task<(Reevaluation? Reevaluation, Refusal? Refusal)> ScoreAsync(Person inspector, int number, FinishedSheet finished, CancellationToken stop)
    {
        if (await honours.SupervisedAsync(inspector, number, stop) is not var (reevaluation, certificate, _) || finished.Sheet != IdOf(certificate.Kind))
        {
            return (null, new Refusal("reevaluation-unknown"));
        }

        var now = time.GetUtcNow();
        var (sheet, refusal) = ScoredSheet.Of(reevaluation.Id, finished, regulations, now, inspector.Name);
        if (sheet is null)
        {
            return (null, refusal);
        }

        if (reevaluation.Rate(sheet.Score.Percent!.Value, Today, now, inspector.Name, sheet.Id) is { } closed)
        {
            return (null, closed);
        }

        await sheets.AddAsync(sheet, stop);
        await reevaluations.SaveAsync(reevaluation, stop);
        await audit.WriteAsync(time, inspector, "reevaluation-scored", $"reevaluation {number}", $"{sheet.Score.Percent:0.#} by {sheet.Sheet} {sheet.Revision:O}", stop);
        return (reevaluation, null);
    }

    private static string IdOf(HonourKind kind) => kind == HonourKind.FineWorkshop ? ScoreSheetIds.FineWorkshop : ScoreSheetIds.BrightProducer;
}
