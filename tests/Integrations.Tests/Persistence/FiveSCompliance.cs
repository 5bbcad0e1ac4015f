using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.Reminders;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteFiveSTests(Sqlite database) : FiveSCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresFiveSTests(Postgres database) : FiveSCompliance(database), IClassFixture<Postgres>;

public abstract class FiveSCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private static readonly DateOnly Due = new(2026, 10, 31);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Samples.Start.DateTime);

    [Fact]
    public async Task A_project_comes_back_whole_with_its_score_and_steps()
    {
        var (project, sheet) = (await AddAsync("330203"), Guid.NewGuid());
        project.Visit(Today, "画了区域线", ["aa"], Time.GetUtcNow(), "监管员");
        project.Rate(88.5m, sheet, Time.GetUtcNow(), "监管员");
        await SaveAsync(project);

        var found = await FindAsync(project.Number);
        Assert.Equal((project.Id, project.Year, project.Holder, project.DueOn, FiveSState.Renovating, 88.5m), (found.Id, found.Year, found.Holder, found.DueOn, found.State, found.Score));
        Assert.Equal(["chosen", "visited", "scored"], found.Steps.Select(step => step.Kind));
        Assert.Equal((Today, "aa", sheet), (found.Steps[1].On, found.Steps[1].Photos.Single(), found.LastSheet));
    }

    [Fact]
    public async Task A_holder_has_one_project_and_may_have_another_when_that_was_dropped()
    {
        var project = await AddAsync("330203");
        await Assert.ThrowsAsync<StaleDataException>(() => AddAsync("330203", project.Holder.Licence));
        project.Drop(Time.GetUtcNow(), "审核员", "搬迁");
        await SaveAsync(project);
        Assert.Null(await Ask<IFiveSProjects, FiveSProject?>(projects => projects.OfLicenceAsync(project.Holder.Licence, Stop)));

        var second = await AddAsync("330203", project.Holder.Licence);
        Assert.Equal(second.Number, (await Ask<IFiveSProjects, FiveSProject?>(projects => projects.OfLicenceAsync(project.Holder.Licence, Stop)))?.Number);
    }

    [Fact]
    public async Task Two_who_change_a_project_at_once_do_not_both_win()
    {
        var project = await AddAsync("330203");
        var other = await FindAsync(project.Number);
        project.Visit(Today, "甲", [], Time.GetUtcNow(), "甲");
        other.Visit(Today, "乙", [], Time.GetUtcNow(), "乙");
        await SaveAsync(project);
        await Assert.ThrowsAsync<StaleDataException>(() => SaveAsync(other));
        Assert.Equal(1, (await FindAsync(project.Number)).Visits);
    }

    [Fact]
    public async Task A_district_s_year_is_counted_by_state_and_dropped_ones_are_left_out()
    {
        const string District = "330225";
        var (rated, dropped) = (await AddAsync(District), await AddAsync(District));
        await AddAsync(District);
        await AddAsync("330226");
        rated.SelfRate(90, Guid.NewGuid(), Time.GetUtcNow(), "业主");
        dropped.Drop(Time.GetUtcNow(), "审核员", "搬迁");
        await SaveAsync(rated, dropped);

        var counts = await Ask<IFiveSProjects, IReadOnlyList<FiveSCount>>(projects => projects.CountAsync(2026, [District], Stop));
        Assert.Equal([new FiveSCount(District, FiveSState.Renovating, 1), new FiveSCount(District, FiveSState.SelfRated, 1)], counts.OrderBy(count => count.State));
        Assert.Empty(await Ask<IFiveSProjects, IReadOnlyList<FiveSCount>>(projects => projects.CountAsync(2025, [District], Stop)));
        Assert.Contains(await Ask<IFiveSProjects, IReadOnlyList<FiveSCount>>(projects => projects.CountAsync(2026, null, Stop)), count => count.District == "330226");
        var (page, total) = await Ask<IFiveSProjects, (IReadOnlyList<FiveSProject>, int)>(projects => projects.InAsync([FiveSState.SelfRated, FiveSState.Renovating], [District], 1, Stop));
        Assert.Equal((1, 2), (page.Count, total));
        Assert.Equal(2, (await Ask<IFiveSProjects, IReadOnlyList<FiveSProject>>(projects => projects.OfYearAsync(2026, Stop))).Count(project => project.Holder.District == District));
    }

    [Fact]
    public async Task Holders_are_counted_once_whatever_they_hold_and_only_while_it_is_valid()
    {
        const string District = "330282";
        foreach (var (licence, until, kind) in new[] { ("甲", Today, HonourKind.FineWorkshop), ("甲", Today.AddYears(1), HonourKind.BrightProducer), ("乙", Today.AddDays(-1), HonourKind.FineWorkshop), ("丙", Today.AddDays(9), HonourKind.FineWorkshop) })
        {
            await Do<ICertificates>(certificates => certificates.AddAsync(
                Certificate.Issue(Guid.CreateVersion7(), $"示例-{Guid.NewGuid()}", kind, new Holder("示例坊", District, licence, null), until.AddYears(-3), until, Time.GetUtcNow(), "x").Certificate!, Stop));
        }

        Assert.Equal(2, (await Ask<IFiveSProjects, IReadOnlyDictionary<string, int>>(projects => projects.HoldersAsync(Today, [District], Stop)))[District]);
    }

    [Fact]
    public async Task What_is_published_is_read_the_newest_first_page_by_page()
    {
        const string District = "330211";
        var numbers = new List<int>();
        foreach (var day in new[] { 3, 1, 2 })
        {
            var project = await AddAsync(District);
            project.SelfRate(90, Guid.NewGuid(), Time.GetUtcNow(), "业主");
            project.Rate(90, Guid.NewGuid(), Time.GetUtcNow(), "监管员");
            Assert.Null(project.Accept(80, Time.GetUtcNow(), "审核员", null));
            Assert.Null(project.Publish(Today.AddDays(day), Time.GetUtcNow(), "市局"));
            await SaveAsync(project);
            numbers.Add(project.Number);
        }

        var (first, total) = await Ask<IFiveSProjects, (IReadOnlyList<FiveSProject>, int)>(projects => projects.PublishedAsync([District], 0, 2, Stop));
        var (rest, _) = await Ask<IFiveSProjects, (IReadOnlyList<FiveSProject>, int)>(projects => projects.PublishedAsync([District], 2, 2, Stop));
        Assert.Equal([numbers[0], numbers[2], numbers[1]], first.Concat(rest).Select(project => project.Number));
        Assert.Equal(3, total);
    }

    [Fact]
    public async Task A_renovation_is_the_owner_s_matter_until_it_is_rated_and_again_when_it_is_returned()
    {
        var key = Guid.NewGuid().ToString("N");
        var workshop = Samples.Workshop($"330203-2026-{key}", hash: key, ownerId: Guid.NewGuid());
        await Do<IWorkshops>(workshops => workshops.AddAsync(workshop, Stop));
        var project = await AddAsync("330203", workshop.Number, workshop.Id);
        var matter = new Matter(MatterKinds.FiveSRenovation, project.Id, Due, "330203", workshop.OwnerId, "示例坊", $"{project.Number}");
        Assert.Equal([matter], await MattersAsync(project));

        project.SelfRate(90, Guid.NewGuid(), Time.GetUtcNow(), "业主");
        await SaveAsync(project);
        Assert.Empty(await MattersAsync(project));

        project.Return(Time.GetUtcNow(), "审核员", "还没好", Due.AddDays(14));
        await SaveAsync(project);
        Assert.Equal([matter with { DueOn = Due.AddDays(14) }], await MattersAsync(project));
        Assert.Equal([project.Number], (await Ask<IFiveSProjects, IReadOnlyList<FiveSProject>>(projects => projects.OfAsync([workshop.Id], Stop))).Select(found => found.Number));
    }

    private async Task<FiveSProject> AddAsync(string district, string? licence = null, Guid? workshopId = null)
    {
        FiveSProject? project = null;
        await Do<IFiveSProjects>(async projects =>
        {
            var holder = new Holder("示例坊", district, licence ?? $"示例证-{Guid.NewGuid()}", workshopId);
            project = FiveSProject.Choose(Guid.CreateVersion7(), await projects.NextNumberAsync(Stop), 2026, holder, null, Due, Time.GetUtcNow(), "审核员", null);
            await projects.AddAsync(project, Stop);
        });
        return project!;
    }

    private Task SaveAsync(params FiveSProject[] changed) => Do<IFiveSProjects>(async projects =>
    {
        foreach (var project in changed)
        {
            await projects.SaveAsync(project, Stop);
        }
    });

    private async Task<FiveSProject> FindAsync(int number) => (await Ask<IFiveSProjects, FiveSProject?>(projects => projects.FindByNumberAsync(number, Stop)))!;

    private Task<IReadOnlyList<Matter>> MattersAsync(FiveSProject project)
        => Ask<IReminders, IReadOnlyList<Matter>>(reminders => reminders.MattersAsync(MatterKinds.FiveSRenovation, [project.Id], Stop));
}
