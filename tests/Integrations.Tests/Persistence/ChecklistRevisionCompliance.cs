using BotAssistant.Checklists;
using BotAssistant.Content;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteChecklistRevisionTests(Sqlite database) : ChecklistRevisionCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresChecklistRevisionTests(Postgres database) : ChecklistRevisionCompliance(database), IClassFixture<Postgres>;

public abstract class ChecklistRevisionCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private static readonly Checklist Shipped = RegulationFiles.Load(typeof(RegulationBook).Assembly).SelfCheck.All[^1];

    [Fact]
    public async Task A_revision_comes_back_whole()
    {
        var revision = Revision("whole", new DateOnly(2027, 1, 1));
        await Do<IChecklistRevisions>(revisions => revisions.AddAsync(revision, Stop));
        Assert.Equivalent(revision, Assert.Single(await OfAsync("whole")), strict: true);
        Assert.Empty(await OfAsync("another"));
    }

    [Fact]
    public async Task Of_two_that_begin_on_the_same_day_the_second_is_refused()
    {
        await Do<IChecklistRevisions>(revisions => revisions.AddAsync(Revision("twice", new DateOnly(2027, 1, 1)), Stop));
        await Assert.ThrowsAsync<StaleDataException>(() => Do<IChecklistRevisions>(revisions => revisions.AddAsync(Revision("twice", new DateOnly(2027, 1, 1)), Stop)));
        Assert.Single(await OfAsync("twice"));
    }

    [Fact]
    public async Task A_withdrawn_one_stays_on_record_and_makes_room_for_another()
    {
        var first = Revision("withdrawn", new DateOnly(2027, 1, 1));
        await Do<IChecklistRevisions>(revisions => revisions.AddAsync(first, Stop));
        await Do<IChecklistRevisions>(revisions => revisions.WithdrawAsync(first.Id, Time.GetUtcNow(), "王测试", Stop));
        await Do<IChecklistRevisions>(revisions => revisions.AddAsync(Revision("withdrawn", new DateOnly(2027, 1, 1)), Stop));

        var stored = await OfAsync("withdrawn");
        Assert.Equal(["王测试", null], stored.OrderBy(revision => revision.WithdrawnBy is null).Select(revision => revision.WithdrawnBy));
    }

    private Task<IReadOnlyList<PublishedChecklist>> OfAsync(string list) => Ask<IChecklistRevisions, IReadOnlyList<PublishedChecklist>>(revisions => revisions.OfAsync(list, Stop));

    private PublishedChecklist Revision(string list, DateOnly from)
        => new(Guid.CreateVersion7(), Shipped with { Id = list, From = from }, Time.GetUtcNow(), "李测试", new string('a', 64), null, null);
}
