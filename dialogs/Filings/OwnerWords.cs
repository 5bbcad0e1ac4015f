using System.Globalization;
using BotAssistant.Commitments;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.Filings;
using BotAssistant.People;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Filings;

/// <summary>建档: starts or takes up a filing; an owner whose filing was returned corrects that one.</summary>
public sealed class FileWord(IFilings filings, Correction correction) : IWord
{
    public string Name => "file";
    public Ability Needs => Ability.File;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var returned = caller.Person is { } owner
            ? (await filings.OfAsync(owner.Id, stop)).FirstOrDefault(filing => filing.State == FilingState.Returned)
            : null;
        return returned is null
            ? new WordReply.Opens(FilingDialog.Name, "") { TakesUpDraft = true }
            : correction.Of(returned);
    }
}

/// <summary>变更: the registered particulars, to be corrected and reviewed again.</summary>
public sealed class ChangeWord(ITexts texts, IWorkshops workshops, IFilings filings, Correction correction) : IWord
{
    public string Name => "change";
    public Ability Needs => Ability.ChangeOwnWorkshops;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var owned = (await workshops.OwnedByAsync(caller.Person!.Id, stop)).Where(workshop => workshop.Registration == RegistrationState.Registered).ToList();
        if (owned.Count == 0)
        {
            return WordReply.Refused(texts, new Refusal("no-workshop"));
        }

        if (owned.Count > 1 && owned.Find(workshop => workshop.Number == argument) is null)
        {
            return new WordReply.Says(texts.Say("change.which")) { Offers = [.. owned.Select(workshop => new Offer($"{workshop.Name} {workshop.Number}", $"{WordBook.Spellings(texts, Name)[0]} {workshop.Number}"))] };
        }

        var chosen = owned.Find(workshop => workshop.Number == argument) ?? owned[0];
        var earlier = await filings.OfAsync(caller.Person.Id, stop);
        if (earlier.FirstOrDefault(filing => filing.IsOpen && filing.WorkshopId == chosen.Id) is { } open)
        {
            return open.State == FilingState.Returned
                ? correction.Of(open)
                : WordReply.Refused(texts, new Refusal("already-filing", ("number", $"{open.Number}")));
        }

        var answers = earlier.FirstOrDefault(filing => filing.WorkshopId == chosen.Id && filing.State == FilingState.Registered)?.Answers;
        return new WordReply.Opens(FilingDialog.ChangeName, texts.Say("filing.changing", ("workshop", chosen.Name)))
        {
            Input = { [FilingDialog.WorkshopInput] = chosen.Id.ToString() },
            Answers = answers is null ? [] : new(answers),
            TakesUpDraft = true,
        };
    }
}

/// <summary>进度: the owner's filings and workshops, and where they stand.</summary>
public sealed class ProgressWord(ITexts texts, IWorkshops workshops, IFilings filings, CommitmentDesk commitments) : IWord
{
    public string Name => "progress";
    public Ability Needs => Ability.SeeOwnWorkshops;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var owner = caller.Person!;
        var lines = (await filings.OfAsync(owner.Id, stop)).Where(filing => filing.IsOpen).Select(Line)
            .Concat((await workshops.OwnedByAsync(owner.Id, stop)).Select(Line))
            .Concat((await commitments.OfOwnerAsync(owner, stop)).Where(state => state.IsDue).Select(state => texts.Say("commitment.due", ("workshop", state.Workshop.Name))))
            .ToList();
        return new WordReply.Says(lines.Count == 0 ? texts.Say("progress.nothing") : string.Join("\n\n", lines));
    }

    private string Line(Filing filing)
    {
        var last = filing.Steps[^1];
        return texts.Say($"progress.filing-{filing.State.ToString().ToLowerInvariant()}",
            ("number", filing.Number.ToString(CultureInfo.InvariantCulture)),
            ("workshop", filing.Particulars.WorkshopName),
            ("date", Dates.Day(last.At)),
            ("reason", last.Reason ?? ""));
    }

    private string Line(Workshop workshop) => texts.Say("progress.workshop",
        ("workshop", workshop.Name),
        ("number", workshop.Number),
        ("registration", texts.Say($"registration.{workshop.Registration.ToString().ToLowerInvariant()}")),
        ("production", texts.Say($"production-state.{workshop.Production.ToString().ToLowerInvariant()}")),
        ("date", Dates.Day(workshop.RegisteredAt)));
}

/// <summary>撤回: takes an open filing back.</summary>
public sealed class WithdrawWord(ITexts texts, IFilings filings, FilingDesk desk) : IWord
{
    public string Name => "withdraw";
    public Ability Needs => Ability.ChangeOwnWorkshops;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (Arguments.NumberAndRest(argument) is not var (number, _))
        {
            var open = (await filings.OfAsync(caller.Person!.Id, stop)).Where(filing => filing.IsOpen).ToList();
            return open.Count == 0
                ? new WordReply.Says(texts.Say("progress.nothing"))
                : new WordReply.Says(texts.Say("withdraw.which")) { Offers = [.. open.Select(filing => new Offer(texts.Say("withdraw.line", ("number", $"{filing.Number}"), ("workshop", filing.Particulars.WorkshopName)), $"{WordBook.Spellings(texts, Name)[0]} {filing.Number}"))] };
        }

        if (await filings.FindByNumberAsync(number, stop) is not { } found)
        {
            return WordReply.Refused(texts, new Refusal("filing-unknown"));
        }

        return await desk.WithdrawAsync(caller.Person!, found, stop) is { } refusal
            ? WordReply.Refused(texts, refusal)
            : new WordReply.Says(texts.Say("withdraw.done", ("number", $"{number}")));
    }
}
