using BotAssistant.Messaging;
using BotAssistant.Records;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteRecordTests(Sqlite database) : RecordCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresRecordTests(Postgres database) : RecordCompliance(database), IClassFixture<Postgres>;

public abstract class RecordCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public async Task A_line_comes_back_whole_and_void_with_its_reason()
    {
        var entry = await WriteAsync((await WorkshopAsync()).Id, Day);
        Assert.Equivalent(entry, await FindAsync(entry.Number), strict: true);

        var found = await FindAsync(entry.Number);
        Assert.Null(found.Attach("bb"));
        Assert.Null(found.Void("数量写错了", Time.GetUtcNow()));
        await Do<ILedgers>(ledgers => ledgers.SaveAsync(found, Stop));
        Assert.Equivalent(found, await FindAsync(entry.Number), strict: true);
    }

    [Fact]
    public async Task Of_two_changes_at_once_the_second_is_refused()
    {
        var entry = await WriteAsync((await WorkshopAsync()).Id, Day);
        var (mine, theirs) = (await FindAsync(entry.Number), await FindAsync(entry.Number));
        mine.Void("数量写错了", Time.GetUtcNow());
        theirs.Attach("bb");
        await Do<ILedgers>(ledgers => ledgers.SaveAsync(mine, Stop));
        await Assert.ThrowsAsync<StaleDataException>(() => Do<ILedgers>(ledgers => ledgers.SaveAsync(theirs, Stop)));
    }

    [Fact]
    public async Task A_month_is_read_in_order_and_summed_up_without_void_lines()
    {
        var (workshop, other) = (await WorkshopAsync(), await WorkshopAsync());
        var late = await WriteAsync(workshop.Id, Day);
        var early = await WriteAsync(workshop.Id, Day.AddDays(-5));
        await WriteAsync(workshop.Id, Day.AddMonths(-1));
        await WriteAsync(other.Id, Day);
        var gone = await WriteAsync(workshop.Id, Day.AddDays(1));
        var found = await FindAsync(gone.Number);
        found.Void("写错了", Time.GetUtcNow());
        await Do<ILedgers>(ledgers => ledgers.SaveAsync(found, Stop));

        var began = new DateOnly(2026, 11, 1);
        var lines = await Ask<ILedgers, IReadOnlyList<LedgerEntry>>(ledgers => ledgers.BetweenAsync(workshop.Id, began, began.AddMonths(1).AddDays(-1), 10, Stop));
        Assert.Equal([early.Number, late.Number, gone.Number], lines.Select(line => line.Number));
        Assert.Equal(new LedgerSummary(Day, 2), await SummaryAsync(workshop.Id, LedgerKind.Purchase, began));
        Assert.Equal(new LedgerSummary(Day, 0), await SummaryAsync(workshop.Id, LedgerKind.Purchase, began.AddMonths(1)));
        Assert.Equal(new LedgerSummary(null, 0), await SummaryAsync(workshop.Id, LedgerKind.Additive, began));
    }

    [Fact]
    public async Task Certificates_that_have_not_ended_are_read_by_the_day_they_expire()
    {
        var workshop = await WorkshopAsync();
        var (late, soon, gone) = (await RecordAsync(workshop.Id, Day.AddDays(90)), await RecordAsync(workshop.Id, Day), await RecordAsync(workshop.Id, Day));
        await Do<IHealthCertificates>(certificates => certificates.EndAsync(gone.End("left", Time.GetUtcNow()), Stop));
        await Assert.ThrowsAsync<StaleDataException>(() => Do<IHealthCertificates>(certificates => certificates.EndAsync(gone.End("renewed", Time.GetUtcNow()), Stop)));

        var current = await Ask<IHealthCertificates, IReadOnlyList<HealthCertificate>>(certificates => certificates.CurrentAsync(workshop.Id, Stop));
        Assert.Equal([soon, late], current);
        Assert.Equal("left", (await Ask<IHealthCertificates, HealthCertificate?>(certificates => certificates.FindByNumberAsync(gone.Number, Stop)))!.EndedBy);
    }

    [Fact]
    public async Task An_ended_certificate_is_forgotten_after_its_term_and_no_other()
    {
        var workshop = await WorkshopAsync();
        var (kept, ended) = (await RecordAsync(workshop.Id, Day), await RecordAsync(workshop.Id, Day));
        await Do<IHealthCertificates>(certificates => certificates.EndAsync(ended.End("left", Time.GetUtcNow()), Stop));
        var never = DateTimeOffset.MinValue;
        await Ask<IRetention, int>(retention => retention.PurgeAsync(new RetentionLimits(never, never, never, never, never, never) { HealthCertificates = Time.GetUtcNow().AddDays(1) }, Stop));
        Assert.Null(await Ask<IHealthCertificates, HealthCertificate?>(certificates => certificates.FindByNumberAsync(ended.Number, Stop)));
        Assert.Equal(kept, await Ask<IHealthCertificates, HealthCertificate?>(certificates => certificates.FindByNumberAsync(kept.Number, Stop)));
    }

    private Task<LedgerSummary> SummaryAsync(Guid workshopId, LedgerKind kind, DateOnly began) => Ask<ILedgers, LedgerSummary>(ledgers => ledgers.SummaryAsync(workshopId, kind, began, Stop));

    private async Task<LedgerEntry> FindAsync(int number)
        => await Ask<ILedgers, LedgerEntry?>(ledgers => ledgers.FindByNumberAsync(number, Stop)) ?? throw new InvalidOperationException($"No line {number}.");

    private async Task<LedgerEntry> WriteAsync(Guid workshopId, DateOnly on)
    {
        var facts = new LedgerFacts { Supplier = "城西粮油", SupplierPhone = "0574-87654321", Batch = "20260201A", Photos = ["aa"] };
        var entry = new LedgerEntry(Guid.CreateVersion7(), await Ask<ILedgers, int>(ledgers => ledgers.NextNumberAsync(Stop)), workshopId, LedgerKind.Purchase, on, new LedgerItem("面粉", 50.5m, "公斤"), facts, Time.GetUtcNow(), "示例业主");
        await Do<ILedgers>(ledgers => ledgers.AddAsync(entry, Stop));
        return entry;
    }

    private async Task<HealthCertificate> RecordAsync(Guid workshopId, DateOnly expires)
    {
        var paper = new HealthCertificate(Guid.CreateVersion7(), await Ask<IHealthCertificates, int>(certificates => certificates.NextNumberAsync(Stop)), workshopId, "李阿姨", "3302001234", expires, "aa", Time.GetUtcNow(), "示例业主");
        await Do<IHealthCertificates>(certificates => certificates.AddAsync(paper, Stop));
        return paper;
    }

    private async Task<Workshop> WorkshopAsync()
    {
        var workshop = Samples.Workshop($"330203-2026-{Guid.NewGuid():N}"[..24], Samples.Particulars(), Guid.NewGuid().ToString("N"));
        await Do<IWorkshops>(workshops => workshops.AddAsync(workshop, Stop));
        return workshop;
    }
}
