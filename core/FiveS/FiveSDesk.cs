using BotAssistant.Auditing;
using BotAssistant.Checklists;
using BotAssistant.Honours;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.FiveS;

/// <summary>Takes holders through 5S: chosen, visited, rated, accepted by their district, checked and published by the city. Runs in the turn's transaction.</summary>
public sealed class FiveSDesk(
    IFiveSProjects projects, HolderSearch holders, IWorkshops workshops, IPeople people, IScoredSheets sheets, IAudit audit, INotices notices, RegulationBook regulations, TimeProvider time)
{
    private DateOnly Today => ChinaTime.Today(time);

    public FiveSRule Rule => regulations.FiveS.On(Today);

    public int Year => Rule.YearOf(regulations.Plans.On(Today), Today);

    /// <summary>The sheet that holds today.</summary>
    public Checklist Sheet => regulations.Checklist(ScoreSheetIds.FiveS)!.On(Today);

    /// <summary>The owner's projects, the newest first.</summary>
    public async Task<IReadOnlyList<FiveSProject>> OfAsync(Person owner, CancellationToken stop)
        => await projects.OfAsync([.. (await workshops.OwnedByAsync(owner.Id, stop)).Select(workshop => workshop.Id)], stop);

    /// <summary>A project that the person may see: their own, or one of their districts; else null.</summary>
    public async Task<FiveSProject?> SeenAsync(Person person, int number, CancellationToken stop)
    {
        if (person.Role == Role.Owner)
        {
            return (await OfAsync(person, stop)).FirstOrDefault(project => project.Number == number);
        }

        return Permissions.Allow(person.Role, Ability.FollowUpActions) && await projects.FindByNumberAsync(number, stop) is { } project && person.Covers(project.Holder.District) ? project : null;
    }

    /// <summary>确定培育对象: by the number of a certificate, or of any registered workshop that an officer picks.</summary>
    public async Task<(FiveSProject? Project, Refusal? Refusal)> ChooseAsync(Person officer, string typed, string? reason, CancellationToken stop)
    {
        var (holder, certificate) = await holders.FindAsync(typed, stop);
        if (holder is null || !officer.Covers(holder.District))
        {
            return (null, new Refusal("holder-unknown", ("number", typed)));
        }

        if (certificate is not null && !certificate.IsValidOn(Today))
        {
            return (null, new Refusal("five-s-certificate-over", ("number", typed)));
        }

        if (await projects.OfLicenceAsync(holder.Licence, stop) is { } known)
        {
            return (null, new Refusal("five-s-already", ("number", $"{known.Number}"), ("name", holder.Name)));
        }

        var (now, year) = (time.GetUtcNow(), Year);
        var project = FiveSProject.Choose(
            Guid.CreateVersion7(now), await projects.NextNumberAsync(stop), year, holder, certificate?.Id, Rule.RenovateBy(regulations.Plans.On(Today), year), now, officer.Name, reason);
        await projects.AddAsync(project, stop);
        await WriteDownAsync(officer, "five-s-chosen", project, reason, stop);
        await TellOwnerAsync(project, "notice.five-s-chosen", reason, stop);
        return (project, null);
    }

    /// <summary>辅导 N.</summary>
    public Task<(FiveSProject? Project, Refusal? Refusal)> VisitAsync(Person staff, int number, DateOnly on, string note, IReadOnlyList<string> photos, CancellationToken stop)
        => MoveAsync(staff, number, project => project.Visit(on, note, photos, time.GetUtcNow(), staff.Name), "five-s-visited", $"{on:O}", stop);

    /// <summary>5S自评 N: the owner's own rating; the district's officers are told.</summary>
    public async Task<(FiveSProject? Project, Refusal? Refusal)> SelfRateAsync(Person owner, int number, FinishedSheet finished, CancellationToken stop)
    {
        var (project, refusal) = await RateAsync(owner, number, finished, (project, score, sheet) => project.SelfRate(score, sheet, time.GetUtcNow(), owner.Name), "five-s-self-rated", stop);
        if (project is not null)
        {
            foreach (var officer in await people.OfficersOfAsync(project.Holder.District, stop))
            {
                await notices.TellAsync(officer, "notice.five-s-self-rated", [("number", $"{number}"), ("name", project.Holder.Name)], stop);
            }
        }

        return (project, refusal);
    }

    /// <summary>5S打分 N: as found on the spot.</summary>
    public Task<(FiveSProject? Project, Refusal? Refusal)> RateAsync(Person staff, int number, FinishedSheet finished, CancellationToken stop)
        => RateAsync(staff, number, finished, (project, score, sheet) => project.Rate(score, sheet, time.GetUtcNow(), staff.Name), "five-s-scored", stop);

    /// <summary>5S验收 N: the district accepts, and reports to the city.</summary>
    public async Task<(FiveSProject? Project, Refusal? Refusal)> AcceptAsync(Person officer, int number, string? reason, CancellationToken stop)
    {
        var (project, refusal) = await MoveAsync(officer, number, project => project.Accept(Rule.PassScore, time.GetUtcNow(), officer.Name, reason), "five-s-accepted", reason, stop);
        if (project is not null)
        {
            await TellOwnerAsync(project, "notice.five-s-accepted", reason, stop);
            foreach (var colleague in (await people.OfficersOfAsync(project.Holder.District, stop)).Where(colleague => colleague.IsOfWholeCity && colleague.Id != officer.Id))
            {
                await notices.TellAsync(colleague, "notice.five-s-reported", [("number", $"{number}"), ("name", project.Holder.Name)], stop);
            }
        }

        return (project, refusal);
    }

    /// <summary>5S退回 N 理由: by the district before it has accepted, by the city afterwards.</summary>
    public async Task<(FiveSProject? Project, Refusal? Refusal)> ReturnAsync(Person officer, int number, string reason, CancellationToken stop)
    {
        if (await SeenAsync(officer, number, stop) is { WaitsForCity: true } && !officer.IsOfWholeCity)
        {
            return (null, new Refusal("five-s-city-only"));
        }

        var sentBack = false;
        var (project, refusal) = await MoveAsync(officer, number, project =>
        {
            sentBack = project.WaitsForCity;
            return project.Return(time.GetUtcNow(), officer.Name, reason, Today.AddDays(Rule.ReturnedDays));
        }, "five-s-returned", reason, stop);
        if (project is not null)
        {
            await TellOwnerAsync(project, "notice.five-s-returned", reason, stop);
            foreach (var colleague in sentBack ? (await people.OfficersOfAsync(project.Holder.District, stop)).Where(colleague => colleague.Id != officer.Id) : [])
            {
                await notices.TellAsync(colleague, "notice.five-s-sent-back", [("number", $"{number}"), ("name", project.Holder.Name), ("reason", reason)], stop);
            }
        }

        return (project, refusal);
    }

    /// <summary>5S抽查 N: the city has looked and agrees.</summary>
    public async Task<(FiveSProject? Project, Refusal? Refusal)> CheckAsync(Person officer, int number, string? note, CancellationToken stop)
        => officer.IsOfWholeCity
            ? await MoveAsync(officer, number, project => project.Check(time.GetUtcNow(), officer.Name, note), "five-s-checked", note, stop)
            : (null, new Refusal("five-s-city-only"));

    /// <summary>5S公布 N: onto the public list.</summary>
    public async Task<(FiveSProject? Project, Refusal? Refusal)> PublishAsync(Person officer, int number, CancellationToken stop)
    {
        if (!officer.IsOfWholeCity)
        {
            return (null, new Refusal("five-s-city-only"));
        }

        var (project, refusal) = await MoveAsync(officer, number, project => project.Publish(Today, time.GetUtcNow(), officer.Name), "five-s-published", null, stop);
        if (project is not null)
        {
            await TellOwnerAsync(project, "notice.five-s-published", null, stop);
        }

        return (project, refusal);
    }

    /// <summary>5S取消 N 理由.</summary>
    public async Task<(FiveSProject? Project, Refusal? Refusal)> DropAsync(Person officer, int number, string reason, CancellationToken stop)
    {
        var (project, refusal) = await MoveAsync(officer, number, project => project.Drop(time.GetUtcNow(), officer.Name, reason), "five-s-dropped", reason, stop);
        if (project is not null)
        {
            await TellOwnerAsync(project, "notice.five-s-dropped", reason, stop);
        }

        return (project, refusal);
    }

    private async Task<(FiveSProject? Project, Refusal? Refusal)> RateAsync(
        Person person, int number, FinishedSheet finished, Func<FiveSProject, decimal, Guid, Refusal?> rate, string action, CancellationToken stop)
    {
        if (await SeenAsync(person, number, stop) is not { } project || finished.Sheet != ScoreSheetIds.FiveS)
        {
            return (null, new Refusal("five-s-unknown"));
        }

        var (sheet, refusal) = ScoredSheet.Of(project.Id, finished, regulations, time.GetUtcNow(), person.Name);
        if (sheet is null)
        {
            return (null, refusal);
        }

        if (rate(project, sheet.Score.Percent!.Value, sheet.Id) is { } closed)
        {
            return (null, closed);
        }

        await sheets.AddAsync(sheet, stop);
        await projects.SaveAsync(project, stop);
        await WriteDownAsync(person, action, project, $"{sheet.Score.Percent:0.#} by {sheet.Sheet} {sheet.Revision:O}", stop);
        return (project, null);
    }

    private async Task<(FiveSProject? Project, Refusal? Refusal)> MoveAsync(Person staff, int number, Func<FiveSProject, Refusal?> move, string action, string? detail, CancellationToken stop)
    {
        if (staff.Role == Role.Owner || await SeenAsync(staff, number, stop) is not { } project)
        {
            return (null, new Refusal("five-s-unknown"));
        }

        if (move(project) is { } refusal)
        {
            return (null, refusal);
        }

        await projects.SaveAsync(project, stop);
        await WriteDownAsync(staff, action, project, detail, stop);
        return (project, null);
    }

    private Task WriteDownAsync(Person person, string action, FiveSProject project, string? detail, CancellationToken stop)
        => audit.WriteAsync(time, person, action, $"five-s {project.Number}", detail, stop);

    private async Task TellOwnerAsync(FiveSProject project, string textKey, string? reason, CancellationToken stop)
    {
        if (project.Holder.WorkshopId is { } workshopId && await workshops.FindAsync(workshopId, stop) is { OwnerId: { } ownerId } && await people.FindAsync(ownerId, stop) is { } owner)
        {
            await notices.TellAsync(owner, textKey, [("number", $"{project.Number}"), ("name", project.Holder.Name), ("due", $"{project.DueOn:yyyy-MM-dd}"), ("reason", reason ?? "")], stop);
        }
    }
}
