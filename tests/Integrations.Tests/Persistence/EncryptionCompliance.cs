using System.Text;
using BotAssistant.Auditing;
using BotAssistant.Campaigns;
using BotAssistant.Checklists;
using BotAssistant.Commitments;
using BotAssistant.Conversations;
using BotAssistant.Filings;
using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Plans;
using BotAssistant.Persistence;
using BotAssistant.Records;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteEncryptionTests(Sqlite database) : EncryptionCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresEncryptionTests(Postgres database) : EncryptionCompliance(database), IClassFixture<Postgres>;

public abstract class EncryptionCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private const string Secret = "绝密内容xyzzy";
    private static readonly Particulars Filed = Samples.Particulars(owner: "张测试") with { Mobile = "13800001234" };
    private static readonly byte[] Photo = Encoding.UTF8.GetBytes($"JPEG {Secret}");

    [Fact]
    public async Task What_a_person_told_us_stands_nowhere_in_the_database_and_every_encrypted_column_is_rotated()
    {
        await StoreEverythingAsync();
        var before = await DumpAsync();
        foreach (var secret in (string[])[Secret, Filed.IdNumber, Filed.Mobile])
        {
            Assert.DoesNotContain(secret, before, StringComparison.Ordinal);
        }

        // Every encrypted column has a value here, or the test would prove nothing of it.
        await using var scope = Services.CreateAsyncScope();
        var bot = scope.ServiceProvider.GetRequiredService<BotContext>();
        foreach (var column in SealedColumn.All)
        {
            var used = await bot.QueryAsync($"SELECT count(*) FROM \"{column.Table}\" WHERE \"{column.Column}\" IS NOT NULL", row => row.GetInt64(0), Stop);
            Assert.True(used[0] > 0, $"Nothing was stored in {column.Name}.");
        }

        var both = Settings("new-2", ("test-1", 1), ("new-2", 3));
        await using (var rotating = Database.Services(Time, both))
        {
            Assert.True(await rotating.GetRequiredService<KeyRotation>().ReEncryptAsync(Stop) >= SealedColumn.All.Count);
            Assert.Equal(0, await rotating.GetRequiredService<KeyRotation>().ReEncryptAsync(Stop));
        }

        Assert.DoesNotContain("test-1:", await DumpAsync(), StringComparison.Ordinal);
        await using var after = Database.Services(Time, Settings("new-2", ("new-2", 3)));
        await using var later = after.CreateAsyncScope();
        var found = await later.ServiceProvider.GetRequiredService<IWorkshops>().FindByNumberAsync("330203-2026-00001", Stop);
        Assert.Equal(Filed.IdNumber, found!.Particulars.IdNumber);
        var media = await later.ServiceProvider.GetRequiredService<IMediaStore>().FindAsync(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Photo)), Stop);
        Assert.Equal(Photo, media!.Bytes);
        var transcripts = later.ServiceProvider.GetRequiredService<ITranscripts>();
        Assert.Equal(Secret, (await transcripts.FindAsync("t1", Stop))!.User);
        Assert.All(await transcripts.ReadAsync("t1", 0, 10, Stop), entry => Assert.Equal(Secret, entry.Body));
        Assert.Equal(Photo, (await transcripts.FindFileAsync("t1", "f1", Stop))!.Bytes);

        // And back, so that the other tests of this database can read it.
        await using var back = Database.Services(Time, Settings("test-1", ("test-1", 1), ("new-2", 3)));
        await back.GetRequiredService<KeyRotation>().ReEncryptAsync(Stop);
    }

    [Fact]
    public async Task A_server_without_the_key_says_which_key_it_misses()
    {
        var (row, _) = await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(Samples.Message(Secret), Stop));
        await using var other = Database.Services(Time, Settings("new-2", ("new-2", 3)));
        await using var scope = other.CreateAsyncScope();
        var error = await Assert.ThrowsAsync<SealedValueException>(() => scope.ServiceProvider.GetRequiredService<IReceivedMessages>().FindAsync(row.Id, Stop));
        Assert.Contains("Keys:ById:test-1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_altered_or_moved_value_does_not_open()
    {
        await using var scope = Services.CreateAsyncScope();
        var chat = SomeChat();
        var conversations = scope.ServiceProvider.GetRequiredService<IConversations>();
        await conversations.SaveAsync(chat, new ConversationState { Active = Secret }, Stop);
        var bot = scope.ServiceProvider.GetRequiredService<BotContext>();
        var moved = scope.ServiceProvider.GetRequiredService<KeyRing>().SealText(SealedColumn.OutboxBody, "{}");
        foreach (var value in (string[])[moved, "test-1:AAAA", "test-1:no base64", "no key id"])
        {
            await bot.ExecuteAsync("UPDATE \"Conversations\" SET \"State\" = @value WHERE \"Address\" = @address", Stop, ("@value", value), ("@address", chat.ToString()));
            await Assert.ThrowsAsync<SealedValueException>(() => conversations.LoadAsync(chat, Stop));
        }

        await conversations.EraseAsync(chat, Stop);
    }

    private async Task StoreEverythingAsync()
    {
        var chat = SomeChat();
        var (row, _) = await Ask<IReceivedMessages, (ReceivedMessage, bool)>(inbox => inbox.AddAsync(Samples.Message(Secret, from: chat) with { Route = Secret }, Stop));
        row.Fail(Secret, [new OutboundPart(Secret)], Time.GetUtcNow());
        var workshop = Samples.Workshop(particulars: Filed);
        await Do(async scope =>
        {
            await scope.GetRequiredService<IReceivedMessages>().SaveAsync(row, Stop);
            await scope.GetRequiredService<IOutbox>().AddAsync([new OutboxMessage(Guid.NewGuid(), chat, new OutboundPart(Secret), Time.GetUtcNow(), Time.GetUtcNow())
            {
                Notice = new Notice("reminder") { Places = new Dictionary<string, string> { ["name"] = Secret } },
            }], Stop);
            await scope.GetRequiredService<IConversations>().SaveAsync(chat, new ConversationState { Active = Secret }, Stop);
            await scope.GetRequiredService<IPeople>().AddAsync(new Person(Guid.NewGuid(), Role.Owner, Secret, [], Time.GetUtcNow()), Stop);
            await scope.GetRequiredService<IHelpRequests>().AddAsync(HelpRequest.Ask(1, chat.ToString(), null, Secret, Secret, Time.GetUtcNow()), Stop);
            await scope.GetRequiredService<IAudit>().AddAsync(new AuditEntry(Guid.NewGuid(), Time.GetUtcNow(), "workshop-searched", null, "x", "y", Secret), Stop);
            workshop.Suspend(Time.GetUtcNow(), "x", Secret);
            await scope.GetRequiredService<IWorkshops>().AddAsync(workshop, Stop);
            var content = new FilingContent(Filed, new Dictionary<string, string> { ["id"] = Filed.IdNumber }, []);
            var check = Samples.Check(workshop.Id, 1, new ItemAnswer("A06", Verdict.Fault, Secret, []));
            var campaign = new CampaignContent(Secret, Secret, new Audience(Role.Owner, [Person.WholeCity], [], []), null);
            await scope.GetRequiredService<ICampaigns>().AddAsync(Campaign.Compose(Guid.NewGuid(), 1, new Person(Guid.NewGuid(), Role.Officer, Secret, [], Time.GetUtcNow()), campaign, Time.GetUtcNow()), Stop);
            await scope.GetRequiredService<ICheckResults>().AddAsync(check, Stop);
            await scope.GetRequiredService<IFiveSProjects>().AddAsync(FiveSProject.Choose(Guid.CreateVersion7(), 1, 2026, new Holder("示例坊", "330203", "示例证", null), null, check.Revision, Samples.Start, "审核员", Secret), Stop);
            await scope.GetRequiredService<IConduct>().AddAsync(new ConductEntry(1, "示例证", ConductKind.Case, new Honours.Evidence(check.Revision, "示例文书"), Samples.Start, Secret), Stop);
            await scope.GetRequiredService<IPlanMarks>().AddAsync(new PlanMark(Guid.NewGuid(), "330203", Samples.Start, "审核员", Secret), Stop);
            await scope.GetRequiredService<IScoredSheets>().AddAsync(new ScoredSheet(Guid.CreateVersion7(), workshop.Id, ScoreSheetIds.FiveS, check.Revision, Samples.Start, "监管员", check.Score, check.Answers), Stop);
            var signed = new CommitmentSignature(Guid.NewGuid(), workshop.Id, CommitmentSignature.NewCode(), "v", null, Secret, Secret, new DateOnly(2026, 6, 1), Time.GetUtcNow());
            await scope.GetRequiredService<ICommitmentSignatures>().AddAsync(signed, Stop);
            await scope.GetRequiredService<IHealthCertificates>().AddAsync(new HealthCertificate(Guid.NewGuid(), 1, workshop.Id, Secret, Secret, new DateOnly(2026, 12, 31), Secret, Time.GetUtcNow(), Secret), Stop);
            await scope.GetRequiredService<ILedgers>().AddAsync(new LedgerEntry(Guid.NewGuid(), 1, workshop.Id, LedgerKind.Purchase, new DateOnly(2026, 12, 31), new LedgerItem(Secret, 1, "kg"), new LedgerFacts { Supplier = Secret }, Time.GetUtcNow(), Secret), Stop);
            await scope.GetRequiredService<ICorrectiveActions>().AddAsync(Samples.Action(check, 1, Secret), Stop);
            var day = new DateOnly(2026, 6, 1);
            var certificate = Certificate.Issue(Guid.NewGuid(), "示例-1", HonourKind.FineWorkshop, new Holder(workshop.Name, workshop.District, workshop.Number, workshop.Id), day, day, Time.GetUtcNow(), Secret).Certificate!;
            await scope.GetRequiredService<ICertificates>().AddAsync(certificate, Stop);
            await scope.GetRequiredService<IReevaluations>().AddAsync(Reevaluation.Apply(Guid.NewGuid(), 1, certificate.Id, day, Time.GetUtcNow(), Secret, []), Stop);
            await scope.GetRequiredService<IFilings>().AddAsync(Filing.Submit(Guid.NewGuid(), 1, Guid.NewGuid(), null, "h", content, Time.GetUtcNow(), Secret), Stop);
        });
        await Alone<ITranscripts>(async transcripts =>
        {
            await transcripts.StartAsync("t1", Secret, Stop);
            await transcripts.AppendAsync("t1", "k1", Secret, Stop);
            await transcripts.AppendAsync("t1", "k2", "x", Stop);
            await transcripts.ReplaceAsync("t1", "k2", Secret, Stop);
            await transcripts.AddFileAsync("t1", new TranscriptFile("f1", "image/jpeg", Photo), Stop);
        });
        await Alone<IMediaStore>(media => media.PutAsync("image/jpeg", Photo, Stop));
        await Services.GetRequiredService<IPlatformTokens>().RenewAsync("acc", null, TimeSpan.Zero, _ => Task.FromResult(new PlatformToken(Secret, Time.GetUtcNow().AddHours(2))), Stop);
    }

    private static Dictionary<string, string?> KeysOnly(string current, (string Id, byte Fill)[] keys)
        => keys.ToDictionary(key => $"Keys:ById:{key.Id}", key => (string?)TestDatabase.Key(key.Fill)).Append(new("Keys:Current", current)).Append(new("Keys:HashKey", TestDatabase.Key(2))).ToDictionary();

    private Dictionary<string, string?> Settings(string current, params (string Id, byte Fill)[] keys)
        => Database.Settings().Where(setting => setting.Key.StartsWith("Database:", StringComparison.Ordinal)).Concat(KeysOnly(current, keys)).ToDictionary();

    /// <summary>Everything that is stored, as text: on SQLite the files' bytes, on PostgreSQL every row of every table.</summary>
    private async Task<string> DumpAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var bot = scope.ServiceProvider.GetRequiredService<BotContext>();
        if (Database.File is { } file)
        {
            await bot.QueryAsync("PRAGMA wal_checkpoint(TRUNCATE)", _ => true, Stop);
            await bot.ExecuteAsync("VACUUM", Stop);
            await bot.QueryAsync("PRAGMA wal_checkpoint(TRUNCATE)", _ => true, Stop);
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(Stop);
        }

        var tables = await bot.QueryAsync("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'", row => row.GetString(0), Stop);
        var dump = new StringBuilder();
        foreach (var table in tables)
        {
            // Binary columns are shown as hex there: both forms of a secret would be seen.
            (await bot.QueryAsync($"SELECT t::text FROM \"{table}\" t", row => row.GetString(0), Stop)).ForEach(row => dump.AppendLine(row));
        }

        Assert.DoesNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)), dump.ToString(), StringComparison.Ordinal);
        return dump.ToString();
    }
}
