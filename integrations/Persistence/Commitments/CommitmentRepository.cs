using BotAssistant.Commitments;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class CommitmentRepository(BotContext bot, UnitOfWork unit, KeyRing keys) : ICommitmentSignatures
{
    public Task AddAsync(CommitmentSignature signature, CancellationToken stop) => unit.AddAsync([new CommitmentSignatureRow
    {
        Id = signature.Id,
        WorkshopId = signature.WorkshopId,
        Code = signature.Code,
        Letter = signature.Version,
        SignedOn = signature.SignedOn,
        RecordedAt = signature.RecordedAt,
        PostedPhoto = signature.PostedPhoto,
        PostedAt = signature.PostedAt,
        Content = keys.Seal(SealedColumn.CommitmentContent, new Content(signature.Signer, signature.WorkshopName, signature.TextDigest)),
    }], stop);

    public Task PostAsync(Guid id, string photo, DateTimeOffset at, CancellationToken stop) => unit.WriteAsync(
        store => store.CommitmentSignatures.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.PostedPhoto, photo).SetProperty(s => s.PostedAt, at), stop), stop);

    public async Task<CommitmentSignature?> FindByCodeAsync(string code, CancellationToken stop)
        => await bot.CommitmentSignatures.AsNoTracking().SingleOrDefaultAsync(s => s.Code == code, stop) is { } row ? Bring(row) : null;

    public async Task<IReadOnlyList<CommitmentSignature>> OfAsync(Guid workshopId, CancellationToken stop)
    {
        var rows = await bot.CommitmentSignatures.AsNoTracking().Where(s => s.WorkshopId == workshopId)
            .OrderByDescending(s => s.RecordedAt).ThenByDescending(s => s.SignedOn).ToListAsync(stop);
        return [.. rows.Select(Bring)];
    }

    private CommitmentSignature Bring(CommitmentSignatureRow row)
    {
        var content = keys.Open<Content>(SealedColumn.CommitmentContent, row.Content);
        return new CommitmentSignature(row.Id, row.WorkshopId, row.Code, row.Letter, content.TextDigest, content.Signer, content.WorkshopName, row.SignedOn, row.RecordedAt)
        {
            PostedPhoto = row.PostedPhoto,
            PostedAt = row.PostedAt,
        };
    }

    /// <summary>What is sealed: a person's name.</summary>
    private sealed record Content(string Signer, string WorkshopName, string? TextDigest);
}
