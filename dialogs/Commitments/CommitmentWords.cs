using BotAssistant.Commitments;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Documents;
using BotAssistant.Dialogs.Words;
using BotAssistant.Documents;
using BotAssistant.People;

namespace BotAssistant.Dialogs.Commitments;

/// <summary>承诺书: which version the owner has signed when, and the letter to be printed; with a workshop's number, that one's.</summary>
public sealed class MyCommitmentWord(ITexts texts, CommitmentDesk desk, CommitmentLine line, IDocuments documents, DocumentShelf shelf, PublicSite site, BureauContact bureau) : IWord
{
    public string Name => "my-commitment";
    public Ability Needs => Ability.SeeOwnWorkshops;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || argument.All(c => char.IsAsciiDigit(c) || c == '-');

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var states = await desk.OfOwnerAsync(caller.Person!, stop);
        return (states.Where(state => argument.Length == 0 || state.Workshop.Number == argument).ToList()) switch
        {
            [] => WordReply.Refused(texts, new Refusal(states.Count == 0 ? "no-workshop" : "workshop-unknown")),
            [var only] => await ShowAsync(only, stop),
            var several => new WordReply.Says(texts.Say("commitment.which"))
            {
                Offers = [.. several.Select(state => new Offer(texts.Say("commitment.which-line", ("workshop", state.Workshop.Name), ("line", line.Of(state))), $"{WordBook.Spellings(texts, Name)[0]} {state.Workshop.Number}"))],
            },
        };
    }

    private async Task<WordReply> ShowAsync(CommitmentState state, CancellationToken stop)
    {
        var text = texts.Say("commitment.mine", ("workshop", state.Workshop.Name), ("line", line.Of(state)));
        if (state.IsDue)
        {
            return new WordReply.Says(text) { Offers = [new Offer(texts.Say("commitment.sign-now"), WordBook.Spellings(texts, "sign-commitment")[0])] };
        }

        if (documents.Problem is { } problem)
        {
            return new WordReply.Says($"{text}\n{texts.Say($"refused.{problem.Code}", problem.Values)}");
        }

        var letter = desk.LetterOf(state.Latest.Version) ?? throw new InvalidOperationException("The letter in force is not among the revisions.");
        var document = documents.Commitment(new CommitmentSheet(state.Latest, letter, state.Workshop, bureau.Name, site.Verification(state.Latest.Code)));
        return new WordReply.Says($"{text}\n{texts.Say(state.Latest.PostedAt is null ? "commitment.print" : "commitment.print-again")}") { Files = [await shelf.PutAsync(document, stop)] };
    }
}

/// <summary>签承诺书 and 贴好了.</summary>
public sealed class CommitmentDialogWord(string name, string dialog) : IWord
{
    public string Name => name;
    public Ability Needs => Ability.ChangeOwnWorkshops;
    public bool TakesArgument => false;

    public Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop) => Task.FromResult<WordReply>(new WordReply.Opens(dialog, ""));
}

/// <summary>A workshop's signature in one line, for its owner and for inspectors.</summary>
public sealed class CommitmentLine(ITexts texts)
{
    public string Of(CommitmentState state) => texts.Say(
        state.IsDue ? "commitment.line-due" : "commitment.line",
        ("signed", Dates.Day(state.Latest.SignedOn)),
        ("version", state.Latest.Version),
        ("posted", state.Latest.PostedAt is { } at ? texts.Say("commitment.posted", ("date", Dates.Day(at))) : texts.Say("commitment.not-posted")));
}
