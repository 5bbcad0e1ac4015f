using BotAssistant.Checklists;
using BotAssistant.Inspections;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteCheckTests(Sqlite database) : CheckCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresCheckTests(Postgres database) : CheckCompliance(database), IClassFixture<Postgres>;

public abstract class CheckCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private static readonly DateOnly Due = DateOnly.FromDateTime(Samples.Start.DateTime).AddDays(7);

    [Fact]
    public async Task A_score_sheet_comes_back_with_its_revision_its_answers_and_what_each_fault_cost()
    {
        var answers = new[] { new ItemAnswer("A01", Verdict.Fault, "柜顶有纸箱", ["aa"]) { Lost = 1.5m }, new ItemAnswer("A02", Verdict.Conforms, null, []) };
        var sheet = new ScoredSheet(Guid.CreateVersion7(), Guid.NewGuid(), ScoreSheetIds.FiveS, new DateOnly(2020, 4, 19), Samples.Start, "监管员", new Score(98.5m, "优秀", 1, 1, 0, 0), answers);
        await Do<IScoredSheets>(sheets => sheets.AddAsync(sheet, Stop));

        Assert.Equivalent(sheet, await Ask<IScoredSheets, ScoredSheet?>(sheets => sheets.FindAsync(sheet.Id, Stop)), strict: true);
        Assert.Null(await Ask<IScoredSheets, ScoredSheet?>(sheets => sheets.FindAsync(Guid.NewGuid(), Stop)));
    }

    [Fact]
    public async Task A_result_comes_back_whole()
    {
        var workshop = await WorkshopAsync();
        var check = Samples.Check(workshop.Id, await CheckNumberAsync(), new ItemAnswer("A06", Verdict.Fault, "掉下来了", ["aa", "bb"]), new ItemAnswer("A05", Verdict.NotApplicable, "不上网卖", [])) with { Scope = CheckScope.Chapter, Chapter = "A" };
        await Do<ICheckResults>(results => results.AddAsync(check, Stop));

        Assert.Equivalent(check, await Ask<ICheckResults, CheckResult?>(results => results.FindByNumberAsync(check.Number, Stop)), strict: true);
        Assert.Null(await Ask<ICheckResults, CheckResult?>(results => results.FindByNumberAsync(check.Number + 1000, Stop)));
    }

    [Fact]
    public async Task A_workshops_results_are_read_newest_first()
    {
        var (workshop, other) = (await WorkshopAsync(), await WorkshopAsync());
        var checks = new List<CheckResult>();
        for (var month = 0; month < 3; month++)
        {
            checks.Add(Samples.Check(workshop.Id, await CheckNumberAsync()) with { FinishedAt = Samples.Start.AddMonths(month) });
        }

        var foreign = Samples.Check(other.Id, await CheckNumberAsync());
        await Do<ICheckResults>(async results =>
        {
            foreach (var check in checks.Append(foreign))
            {
                await results.AddAsync(check, Stop);
            }
        });

        var found = await Ask<ICheckResults, IReadOnlyList<CheckResult>>(results => results.OfAsync(workshop.Id, 2, Stop));
        Assert.Equal([checks[2].Id, checks[1].Id], found.Select(check => check.Id));
    }

    [Fact]
    public async Task An_action_comes_back_with_every_step()
    {
        var action = await OpenAsync((await WorkshopAsync()).Id, "A06");
        await ChangeAsync(action.Number, found => found.Report(Time.GetUtcNow(), "张测试", "挂好了", ["cc"]));
        await ChangeAsync(action.Number, found => found.Return(Time.GetUtcNow(), "监管员", "看不清", Due.AddDays(3)));

        var found = await FindAsync(action.Number);
        Assert.Equivalent(action.Origin, found.Origin, strict: true);
        Assert.Equal((ActionState.Returned, Due.AddDays(3)), (found.State, found.DueOn));
        Assert.Equal(["opened", "reported", "returned"], found.Steps.Select(step => step.Kind));
        Assert.Equal(["cc"], found.Steps[1].Photos);
        Assert.Equal("看不清", found.Steps[2].Reason);
    }

    [Fact]
    public async Task Of_two_decisions_at_once_the_second_is_refused()
    {
        var action = await OpenAsync((await WorkshopAsync()).Id, "A06");
        await ChangeAsync(action.Number, found => found.Report(Time.GetUtcNow(), "张测试", null, []));
        var (mine, theirs) = (await FindAsync(action.Number), await FindAsync(action.Number));
        mine.Verify(Time.GetUtcNow(), "甲");
        theirs.Return(Time.GetUtcNow(), "乙", "看不清", Due);
        await Do<ICorrectiveActions>(actions => actions.SaveAsync(mine, Stop));
        await Assert.ThrowsAsync<StaleDataException>(() => Do<ICorrectiveActions>(actions => actions.SaveAsync(theirs, Stop)));
        Assert.Equal(ActionState.Verified, (await FindAsync(action.Number)).State);
    }

    [Fact]
    public async Task An_item_has_one_open_action_at_a_time()
    {
        var workshop = await WorkshopAsync();
        var first = await OpenAsync(workshop.Id, "A06");
        await Assert.ThrowsAsync<StaleDataException>(() => OpenAsync(workshop.Id, "A06"));
        await ChangeAsync(first.Number, found => found.Close(Time.GetUtcNow(), "监管员", "登记已注销"));
        var second = await OpenAsync(workshop.Id, "A06");
        Assert.Equal([second.Number], (await Ask<ICorrectiveActions, IReadOnlyList<CorrectiveAction>>(actions => actions.OpenAsync(workshop.Id, Stop))).Select(action => action.Number));
    }

    [Fact]
    public async Task What_waits_is_listed_by_the_district_that_the_workshop_is_in_now()
    {
        var workshop = await WorkshopAsync("330225");
        var (reported, late) = (await OpenAsync(workshop.Id, "A06"), await OpenAsync(workshop.Id, "A07"));
        await ChangeAsync(reported.Number, found => found.Report(Time.GetUtcNow(), "张测试", null, []));

        Assert.Equal([reported.Number], await ReportedAsync("330225"));
        Assert.Empty(await ReportedAsync("330226"));
        Assert.Empty(await OverdueAsync("330225", Due));
        Assert.Equal([late.Number], await OverdueAsync("330225", Due.AddDays(1)));

        await Do<IWorkshops>(async workshops =>
        {
            var moved = await workshops.FindAsync(workshop.Id, Stop);
            moved!.Change(moved.Particulars with { District = "330226" }, moved.OwnerAtAddressHash, Time.GetUtcNow(), "审核员", "搬迁");
            await workshops.SaveAsync(moved, Stop);
        });
        Assert.Empty(await ReportedAsync("330225"));
        Assert.Equal([reported.Number], await ReportedAsync("330226"));
        Assert.Contains(late.Number, (await Ask<ICorrectiveActions, (IReadOnlyList<ActionLine> Page, int Total)>(actions => actions.OverdueAsync(null, Due.AddDays(1), 100, Stop))).Page.Select(line => line.Action.Number));
    }

    private async Task<IEnumerable<int>> ReportedAsync(string district)
    {
        var (page, total) = await Ask<ICorrectiveActions, (IReadOnlyList<ActionLine> Page, int Total)>(actions => actions.ReportedAsync([district], 9, Stop));
        Assert.Equal(page.Count, total);
        return page.Select(line => line.Action.Number);
    }

    private async Task<IEnumerable<int>> OverdueAsync(string district, DateOnly today)
        => (await Ask<ICorrectiveActions, (IReadOnlyList<ActionLine> Page, int Total)>(actions => actions.OverdueAsync([district], today, 9, Stop))).Page.Select(line => line.Action.Number);

    private async Task<CorrectiveAction> FindAsync(int number)
        => await Ask<ICorrectiveActions, CorrectiveAction?>(actions => actions.FindByNumberAsync(number, Stop)) ?? throw new InvalidOperationException($"No action {number}.");

    private Task<int> CheckNumberAsync() => Ask<ICheckResults, int>(results => results.NextNumberAsync(Stop));

    private async Task<CorrectiveAction> OpenAsync(Guid workshopId, string item)
    {
        var action = Samples.Action(Samples.Check(workshopId, 1, new ItemAnswer(item, Verdict.Fault, null, [])), await Ask<ICorrectiveActions, int>(actions => actions.NextNumberAsync(Stop)));
        await Do<ICorrectiveActions>(actions => actions.AddAsync(action, Stop));
        return action;
    }

    private Task ChangeAsync(int number, Func<CorrectiveAction, Refusal?> change) => Do<ICorrectiveActions>(async actions =>
    {
        var found = await actions.FindByNumberAsync(number, Stop);
        Assert.Null(change(found!));
        await actions.SaveAsync(found!, Stop);
    });

    private async Task<Workshop> WorkshopAsync(string district = "330203")
    {
        var workshop = Samples.Workshop($"{district}-2026-{Guid.NewGuid():N}"[..24], Samples.Particulars(district: district), Guid.NewGuid().ToString("N"));
        await Do<IWorkshops>(workshops => workshops.AddAsync(workshop, Stop));
        return workshop;
    }
}
