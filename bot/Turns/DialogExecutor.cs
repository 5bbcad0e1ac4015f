using System.Text.Json;
using BotAssistant.Dialogs.Campaigns;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Commitments;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.FiveS;
using BotAssistant.Dialogs.Honours;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.Records;
using BotAssistant.Dialogs.Workshops;
using BotAssistant.Filings;
using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Bot.Turns;

/// <summary>Looks up what dialogs ask for and executes what they decide, for one caller, in the turn's transaction.</summary>
internal sealed class DialogExecutor(
    Caller caller,
    FilingDesk filings,
    ProductionDesk production,
    CheckExecutor checks,
    RecordsExecutor records,
    CommitmentExecutor commitments,
    HonourDesk honours,
    SheetExecutor sheets,
    FiveSDesk fiveS,
    CampaignExecutor campaigns,
    IWorkshops workshops,
    TimeProvider time) : IDialogHost
{
    public DateOnly Today => ChinaTime.Today(time);

    public async Task<string> FetchAsync(IQuery query, CancellationToken stop) => query switch
    {
        FindExisting find => JsonSerializer.Serialize(await filings.FindExistingAsync(
            caller.Person, find.CreditCode, find.IdNumber, find.Address, [.. new[] { find.FilingId, find.WorkshopId }.OfType<Guid>()], stop)),
        FindOwned find => JsonSerializer.Serialize(await OwnedAsync(find.To, stop)),
        FindCheckable => JsonSerializer.Serialize(await checks.CheckableAsync(caller, stop)),
        FindKept => JsonSerializer.Serialize(await records.KeptAsync(caller, stop)),
        FindWritten find => JsonSerializer.Serialize(await records.WrittenAsync(caller, find.Entries, stop)),
        FindCommitted => JsonSerializer.Serialize(await commitments.CommittedAsync(caller, stop)),
        FindLastFaults find => JsonSerializer.Serialize(await checks.LastFaultsAsync(caller, find.WorkshopId, stop)),
        FindRenewable => JsonSerializer.Serialize(await RenewableAsync(stop)),
        FindBroadcastScope => JsonSerializer.Serialize(CampaignExecutor.Scope(caller)),
        ForecastCampaign forecast => JsonSerializer.Serialize(await campaigns.ForecastAsync(caller, forecast.Content, stop)),
        _ => throw new InvalidOperationException($"Nobody answers the query {query.GetType().Name}."),
    };

    public async Task<Execution> ExecuteAsync(ICommand command, IReadOnlyDictionary<string, string> answers, CancellationToken stop) => command switch
    {
        FileWorkshop file => await FileAsync(file, answers, stop),
        AlreadyFiled { Existing: var existing } => Finished($"filing.already-{(existing.Mine ? "mine" : "other")}-{existing.Kind}", ("number", existing.Number)),
        MoveProduction move => await MoveAsync(move, stop),
        NothingToMove => Finished("production.nothing"),
        FinishSelfCheck finish => await checks.FinishAsync(caller, finish.Check, stop),
        FinishScoreSheet finish => await sheets.FinishAsync(caller, finish, stop),
        ScoreSheetGone => new Execution.Rejected(null, new Refusal("checklist-gone")),
        RecordVisit visit => await VisitAsync(visit, stop),
        NothingToCheck => Finished("self-check.nothing"),
        SignCommitment sign => await commitments.SignAsync(caller, sign, stop),
        PostCommitment post => await commitments.PostAsync(caller, post, stop),
        NothingToSign => Finished("commitment.nothing"),
        ReportPutRight report => await checks.ReportAsync(caller, report, stop),
        WriteEntries write => await records.WriteAsync(caller, write.Entries, stop),
        AttachReceipt receipt => await records.AttachAsync(caller, receipt, stop),
        RecordCertificate record => await records.RecordAsync(caller, record.Certificate, stop),
        NothingToKeep => Finished("purchase.nothing"),
        ApplyForReevaluation apply => await ApplyAsync(apply, stop),
        NothingToRenew => Finished("apply-reevaluation.nothing"),
        WriteCampaign write => await campaigns.WriteAsync(caller, write, stop),
        _ => throw new InvalidOperationException($"Nobody executes the command {command.GetType().Name}."),
    };

    private async Task<Execution> FileAsync(FileWorkshop file, IReadOnlyDictionary<string, string> answers, CancellationToken stop)
    {
        var content = new FilingContent(file.Particulars, answers, file.Doubts);
        var (filing, refusal) = file.FilingId is { } id && caller.Person is { } owner
            ? await filings.ResubmitAsync(owner, id, content, stop)
            : await filings.SubmitAsync(caller, content, file.WorkshopId, stop);
        return filing is null
            ? new Execution.Rejected(null, refusal!)
            : Finished(file.FilingId is null ? "filing.submitted" : "filing.resubmitted", ("number", $"{filing.Number}"));
    }

    private async Task<Execution> MoveAsync(MoveProduction move, CancellationToken stop)
    {
        if (caller.Person is not { } owner)
        {
            return new Execution.Rejected(null, new Refusal("no-workshop"));
        }

        var (workshop, refusal) = await production.MoveAsync(owner, move.WorkshopId, move.To, move.Reason, stop);
        return workshop is null
            ? new Execution.Rejected(null, refusal!)
            : new Execution.Finished(new Saying($"production.done-{move.To.ToString().ToLowerInvariant()}", [("workshop", workshop.Name)]));
    }

    private async Task<IReadOnlyList<RenewableCertificate>> RenewableAsync(CancellationToken stop)
        => caller.Person is not { } owner
            ? []
            : [.. (await honours.OfAsync(owner, stop)).Where(standing => honours.MayApply(standing) is null)
                .Select(standing => new RenewableCertificate(standing.Certificate.Id, standing.Certificate.Number, standing.Certificate.Holder.Name, standing.Certificate.ValidUntil))];

    private async Task<Execution> ApplyAsync(ApplyForReevaluation apply, CancellationToken stop)
    {
        if (caller.Person is not { } owner)
        {
            return new Execution.Rejected(null, new Refusal("no-workshop"));
        }

        var (reevaluation, refusal) = await honours.ApplyAsync(owner, apply.CertificateId, apply.Photos, stop);
        return reevaluation is null ? new Execution.Rejected(null, refusal!) : Finished("apply-reevaluation.done", ("number", $"{reevaluation.Number}"));
    }

    private async Task<Execution> VisitAsync(RecordVisit visit, CancellationToken stop)
    {
        if (caller.Person is not { } staff)
        {
            return new Execution.Rejected(null, new Refusal("not-allowed"));
        }

        var (project, refusal) = await fiveS.VisitAsync(staff, visit.Number, visit.On, visit.Note, visit.Photos, stop);
        return project is null ? new Execution.Rejected(null, refusal!) : Finished("five-s.visited", ("number", $"{project.Number}"), ("name", project.Holder.Name));
    }

    private async Task<IReadOnlyList<OwnedWorkshop>> OwnedAsync(ProductionState to, CancellationToken stop)
        => caller.Person is not { } owner
            ? []
            : [.. (await workshops.OwnedByAsync(owner.Id, stop))
                .Where(workshop => workshop.Registration == RegistrationState.Registered && workshop.Production != to && workshop.Production != ProductionState.Ceased)
                .Select(workshop => new OwnedWorkshop(workshop.Id, workshop.Number, workshop.Name))];

    private static Execution.Finished Finished(string textKey, params (string Name, string Value)[] values) => new(new Saying(textKey, values));
}
