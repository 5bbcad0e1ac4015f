using BotAssistant.Auditing;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Reminders;
using BotAssistant.Workshops;

namespace BotAssistant.Honours;

/// <summary>A certificate as it stands: its dates, and its open re-evaluation.</summary>
public sealed record CertificateStanding(Certificate Certificate, ReevaluationDates Dates, Reevaluation? Open);

/// <summary>Takes honours through their re-evaluation (复评): the owner applies, an inspector scores, an officer decides. Runs in the turn's transaction.</summary>
public sealed class HonourDesk(
    ICertificates certificates, IReevaluations reevaluations, IConduct conduct, IWorkshops workshops, IPeople people, IAudit audit, INotices notices, ReminderDesk reminders, RegulationBook regulations, TimeProvider time)
{
    private DateOnly Today => ChinaTime.Today(time);

    /// <summary>The owner's certificates, the one that ends soonest first.</summary>
    public async Task<IReadOnlyList<CertificateStanding>> OfAsync(Person owner, CancellationToken stop)
    {
        var own = await workshops.OwnedByAsync(owner.Id, stop);
        var standings = new List<CertificateStanding>();
        foreach (var certificate in await certificates.OfAsync([.. own.Select(workshop => workshop.Id)], stop))
        {
            standings.Add(new CertificateStanding(certificate, await DatesAsync(certificate, stop), await reevaluations.OpenOfAsync(certificate.Id, stop)));
        }

        return standings;
    }

    /// <summary>申请复评, with photos of the written materials; none = they are handed in on paper.</summary>
    public async Task<(Reevaluation? Reevaluation, Refusal? Refusal)> ApplyAsync(Person owner, Guid certificateId, IReadOnlyList<string> photos, CancellationToken stop)
    {
        if ((await OfAsync(owner, stop)).FirstOrDefault(standing => standing.Certificate.Id == certificateId) is not { } standing)
        {
            return (null, new Refusal("certificate-unknown"));
        }

        if (MayApply(standing) is { } refusal)
        {
            return (null, refusal);
        }

        var now = time.GetUtcNow();
        var reevaluation = Reevaluation.Apply(Guid.CreateVersion7(now), await reevaluations.NextNumberAsync(stop), certificateId, Today, now, owner.Name, photos);
        await reevaluations.AddAsync(reevaluation, stop);
        foreach (var officer in await people.OfficersOfAsync(standing.Certificate.Holder.District, stop))
        {
            await notices.TellAsync(officer, "notice.reevaluation-applied", [("number", $"{reevaluation.Number}"), ("certificate", standing.Certificate.Number), ("name", standing.Certificate.Holder.Name)], stop);
        }

        return (reevaluation, null);
    }

    /// <summary>Why one cannot apply today, or null.</summary>
    public Refusal? MayApply(CertificateStanding standing)
    {
        var (certificate, dates) = (standing.Certificate, standing.Dates);
        return certificate.State == CertificateState.Exited ? new Refusal("certificate-exited")
            : standing.Open is { } open ? new Refusal("reevaluation-open", ("number", $"{open.Number}"))
            : dates.IsOpenOn(Today) ? null
            : new Refusal(Today > dates.Closes.Day ? "reevaluation-late" : "reevaluation-early", ("number", certificate.Number), ("opens", $"{dates.Opens:yyyy-MM-dd}"), ("closes", $"{dates.Closes.Day:yyyy-MM-dd}"));
    }

    /// <summary>A re-evaluation in the districts of an inspector or officer, with what speaks for and against it today; null where there is none.</summary>
    public async Task<(Reevaluation Reevaluation, Certificate Certificate, Eligibility Eligibility)?> SupervisedAsync(Person staff, int number, CancellationToken stop)
    {
        if (!Permissions.Allow(staff.Role, Ability.FollowUpActions) || await reevaluations.FindByNumberAsync(number, stop) is not { } reevaluation)
        {
            return null;
        }

        var certificate = await certificates.FindAsync(reevaluation.CertificateId, stop) ?? throw new InvalidOperationException("A re-evaluation has no certificate.");
        return staff.Covers(certificate.Holder.District) ? (reevaluation, certificate, await EligibilityAsync(reevaluation, certificate, stop)) : null;
    }

    /// <summary>复评评分: as found on the spot.</summary>
    public async Task<(Reevaluation? Reevaluation, Refusal? Refusal)> RateAsync(Person inspector, int number, decimal score, CancellationToken stop)
    {
        if (await SupervisedAsync(inspector, number, stop) is not var (reevaluation, _, _))
        {
            return (null, new Refusal("reevaluation-unknown"));
        }

        if (reevaluation.Rate(score, Today, time.GetUtcNow(), inspector.Name) is { } refusal)
        {
            return (null, refusal);
        }

        await reevaluations.SaveAsync(reevaluation, stop);
        await audit.WriteAsync(time, inspector, "reevaluation-scored", $"reevaluation {number}", $"{score:0.##}", stop);
        return (reevaluation, null);
    }

    /// <summary>复评通过, valid until a new day; or 复评退出 where there is none.</summary>
    public async Task<(Certificate? Certificate, Refusal? Refusal)> DecideAsync(Person officer, int number, DateOnly? validUntil, string? reason, CancellationToken stop)
    {
        if (await SupervisedAsync(officer, number, stop) is not var (reevaluation, certificate, eligibility))
        {
            return (null, new Refusal("reevaluation-unknown"));
        }

        var (now, passes) = (time.GetUtcNow(), validUntil is not null);
        var refusal = reevaluation.Decide(passes, eligibility, now, officer.Name, reason)
            ?? (validUntil is { } until ? certificate.Renew(until, now, officer.Name) : certificate.Exit(now, officer.Name, reason ?? ""));
        if (refusal is not null)
        {
            return (null, refusal);
        }

        await reevaluations.SaveAsync(reevaluation, stop);
        await certificates.SaveAsync(certificate, stop);
        await audit.WriteAsync(time, officer, passes ? "reevaluation-passed" : "reevaluation-exited", $"reevaluation {number}", reason, stop);
        await TellHolderAsync(certificate, passes ? "notice.reevaluation-passed" : "notice.reevaluation-exited", reason, stop);
        return (certificate, null);
    }

    private async Task TellHolderAsync(Certificate certificate, string textKey, string? reason, CancellationToken stop)
    {
        if (certificate.Holder.WorkshopId is { } workshopId && await workshops.FindAsync(workshopId, stop) is { OwnerId: { } ownerId } && await people.FindAsync(ownerId, stop) is { } owner)
        {
            await notices.TellAsync(owner, textKey, [("number", certificate.Number), ("until", $"{certificate.ValidUntil:yyyy-MM-dd}"), ("reason", reason ?? "")], stop);
        }
    }

    private async Task<Eligibility> EligibilityAsync(Reevaluation reevaluation, Certificate certificate, CancellationToken stop)
    {
        var licence = certificate.Holder.Licence;
        (decimal, Evidence)? score = reevaluation is { Score: { } points, ScoredOn: { } on } ? (points, new Evidence(on, $"#{reevaluation.Number}")) : null;
        var facts = new EligibilityFacts(
            certificate.ValidUntil, reevaluation.AppliedOn, score,
            await conduct.OfAsync(licence, ConductKind.Case, stop), await conduct.OfAsync(licence, ConductKind.FailedSampling, stop));
        return Eligibility.Of(facts, Rule, await reminders.CalendarAsync(stop), Today);
    }

    private async Task<ReevaluationDates> DatesAsync(Certificate certificate, CancellationToken stop) => Rule.DatesOf(certificate.ValidUntil, await reminders.CalendarAsync(stop));

    private ReevaluationRule Rule => regulations.Reevaluation.On(Today);
}
