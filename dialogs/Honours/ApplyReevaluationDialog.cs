using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;

namespace BotAssistant.Dialogs.Honours;

/// <summary>One of the caller's certificates for which an application is open today.</summary>
public sealed record RenewableCertificate(Guid Id, string Number, string Name, DateOnly ValidUntil);

public sealed record FindRenewable : IQuery<IReadOnlyList<RenewableCertificate>>;

/// <summary>The owner applies for a re-evaluation; no photos = the materials come on paper.</summary>
public sealed record ApplyForReevaluation(Guid CertificateId, IReadOnlyList<string> Photos) : ICommand;

/// <summary>No certificate's window is open.</summary>
public sealed record NothingToRenew : ICommand;

/// <summary>申请复评: which certificate, then the written materials page by page.</summary>
public sealed class ApplyReevaluationDialog(ITexts texts)
{
    public const string Name = "apply-reevaluation";

    /// <summary>Pages of written materials: an application form and a few proofs.</summary>
    private const int MostPages = 9;

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var open = await ask.Fetch(new FindRenewable());
        if (open.Count == 0)
        {
            return new NothingToRenew();
        }

        var id = open.Count == 1 ? $"{open[0].Id}" : await ask.For(new ChoiceQuestion("certificate", [.. open.Select(certificate => new Option($"{certificate.Id}", $"{certificate.Number} {certificate.Name} {Dates.Day(certificate.ValidUntil)}"))]));
        var chosen = open.Single(certificate => $"{certificate.Id}" == id);
        var photos = new List<string>();
        for (var page = 1; page <= MostPages; page++)
        {
            ask.In($"page:{page}:");
            var photo = await ask.For(new PhotoQuestion(page == 1 ? "materials" : "more", OptionTexts.One(texts, page == 1 ? "apply-reevaluation.materials" : "apply-reevaluation.more", page == 1 ? "paper" : "done"))
            {
                Values = [("number", chosen.Number), ("until", Dates.Day(chosen.ValidUntil)), ("page", $"{page}")],
            });
            if (photo.Hash is null)
            {
                break;
            }

            photos.Add(photo.Hash);
        }

        ask.In("");
        var command = new ApplyForReevaluation(chosen.Id, photos);
        await ask.Confirm(command);
        return command;
    }
}

/// <summary>申请复评.</summary>
public sealed class ApplyReevaluationWord : IWord
{
    public string Name => "apply-reevaluation";
    public Ability Needs => Ability.ChangeOwnWorkshops;
    public bool TakesArgument => false;

    public Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
        => Task.FromResult<WordReply>(new WordReply.Opens(ApplyReevaluationDialog.Name, "") { TakesUpDraft = true });
}
