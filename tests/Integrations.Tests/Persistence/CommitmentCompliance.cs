using System.Text;
using BotAssistant.Commitments;
using BotAssistant.Messaging;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteCommitmentTests(Sqlite database) : CommitmentCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresCommitmentTests(Postgres database) : CommitmentCompliance(database), IClassFixture<Postgres>;

public abstract class CommitmentCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MinValue;

    [Fact]
    public async Task Signatures_come_back_whole_newest_first_and_by_code()
    {
        var workshop = await WorkshopAsync();
        var (old, fresh) = (Signature(workshop.Id, "V1", new DateOnly(2026, 1, 1)), Signature(workshop.Id, "V2", new DateOnly(2026, 3, 1)));
        await Do<ICommitmentSignatures>(async signatures =>
        {
            await signatures.AddAsync(fresh, Stop);
            await signatures.AddAsync(old, Stop);
        });
        await Do<ICommitmentSignatures>(signatures => signatures.PostAsync(fresh.Id, "aa", Time.GetUtcNow(), Stop));

        var found = await Ask<ICommitmentSignatures, IReadOnlyList<CommitmentSignature>>(signatures => signatures.OfAsync(workshop.Id, Stop));
        Assert.Equal([fresh with { PostedPhoto = "aa", PostedAt = Time.GetUtcNow() }, old], found);
        Assert.Equal(old, await Ask<ICommitmentSignatures, CommitmentSignature?>(signatures => signatures.FindByCodeAsync(old.Code, Stop)));
        Assert.Null(await Ask<ICommitmentSignatures, CommitmentSignature?>(signatures => signatures.FindByCodeAsync("", Stop)));
    }

    [Fact]
    public async Task A_code_is_given_once()
    {
        var workshop = await WorkshopAsync();
        var first = Signature(workshop.Id, "V1", new DateOnly(2026, 1, 1));
        await Do<ICommitmentSignatures>(signatures => signatures.AddAsync(first, Stop));
        await Assert.ThrowsAsync<StaleDataException>(() => Do<ICommitmentSignatures>(signatures => signatures.AddAsync(first with { Id = Guid.NewGuid() }, Stop)));
    }

    [Fact]
    public async Task Documents_go_after_their_days_and_photos_stay()
    {
        var (document, photo, both) = (Bytes(), Bytes(), Bytes());
        var (gone, stays, kept) = (await PutDocumentAsync(document), await PutPhotoAsync(photo), await PutDocumentAsync(both));
        Assert.Equal(kept, await PutPhotoAsync(both));
        await PurgeAsync(Time.GetUtcNow().AddSeconds(-1));
        Assert.NotNull(await FindAsync(gone));

        Time.Advance(TimeSpan.FromDays(1));
        await PurgeAsync(Time.GetUtcNow());
        Assert.Null(await FindAsync(gone));
        Assert.Equal(photo, (await FindAsync(stays))!.Bytes);
        Assert.Equal(both, (await FindAsync(kept))!.Bytes);
    }

    [Fact]
    public async Task A_document_that_is_made_again_begins_its_days_anew()
    {
        var bytes = Bytes();
        var hash = await PutDocumentAsync(bytes);
        Time.Advance(TimeSpan.FromDays(5));
        await PutDocumentAsync(bytes);
        await PurgeAsync(Time.GetUtcNow().AddDays(-1));
        Assert.NotNull(await FindAsync(hash));
    }

    private Task<string> PutDocumentAsync(byte[] bytes) => Ask<IMediaStore, string>(media => media.PutDocumentAsync("application/pdf", bytes, Stop));

    private Task<string> PutPhotoAsync(byte[] bytes) => Ask<IMediaStore, string>(media => media.PutAsync("image/png", bytes, Stop));

    private Task<StoredMedia?> FindAsync(string hash) => Ask<IMediaStore, StoredMedia?>(media => media.FindAsync(hash, Stop));

    private Task<int> PurgeAsync(DateTimeOffset documents) => Ask<IRetention, int>(retention => retention.PurgeAsync(new RetentionLimits(Never, Never, Never, Never, Never, Never) { Documents = documents }, Stop));

    private static byte[] Bytes() => Encoding.ASCII.GetBytes($"synthetic {Guid.NewGuid()}");

    private static CommitmentSignature Signature(Guid workshopId, string version, DateOnly signedOn)
        => new(Guid.CreateVersion7(), workshopId, CommitmentSignature.NewCode(), version, "digest", "张测试", "海曙老街年糕坊", signedOn, new DateTimeOffset(signedOn, TimeOnly.MinValue, TimeSpan.Zero));

    private async Task<Workshop> WorkshopAsync()
    {
        var workshop = Samples.Workshop($"330203-2026-{Guid.NewGuid():N}"[..24], hash: Guid.NewGuid().ToString("N"));
        await Do<IWorkshops>(workshops => workshops.AddAsync(workshop, Stop));
        return workshop;
    }
}
