using BotAssistant.Dialogs.Engine;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Commitments;

/// <summary>One of the caller's workshops under the commitment letter.</summary>
/// <param name="IsDue">The text in force is not the one that was signed.</param>
public sealed record CommittedWorkshop(Guid Id, string Number, string Name, string Owner, bool IsDue);

/// <summary>The caller's registered workshops.</summary>
public sealed record FindCommitted : IQuery<IReadOnlyList<CommittedWorkshop>>;

/// <summary>The owner typed their name under the letter in force.</summary>
public sealed record SignCommitment(Guid WorkshopId, string Version, string Signer) : ICommand;

/// <summary>Every workshop's signature is under the letter in force, or there is no workshop.</summary>
public sealed record NothingToSign : ICommand;

/// <summary>The letter is on the wall.</summary>
public sealed record PostCommitment(Guid WorkshopId, string Photo) : ICommand;

/// <summary>签承诺书: the text in force, signed by typing one's name.</summary>
public sealed class CommitmentDialog(RegulationBook regulations)
{
    /// <summary>Their names in the catalog; the second is the photo of the posted letter (贴好了).</summary>
    public const string Name = "commitment", PostedName = "commitment-posted";

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var due = (await ask.Fetch(new FindCommitted())).Where(workshop => workshop.IsDue).ToList();
        if (due.Count == 0)
        {
            return new NothingToSign();
        }

        var workshop = await Choose(ask, due);
        var letter = regulations.On(ask.Today).CommitmentLetter;
        var text = letter.For(workshop.Name, workshop.Owner);
        await ask.For(new SignatureQuestion("sign", workshop.Owner, text, ask.Today)
        {
            InSummary = false,
            Values = [("letter", text), ("owner", workshop.Owner), ("version", letter.Version)],
        });
        return new SignCommitment(workshop.Id, letter.Version, workshop.Owner);
    }

    /// <summary>贴好了: a photo of the letter on the wall.</summary>
    public static async Dialog<ICommand> RunPosted(Prompter ask)
    {
        var committed = await ask.Fetch(new FindCommitted());
        if (committed.Count == 0)
        {
            return new NothingToSign();
        }

        var workshop = await Choose(ask, committed);
        var photo = await ask.For(new PhotoQuestion("photo", null) { InSummary = false, Values = [("workshop", workshop.Name)] });
        return new PostCommitment(workshop.Id, photo.Hash!);
    }

    private static async Dialog<CommittedWorkshop> Choose(Prompter ask, IReadOnlyList<CommittedWorkshop> among)
    {
        if (among.Count == 1)
        {
            return among[0];
        }

        var id = await ask.For(new ChoiceQuestion("workshop", [.. among.Select(workshop => new Option($"{workshop.Id}", $"{workshop.Name} {workshop.Number}"))]) { InSummary = false });
        return among.Single(workshop => $"{workshop.Id}" == id);
    }
}
