using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Workshops;

namespace BotAssistant.Commitments;

/// <summary>A workshop's latest signature, and whether the text in force is another one by now.</summary>
public sealed record CommitmentState(Workshop Workshop, CommitmentSignature Latest, bool IsDue);

/// <summary>Keeps the signatures under the commitment letter (承诺书) and verifies them. Runs in the turn's transaction.</summary>
public sealed class CommitmentDesk(ICommitmentSignatures signatures, IWorkshops workshops, RegulationBook regulations, TimeProvider time)
{
    private CommitmentLetter InForce => regulations.On(ChinaTime.Today(time)).CommitmentLetter;

    /// <summary>The letter as it stood in that version; null when it is not among our revisions.</summary>
    public CommitmentLetter? LetterOf(string version) => regulations.CommitmentLetter.All.FirstOrDefault(letter => letter.Version == version);

    /// <summary>The owner's registered workshops with their latest signatures. What was signed when filing is entered here, at the first look.</summary>
    public async Task<IReadOnlyList<CommitmentState>> OfOwnerAsync(Person owner, CancellationToken stop)
    {
        var states = new List<CommitmentState>();
        foreach (var workshop in (await workshops.OwnedByAsync(owner.Id, stop)).Where(workshop => workshop.Registration == RegistrationState.Registered))
        {
            states.Add(StateOf(workshop, await EnterAsync(workshop, stop)));
        }

        return states;
    }

    /// <summary>Reads only: for somebody else's look at the workshop.</summary>
    public async Task<CommitmentState> LookAsync(Workshop workshop, CancellationToken stop)
        => StateOf(workshop, Newer(workshop, await signatures.OfAsync(workshop.Id, stop)));

    public async Task<(CommitmentSignature? Signature, Refusal? Refusal)> SignAsync(Person owner, Guid workshopId, string version, string name, CancellationToken stop)
    {
        var (workshop, refusal) = await OwnAsync(owner, workshopId, stop);
        if (workshop is null)
        {
            return (null, refusal);
        }

        if (version != InForce.Version || name != workshop.Particulars.OwnerName)
        {
            return (null, new Refusal("commitment-changed"));
        }

        await EnterAsync(workshop, stop);
        var signature = Make(workshop, version, name, ChinaTime.Today(time));
        await signatures.AddAsync(signature, stop);
        return (signature, null);
    }

    /// <summary>贴好了: the photo goes with the latest signature.</summary>
    public async Task<Refusal?> PostAsync(Person owner, Guid workshopId, string photo, CancellationToken stop)
    {
        var (workshop, refusal) = await OwnAsync(owner, workshopId, stop);
        if (workshop is null)
        {
            return refusal;
        }

        await signatures.PostAsync((await EnterAsync(workshop, stop)).Id, photo, time.GetUtcNow(), stop);
        return null;
    }

    /// <summary>Null for a code that names no signature.</summary>
    public async Task<VerifiedCommitment?> VerifyAsync(string code, CancellationToken stop)
    {
        if (await signatures.FindByCodeAsync(code, stop) is not { } signature)
        {
            return null;
        }

        var workshop = await workshops.FindAsync(signature.WorkshopId, stop) ?? throw new InvalidOperationException("A signature has no workshop.");
        var standing = workshop.Registration == RegistrationState.Cancelled ? CommitmentStanding.Cancelled
            : await LookAsync(workshop, stop) is { IsDue: false, Latest: var latest } && latest.Id == signature.Id ? CommitmentStanding.Valid
            : CommitmentStanding.Outdated;
        return new VerifiedCommitment(signature, workshop, standing);
    }

    private async Task<(Workshop? Workshop, Refusal? Refusal)> OwnAsync(Person owner, Guid workshopId, CancellationToken stop)
        => await workshops.FindAsync(workshopId, stop) is not { } workshop || workshop.OwnerId != owner.Id ? (null, new Refusal("workshop-unknown"))
            : workshop.Registration == RegistrationState.Cancelled ? (null, new Refusal("workshop-cancelled"))
            : (workshop, null);

    private async Task<CommitmentSignature> EnterAsync(Workshop workshop, CancellationToken stop)
    {
        var known = await signatures.OfAsync(workshop.Id, stop);
        var latest = Newer(workshop, known);
        if (known.All(signature => signature.Id != latest.Id))
        {
            await signatures.AddAsync(latest, stop);
        }

        return latest;
    }

    /// <summary>The last one in the book, or the one that came with the registered particulars where that is newer: a first filing, a change, one from before this book.</summary>
    private CommitmentSignature Newer(Workshop workshop, IReadOnlyList<CommitmentSignature> known)
    {
        var filed = workshop.Particulars.Commitment;
        var isEntered = known.Any(signature => (signature.Version, signature.Signer, signature.SignedOn) == (filed.Version, filed.Signer, filed.SignedOn));
        return known.Count > 0 && (isEntered || known[0].SignedOn > filed.SignedOn) ? known[0] : Make(workshop, filed.Version, filed.Signer, filed.SignedOn);
    }

    private CommitmentSignature Make(Workshop workshop, string version, string signer, DateOnly signedOn)
    {
        var now = time.GetUtcNow();
        var text = LetterOf(version)?.For(workshop.Name, signer);
        return new CommitmentSignature(
            Guid.CreateVersion7(now), workshop.Id, CommitmentSignature.NewCode(), version, text is null ? null : CommitmentSignature.DigestOf(text), signer, workshop.Name, signedOn, now);
    }

    private CommitmentState StateOf(Workshop workshop, CommitmentSignature latest) => new(workshop, latest, latest.Version != InForce.Version);
}
