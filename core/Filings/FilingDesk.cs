using BotAssistant.Auditing;
using BotAssistant.Identifiers;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Filings;

/// <summary>A filing or workshop that already exists for what somebody is about to file.</summary>
/// <param name="Kind">"workshop" or "filing".</param>
/// <param name="Mine">True when the asking person filed it.</param>
public sealed record ExistingFiling(string Kind, string Number, bool Mine);

/// <summary>The bureau's desk for filings: takes them in, returns them, registers them. Runs in the turn's transaction.</summary>
public sealed class FilingDesk(IFilings filings, IWorkshops workshops, IPeople people, IInspectionTasks tasks, ActionDesk actions, IAudit audit, INotices notices, IKeyedHash hash, RegulationBook regulations, TimeProvider time)
{
    /// <summary>Recognises what is filed already: by credit code, or by ID number together with the address. Null = nothing.</summary>
    /// <param name="except">The filing and the workshop that are being corrected, which are of course the same.</param>
    public async Task<ExistingFiling?> FindExistingAsync(Person? asking, string? creditCode, string idNumber, string address, IReadOnlyCollection<Guid> except, CancellationToken stop)
    {
        var same = HashOf(idNumber, address);
        if (await workshops.FindSameAsync(creditCode, same, stop) is { } workshop && !except.Contains(workshop.Id))
        {
            return new ExistingFiling("workshop", workshop.Number, asking is not null && workshop.OwnerId == asking.Id);
        }

        return await filings.FindOpenSameAsync(creditCode, same, stop) is { } filing && !except.Contains(filing.Id)
            ? new ExistingFiling("filing", $"{filing.Number}", asking is not null && filing.OwnerId == asking.Id)
            : null;
    }

    /// <summary>Takes in a new filing; a chat that was nobody's becomes its owner's.</summary>
    /// <param name="workshopId">The registered workshop whose particulars it would change; null for a first filing.</param>
    public async Task<(Filing? Filing, Refusal? Refusal)> SubmitAsync(Caller caller, FilingContent content, Guid? workshopId, CancellationToken stop)
    {
        var particulars = content.Particulars;
        if (await FindExistingAsync(caller.Person, particulars.CreditCode, particulars.IdNumber, particulars.Address, workshopId is { } own ? [own] : [], stop) is { } existing)
        {
            return (null, new Refusal($"already-{existing.Kind}", ("number", existing.Number)));
        }

        var now = time.GetUtcNow();
        var owner = caller.Person ?? await EnrolOwnerAsync(caller.Address, particulars.OwnerName, now, stop);
        var filing = Filing.Submit(Guid.CreateVersion7(now), await filings.NextNumberAsync(stop), owner.Id, workshopId, HashOf(particulars.IdNumber, particulars.Address), content, now, owner.Name);
        await filings.AddAsync(filing, stop);
        await TellOfficersAsync(filing, stop);
        return (filing, null);
    }

    /// <summary>Takes in the corrected version of a returned filing.</summary>
    public async Task<(Filing? Filing, Refusal? Refusal)> ResubmitAsync(Person owner, Guid filingId, FilingContent content, CancellationToken stop)
    {
        var particulars = content.Particulars;
        if (await filings.FindAsync(filingId, stop) is not { } filing || filing.OwnerId != owner.Id)
        {
            return (null, new Refusal("filing-unknown"));
        }

        Guid[] own = filing.WorkshopId is { } workshopId ? [filing.Id, workshopId] : [filing.Id];
        if (await FindExistingAsync(owner, particulars.CreditCode, particulars.IdNumber, particulars.Address, own, stop) is { } existing)
        {
            return (null, new Refusal($"already-{existing.Kind}", ("number", existing.Number)));
        }

        if (filing.Resubmit(HashOf(particulars.IdNumber, particulars.Address), content, time.GetUtcNow(), owner.Name) is { } refusal)
        {
            return (null, refusal);
        }

        await filings.SaveAsync(filing, stop);
        await TellOfficersAsync(filing, stop);
        return (filing, null);
    }

    /// <summary>退回: the owner is told why and asked to correct just that.</summary>
    public async Task<Refusal?> ReturnAsync(Person officer, Filing filing, string reason, CancellationToken stop)
    {
        if ((Refuse(officer, filing) ?? filing.Return(time.GetUtcNow(), officer.Name, reason)) is { } refusal)
        {
            return refusal;
        }

        await filings.SaveAsync(filing, stop);
        await audit.WriteAsync(time, officer, "filing-returned", $"filing {filing.Number}", reason, stop);
        await TellOwnerAsync(filing, "notice.returned", [("filing", $"{filing.Number}"), ("reason", reason)], stop);
        return null;
    }

    /// <summary>核准: registers the workshop, or its changed particulars, and plans the first inspection (regulation art. 17).</summary>
    public async Task<(Workshop? Workshop, Refusal? Refusal)> RegisterAsync(Person officer, Filing filing, CancellationToken stop)
    {
        if (Refuse(officer, filing) is { } refusal)
        {
            return (null, refusal);
        }

        if (filing.State != FilingState.Submitted)
        {
            return (null, new Refusal("filing-not-submitted"));
        }

        var wasRegistered = filing.WorkshopId is not null;
        var (workshop, problem) = filing.WorkshopId is { } id ? await ChangeAsync(officer, filing, id, stop) : await FoundAsync(officer, filing, stop);
        if (workshop is null)
        {
            return (null, problem);
        }

        filing.Register(workshop.Id, time.GetUtcNow(), officer.Name);
        await filings.SaveAsync(filing, stop);
        await audit.WriteAsync(time, officer, "filing-registered", $"filing {filing.Number}", workshop.Number, stop);
        await TellOwnerAsync(filing, wasRegistered ? "notice.changed" : "notice.registered", [("filing", $"{filing.Number}"), ("workshop", workshop.Name), ("number", workshop.Number)], stop);
        return (workshop, null);
    }

    /// <summary>撤回: the owner takes an open filing back.</summary>
    public async Task<Refusal?> WithdrawAsync(Person owner, Filing filing, CancellationToken stop)
    {
        if (filing.OwnerId != owner.Id)
        {
            return new Refusal("filing-unknown");
        }

        if (filing.Withdraw(time.GetUtcNow(), owner.Name, null) is { } refusal)
        {
            return refusal;
        }

        await filings.SaveAsync(filing, stop);
        return null;
    }

    /// <summary>注销 of a registration, with its open tasks and actions.</summary>
    public async Task<Refusal?> CancelAsync(Person officer, Workshop workshop, string reason, CancellationToken stop)
    {
        if (!officer.Covers(workshop.District))
        {
            return new Refusal("workshop-unknown");
        }

        if (workshop.Cancel(time.GetUtcNow(), officer.Name, reason) is { } refusal)
        {
            return refusal;
        }

        await workshops.SaveAsync(workshop, stop);
        await tasks.CloseAsync(workshop.Id, time.GetUtcNow(), stop);
        await actions.CloseAllAsync(workshop, officer.Name, reason, stop);
        await audit.WriteAsync(time, officer, "registration-cancelled", $"workshop {workshop.Number}", reason, stop);
        if (workshop.OwnerId is { } ownerId && await people.FindAsync(ownerId, stop) is { } owner)
        {
            await notices.TellAsync(owner, "notice.cancelled", [("workshop", workshop.Name), ("number", workshop.Number), ("reason", reason)], stop);
        }

        return null;
    }

    private async Task<(Workshop? Workshop, Refusal? Refusal)> FoundAsync(Person officer, Filing filing, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var today = ChinaTime.Today(time);
        var number = await workshops.NextNumberAsync(filing.District, today.Year, stop);
        var workshop = Workshop.Register(Guid.CreateVersion7(now), number, filing.OwnerId, filing.OwnerAtAddressHash, filing.Particulars, now, officer.Name);
        await workshops.AddAsync(workshop, stop);
        var first = regulations.On(today).FirstInspection;
        await tasks.AddAsync(new InspectionTask(Guid.CreateVersion7(now), workshop.Id, workshop.District, "first-inspection", first.DueOn(today), first.Basis, now), stop);
        return (workshop, null);
    }

    private async Task<(Workshop? Workshop, Refusal? Refusal)> ChangeAsync(Person officer, Filing filing, Guid workshopId, CancellationToken stop)
    {
        if (await workshops.FindAsync(workshopId, stop) is not { } workshop)
        {
            return (null, new Refusal("workshop-unknown"));
        }

        if (workshop.Change(filing.Particulars, filing.OwnerAtAddressHash, time.GetUtcNow(), officer.Name, $"#{filing.Number}") is { } refusal)
        {
            return (null, refusal);
        }

        await workshops.SaveAsync(workshop, stop);
        return (workshop, null);
    }

    private async Task<Person> EnrolOwnerAsync(ChatAddress address, string name, DateTimeOffset now, CancellationToken stop)
    {
        var owner = new Person(Guid.CreateVersion7(now), Role.Owner, name, [], now);
        await people.AddAsync(owner, stop);
        await people.BindAsync(new ChatIdentity(address.ToString(), owner.Id, now), stop);
        return owner;
    }

    private async Task TellOfficersAsync(Filing filing, CancellationToken stop)
    {
        foreach (var officer in await people.OfficersOfAsync(filing.District, stop))
        {
            await notices.TellAsync(officer, "notice.submitted", [("filing", $"{filing.Number}"), ("workshop", filing.Particulars.WorkshopName)], stop);
        }
    }

    private async Task TellOwnerAsync(Filing filing, string textKey, IReadOnlyList<(string Name, string Value)> values, CancellationToken stop)
    {
        if (await people.FindAsync(filing.OwnerId, stop) is { } owner)
        {
            await notices.TellAsync(owner, textKey, values, stop);
        }
    }

    // Somebody who may not see a filing is told that it does not exist.
    private static Refusal? Refuse(Person officer, Filing filing)
        => Permissions.Allow(officer.Role, Ability.ReviewFilings) && officer.Covers(filing.District) ? null : new Refusal("filing-unknown");

    private string HashOf(string idNumber, string address) => hash.Of(AddressKey.WithOwner(idNumber, address));
}
