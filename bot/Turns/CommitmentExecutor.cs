using BotAssistant.Commitments;
using BotAssistant.Dialogs.Commitments;
using BotAssistant.Dialogs.Engine;
using BotAssistant.People;

namespace BotAssistant.Bot.Turns;

/// <summary>The part of <see cref="DialogExecutor"/> that is about the commitment letter.</summary>
internal sealed class CommitmentExecutor(CommitmentDesk desk)
{
    public async Task<IReadOnlyList<CommittedWorkshop>> CommittedAsync(Caller caller, CancellationToken stop)
        => caller.Person is not { } owner
            ? []
            : [.. (await desk.OfOwnerAsync(owner, stop)).Select(state => new CommittedWorkshop(
                state.Workshop.Id, state.Workshop.Number, state.Workshop.Name, state.Workshop.Particulars.OwnerName, state.IsDue))];

    public async Task<Execution> SignAsync(Caller caller, SignCommitment sign, CancellationToken stop)
    {
        if (caller.Person is not { } owner)
        {
            return new Execution.Rejected(null, new Refusal("no-workshop"));
        }

        var (signature, refusal) = await desk.SignAsync(owner, sign.WorkshopId, sign.Version, sign.Signer, stop);
        return signature is null ? new Execution.Rejected(null, refusal!) : new Execution.Finished(new Saying("commitment.signed", []));
    }

    public async Task<Execution> PostAsync(Caller caller, PostCommitment post, CancellationToken stop)
    {
        if (caller.Person is not { } owner)
        {
            return new Execution.Rejected(null, new Refusal("no-workshop"));
        }

        return await desk.PostAsync(owner, post.WorkshopId, post.Photo, stop) is { } refusal
            ? new Execution.Rejected(null, refusal)
            : new Execution.Finished(new Saying("commitment.posted-done", [("workshop", (await CommittedAsync(caller, stop)).Single(workshop => workshop.Id == post.WorkshopId).Name)]));
    }
}
