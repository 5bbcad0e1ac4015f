using BotAssistant.Filings;
using BotAssistant.Inspections;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteWorkshopTests(Sqlite database) : WorkshopCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresWorkshopTests(Postgres database) : WorkshopCompliance(database), IClassFixture<Postgres>;

public abstract class WorkshopCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private const string District = "330203";

    [Fact]
    public async Task A_workshop_comes_back_whole_with_its_events()
    {
        var owner = Guid.CreateVersion7();
        var workshop = Samples.Workshop(Number(), Samples.Particulars(creditCode: Unique()), Unique(), owner);
        await AddAsync(workshop);

        var found = await FindAsync(workshop.Id);
        Assert.Equivalent(workshop.Particulars, found.Particulars, strict: true);
        Assert.Equal((workshop.Number, owner, workshop.OwnerAtAddressHash, workshop.RegisteredAt), (found.Number, found.OwnerId, found.OwnerAtAddressHash, found.RegisteredAt));
        Assert.Equal(workshop.Id, (await Ask<IWorkshops, Workshop?>(w => w.FindByNumberAsync(workshop.Number, Stop)))!.Id);
        Assert.Equal(workshop.Id, Assert.Single(await Ask<IWorkshops, IReadOnlyList<Workshop>>(w => w.OwnedByAsync(owner, Stop))).Id);
        Assert.Equal("registered", Assert.Single(await EventsAsync(workshop.Id)).Kind);
    }

    [Fact]
    public async Task Each_step_is_written_once_with_its_reason()
    {
        var workshop = Samples.Workshop(Number(), hash: Unique());
        await AddAsync(workshop);
        await Do<IWorkshops>(async workshops =>
        {
            var found = await workshops.FindAsync(workshop.Id, Stop);
            found!.Suspend(Time.GetUtcNow().AddMinutes(1), "监管员", "整改");
            await workshops.SaveAsync(found, Stop);
            found.Resume(Time.GetUtcNow().AddHours(1), "监管员", null);
            await workshops.SaveAsync(found, Stop);
        });

        Assert.Equal(ProductionState.Producing, (await FindAsync(workshop.Id)).Production);
        var events = await EventsAsync(workshop.Id);
        Assert.Equal(["registered", "suspended", "resumed"], events.Select(e => e.Kind));
        Assert.Equal("整改", events.Single(e => e.Kind == "suspended").Reason);
    }

    [Fact]
    public async Task Of_two_changes_at_once_the_second_is_refused()
    {
        var workshop = Samples.Workshop(Number(), hash: Unique());
        await AddAsync(workshop);
        var (mine, theirs) = (await FindAsync(workshop.Id), await FindAsync(workshop.Id));
        mine.Suspend(Time.GetUtcNow(), "甲", "整改");
        theirs.Cease(Time.GetUtcNow(), "乙", "停业");
        await Do<IWorkshops>(w => w.SaveAsync(mine, Stop));
        await Assert.ThrowsAsync<StaleDataException>(() => Do<IWorkshops>(w => w.SaveAsync(theirs, Stop)));
        Assert.Equal(ProductionState.Suspended, (await FindAsync(workshop.Id)).Production);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_workshop_is_never_registered_twice_until_it_is_cancelled(bool byCreditCode)
    {
        var (code, hash) = (Unique(), Unique());
        Workshop Same() => Samples.Workshop(Number(), Samples.Particulars(creditCode: byCreditCode ? code : null), byCreditCode ? Unique() : hash);
        var first = Same();
        await AddAsync(first);
        await Assert.ThrowsAsync<StaleDataException>(() => AddAsync(Same()));
        Assert.Equal(first.Id, (await SameAsync(code, hash))!.Id);

        await Do<IWorkshops>(async workshops =>
        {
            var found = await workshops.FindAsync(first.Id, Stop);
            found!.Cancel(Time.GetUtcNow(), "监管员", "注销");
            await workshops.SaveAsync(found, Stop);
        });
        Assert.Null(await SameAsync(code, hash));
        await AddAsync(Same());
    }

    [Fact]
    public async Task Numbers_run_without_gap_or_double_and_a_rolled_back_one_is_given_again()
    {
        await using (var scope = Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(null, Stop);
            Assert.Equal("330281-2026-00001", await scope.ServiceProvider.GetRequiredService<IWorkshops>().NextNumberAsync("330281", 2026, Stop));
        }

        await using var other = SecondServer();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            await using var scope = (i % 2 == 0 ? Services : other).CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IWorkshops>().NextNumberAsync("330281", 2026, Stop);
        })));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"330281-2026-{i:00000}"), numbers.Order());
        Assert.Equal("330281-2027-00001", await Ask<IWorkshops, string>(w => w.NextNumberAsync("330281", 2027, Stop)));
    }

    [Fact]
    public async Task A_filing_comes_back_whole_and_is_guarded_by_its_version()
    {
        var filing = await FileAsync(Samples.Particulars(creditCode: Unique()));
        var (mine, theirs) = (await FilingAsync(filing.Id), await FilingAsync(filing.Id));
        Assert.Equivalent(filing.Content, mine.Content, strict: true);
        Assert.Equal(filing.Steps, mine.Steps);

        mine.Return(Time.GetUtcNow(), "甲", "照片不清");
        theirs.Withdraw(Time.GetUtcNow(), "乙", null);
        await Do<IFilings>(f => f.SaveAsync(mine, Stop));
        await Assert.ThrowsAsync<StaleDataException>(() => Do<IFilings>(f => f.SaveAsync(theirs, Stop)));
        Assert.Equal("照片不清", (await FilingAsync(filing.Id)).Steps[^1].Reason);
    }

    [Fact]
    public async Task An_open_filing_is_never_doubled_and_a_closed_one_makes_room()
    {
        var code = Unique();
        var first = await FileAsync(Samples.Particulars(creditCode: code));
        await Assert.ThrowsAsync<StaleDataException>(() => FileAsync(Samples.Particulars(creditCode: code)));
        Assert.Equal(first.Id, (await Ask<IFilings, Filing?>(f => f.FindOpenSameAsync(code, "none", Stop)))!.Id);
        Assert.Equal(first.Id, (await Ask<IFilings, Filing?>(f => f.FindOpenSameAsync(null, first.OwnerAtAddressHash, Stop)))!.Id);

        var found = await FilingAsync(first.Id);
        found.Withdraw(Time.GetUtcNow(), "业主", null);
        await Do<IFilings>(f => f.SaveAsync(found, Stop));
        Assert.Null(await Ask<IFilings, Filing?>(f => f.FindOpenSameAsync(code, "none", Stop)));
        await FileAsync(Samples.Particulars(creditCode: code));
    }

    [Fact]
    public async Task Officers_see_submitted_filings_of_their_districts_oldest_first()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await FileAsync(Samples.Particulars(district: "330226"))).Id);
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        var (page, total) = await Ask<IFilings, (IReadOnlyList<Filing>, int)>(f => f.SubmittedAsync(["330226"], 2, Stop));
        Assert.Equal((ids[0], ids[1], 3), (page[0].Id, page[1].Id, total));
        Assert.Equal(0, (await Ask<IFilings, (IReadOnlyList<Filing> Page, int Total)>(f => f.SubmittedAsync(["330225"], 2, Stop))).Total);
        Assert.True((await Ask<IFilings, (IReadOnlyList<Filing> Page, int Total)>(f => f.SubmittedAsync(null, 2, Stop))).Total >= 3);
        Assert.Equal(page[0].Number, (await Ask<IFilings, Filing?>(f => f.FindByNumberAsync(page[0].Number, Stop)))!.Number);
        Assert.Equal(ids[0], Assert.Single(await Ask<IFilings, IReadOnlyList<Filing>>(f => f.OfAsync(page[0].OwnerId, Stop))).Id);
    }

    [Fact]
    public async Task Open_tasks_of_a_workshop_are_closed_with_it()
    {
        var workshop = Samples.Workshop(Number(), hash: Unique());
        await AddAsync(workshop);
        var task = new InspectionTask(Guid.CreateVersion7(), workshop.Id, District, "first-inspection", new DateOnly(2026, 7, 1), "第十七条", Time.GetUtcNow());
        await Do<IInspectionTasks>(tasks => tasks.AddAsync(task, Stop));
        Assert.Equal(task, Assert.Single(await Ask<IInspectionTasks, IReadOnlyList<InspectionTask>>(t => t.OpenAsync(workshop.Id, Stop))));
        await Do<IInspectionTasks>(tasks => tasks.CloseAsync(workshop.Id, Time.GetUtcNow(), Stop));
        Assert.Empty(await Ask<IInspectionTasks, IReadOnlyList<InspectionTask>>(t => t.OpenAsync(workshop.Id, Stop)));
    }

    private static string Unique() => Guid.NewGuid().ToString("N");

    private static string Number() => $"{District}-2026-{Unique()[..8]}";

    private Task AddAsync(Workshop workshop) => Do<IWorkshops>(workshops => workshops.AddAsync(workshop, Stop));

    private async Task<Workshop> FindAsync(Guid id) => (await Ask<IWorkshops, Workshop?>(w => w.FindAsync(id, Stop)))!;

    private Task<Workshop?> SameAsync(string? code, string hash) => Ask<IWorkshops, Workshop?>(w => w.FindSameAsync(code, hash, Stop));

    private Task<IReadOnlyList<WorkshopEvent>> EventsAsync(Guid id) => Ask<IWorkshops, IReadOnlyList<WorkshopEvent>>(w => w.EventsAsync(id, Stop));

    private async Task<Filing> FilingAsync(Guid id) => (await Ask<IFilings, Filing?>(f => f.FindAsync(id, Stop)))!;

    private async Task<Filing> FileAsync(Particulars particulars)
    {
        Filing? filing = null;
        await Do<IFilings>(async filings =>
        {
            var content = new FilingContent(particulars, new Dictionary<string, string> { ["name"] = particulars.WorkshopName }, ["doubt"]);
            filing = Filing.Submit(Guid.CreateVersion7(), await filings.NextNumberAsync(Stop), Guid.CreateVersion7(), null, Unique(), content, Time.GetUtcNow(), "业主");
            await filings.AddAsync(filing, Stop);
        });
        return filing!;
    }
}
