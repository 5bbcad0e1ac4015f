using BotAssistant.Calendar;
using BotAssistant.Honours;
using BotAssistant.Plans;
using BotAssistant.Regulations;
using BotAssistant.Scheduling;
using BotAssistant.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteHonourTests(Sqlite database) : HonourCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresHonourTests(Postgres database) : HonourCompliance(database), IClassFixture<Postgres>;

public abstract class HonourCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private static readonly DateOnly Until = new(2026, 7, 1);

    [Fact]
    public async Task A_certificate_comes_back_whole_and_keeps_what_happened_to_it()
    {
        var certificate = await AddAsync();
        var found = await FindAsync(certificate.Number);
        Assert.Null(found.Renew(Until.AddYears(3), Time.GetUtcNow(), "审核员"));
        await Do<ICertificates>(certificates => certificates.SaveAsync(found, Stop));

        var again = await FindAsync(certificate.Number);
        Assert.Equal((certificate.Id, certificate.Kind, certificate.Holder, certificate.IssuedOn), (again.Id, again.Kind, again.Holder, again.IssuedOn));
        Assert.Equal((Until.AddYears(3), CertificateState.Valid), (again.ValidUntil, again.State));
        Assert.Equal(["issued", "renewed"], again.Steps.Select(step => step.Kind));
    }

    [Fact]
    public async Task A_number_is_given_once()
    {
        var certificate = await AddAsync();
        await Assert.ThrowsAsync<StaleDataException>(() => AddAsync(certificate.Number));
    }

    [Fact]
    public async Task A_certificate_has_one_open_re_evaluation_and_may_have_another_when_that_is_over()
    {
        var certificate = await AddAsync();
        var first = await ApplyAsync(certificate);
        await Assert.ThrowsAsync<StaleDataException>(() => ApplyAsync(certificate));

        Assert.Null(first.Withdraw(Time.GetUtcNow(), "业主"));
        await Do<IReevaluations>(reevaluations => reevaluations.SaveAsync(first, Stop));
        Assert.Null(await Ask<IReevaluations, Reevaluation?>(reevaluations => reevaluations.OpenOfAsync(certificate.Id, Stop)));
        var second = await ApplyAsync(certificate);
        Assert.Equal(second.Number, (await Ask<IReevaluations, Reevaluation?>(reevaluations => reevaluations.OpenOfAsync(certificate.Id, Stop)))?.Number);
    }

    [Fact]
    public async Task A_re_evaluation_comes_back_with_score_and_steps_and_is_listed_in_its_district_only()
    {
        var certificate = await AddAsync();
        var reevaluation = await ApplyAsync(certificate);
        Assert.Null(reevaluation.Rate(89.9m, Until.AddDays(-10), Time.GetUtcNow(), "监管员"));
        await Do<IReevaluations>(reevaluations => reevaluations.SaveAsync(reevaluation, Stop));

        var found = await Ask<IReevaluations, Reevaluation?>(reevaluations => reevaluations.FindByNumberAsync(reevaluation.Number, Stop));
        Assert.Equal((ReevaluationState.Scored, 89.9m, Until.AddDays(-10)), (found!.State, found.Score, found.ScoredOn));
        Assert.Equal(["aa"], found.Steps[0].Photos);
        Assert.Contains(await OpenAsync("330203"), line => line.Reevaluation.Number == reevaluation.Number && line.Certificate.Number == certificate.Number);
        Assert.DoesNotContain(await OpenAsync("330205"), line => line.Reevaluation.Number == reevaluation.Number);
    }

    [Fact]
    public async Task What_is_on_file_against_a_holder_is_read_by_kind_and_day_without_what_was_made_void()
    {
        var licence = $"示例-{Guid.NewGuid()}";
        var second = await RecordAsync(licence, ConductKind.Case, new Evidence(new DateOnly(2026, 2, 1), "案2"));
        await RecordAsync(licence, ConductKind.Case, new Evidence(new DateOnly(2025, 2, 1), "案1"));
        await RecordAsync(licence, ConductKind.FailedSampling, new Evidence(new DateOnly(2026, 3, 1), "检1"));
        Assert.Equal(["案1", "案2"], await CasesAsync(licence));
        await Assert.ThrowsAsync<StaleDataException>(() => RecordAsync(licence, ConductKind.Case, second.Evidence));

        var voided = second with { VoidedAt = Time.GetUtcNow(), VoidedBy = "审核员", VoidReason = "文书号写错了" };
        Assert.True(await Ask<IConduct, bool>(conduct => conduct.VoidAsync(voided, Stop)));
        Assert.False(await Ask<IConduct, bool>(conduct => conduct.VoidAsync(voided, Stop)));
        Assert.Equal(["案1"], await CasesAsync(licence));
        Assert.Equal(voided, await Ask<IConduct, ConductEntry?>(conduct => conduct.FindByNumberAsync(second.Number, Stop)));
        await RecordAsync(licence, ConductKind.Case, second.Evidence with { Day = new DateOnly(2026, 2, 2) });
        Assert.Equal(["检1", "案2", "案2", "案1"], (await Ask<IConduct, IReadOnlyList<ConductEntry>>(conduct => conduct.EntriesAsync(licence, 10, Stop))).Select(entry => entry.Evidence.Reference));
    }

    [Fact]
    public async Task Many_certificates_are_put_at_once_or_not_at_all()
    {
        var key = Guid.NewGuid().ToString("N");
        var all = Enumerable.Range(0, 2500).Select(place => Make($"{key}-{place:0000}")).ToList();
        await Do<ICertificates>(certificates => certificates.PutAsync(all, [], Stop));
        var found = await Ask<ICertificates, IReadOnlyList<Certificate>>(certificates => certificates.ByNumberAsync([.. all.Select(certificate => certificate.Number), "没有"], Stop));
        Assert.Equal(2500, found.Count);

        var changed = found.First(certificate => certificate.Number == $"{key}-0007");
        Assert.True(changed.Correct("新名字", "330205", null, changed.IssuedOn, changed.ValidUntil.AddYears(1), Time.GetUtcNow(), "审核员"));
        await Assert.ThrowsAsync<StaleDataException>(() => Do<ICertificates>(certificates => certificates.PutAsync([Make($"{key}-new"), Make($"{key}-0001")], [changed], Stop)));
        Assert.Null(await Ask<ICertificates, Certificate?>(certificates => certificates.FindByNumberAsync($"{key}-new", Stop)));
        Assert.Equal("示例坊", (await FindAsync($"{key}-0007")).Holder.Name);

        await Do<ICertificates>(certificates => certificates.PutAsync([], [changed], Stop));
        Assert.Equal(("新名字", "corrected"), (await FindAsync($"{key}-0007") is var again ? (again.Holder.Name, again.Steps[^1].Kind) : default));
        Assert.Equal($"{key}-0007", (await Ask<ICertificates, Certificate?>(certificates => certificates.FindByLicenceAsync($"证{key}-0007", Stop)))?.Number);
    }

    [Fact]
    public async Task A_mark_on_the_plan_is_set_once_and_can_be_taken_back()
    {
        var mark = new PlanMark(Guid.NewGuid(), "330203", Time.GetUtcNow(), "审核员", "已报处里");
        Assert.True(await Ask<IPlanMarks, bool>(marks => marks.AddAsync(mark, Stop)));
        Assert.False(await Ask<IPlanMarks, bool>(marks => marks.AddAsync(mark with { By = "别人" }, Stop)));
        Assert.Equal(mark, (await Ask<IPlanMarks, IReadOnlyList<PlanMark>>(marks => marks.AllAsync(Stop))).Single(found => found.MatterId == mark.MatterId));

        Assert.True(await Ask<IPlanMarks, bool>(marks => marks.RemoveAsync(mark.MatterId, Stop)));
        Assert.False(await Ask<IPlanMarks, bool>(marks => marks.RemoveAsync(mark.MatterId, Stop)));
    }

    [Fact]
    public async Task An_imported_year_replaces_an_earlier_import()
    {
        var year = new CalendarYear { Year = 2031, Source = "示例通知", Reviewed = Until, Certainty = Certainty.Found, Off = [new DateOnly(2031, 10, 1)], Worked = [new DateOnly(2031, 10, 11)] };
        await Do<ICalendarYears>(years => years.PutAsync([year with { Off = [] }], Stop));
        await Do<ICalendarYears>(years => years.PutAsync([year], Stop));

        var stored = (await Ask<ICalendarYears, IReadOnlyList<CalendarYear>>(years => years.AllAsync(Stop))).Single(found => found.Year == 2031);
        Assert.Equivalent(year, stored, strict: true);
    }

    [Fact]
    public async Task A_job_s_runs_are_read_newest_first_and_one_that_died_has_no_end()
    {
        var job = $"job-{Guid.NewGuid()}";
        var id = await Ask<IJobRuns, long>(runs => runs.BeginAsync(job, Time.GetUtcNow(), Stop));
        await Alone<IJobRuns>(runs => runs.EndAsync(id, Time.GetUtcNow().AddSeconds(2), "ran", "planned 3", Stop));
        await Ask<IJobRuns, long>(runs => runs.BeginAsync(job, Time.GetUtcNow().AddHours(1), Stop));

        var last = await Ask<IJobRuns, IReadOnlyList<JobRun>>(runs => runs.LastAsync(job, 5, Stop));
        Assert.Equal([(null, null), ("ran", "planned 3")], last.Select(run => (run.Outcome, run.Detail)));
    }

    private static Certificate Make(string number)
        => Certificate.Issue(Guid.CreateVersion7(), number, HonourKind.FineWorkshop, new Holder("示例坊", "330203", $"证{number}", null), Until.AddYears(-3), Until, Samples.Start, "审核员").Certificate!;

    private async Task<ConductEntry> RecordAsync(string licence, ConductKind kind, Evidence evidence)
    {
        ConductEntry? entry = null;
        await Do<IConduct>(async conduct =>
        {
            entry = new ConductEntry(await conduct.NextNumberAsync(Stop), licence, kind, evidence, Samples.Start, "审核员");
            await conduct.AddAsync(entry, Stop);
        });
        return entry!;
    }

    private async Task<IEnumerable<string>> CasesAsync(string licence)
        => (await Ask<IConduct, IReadOnlyList<Evidence>>(conduct => conduct.OfAsync(licence, ConductKind.Case, Stop))).Select(evidence => evidence.Reference);

    private async Task<Certificate> AddAsync(string? number = null)
    {
        var certificate = Certificate.Issue(
            Guid.CreateVersion7(), number ?? $"示例-{Guid.NewGuid()}", HonourKind.FineWorkshop, new Holder("示例坊", "330203", "示例证", null), Until.AddYears(-3), Until, Time.GetUtcNow(), "审核员").Certificate!;
        await Do<ICertificates>(certificates => certificates.AddAsync(certificate, Stop));
        return certificate;
    }

    private async Task<Reevaluation> ApplyAsync(Certificate certificate)
    {
        Reevaluation? reevaluation = null;
        await Do<IReevaluations>(async reevaluations =>
        {
            reevaluation = Reevaluation.Apply(Guid.CreateVersion7(), await reevaluations.NextNumberAsync(Stop), certificate.Id, Until.AddDays(-20), Time.GetUtcNow(), "业主", ["aa"]);
            await reevaluations.AddAsync(reevaluation, Stop);
        });
        return reevaluation!;
    }

    private async Task<Certificate> FindAsync(string number) => (await Ask<ICertificates, Certificate?>(certificates => certificates.FindByNumberAsync(number, Stop)))!;

    private async Task<IReadOnlyList<(Reevaluation Reevaluation, Certificate Certificate)>> OpenAsync(string district)
        => (await Ask<IReevaluations, (IReadOnlyList<(Reevaluation, Certificate)> Page, int)>(reevaluations => reevaluations.OpenAsync([district], 1000, Stop))).Page;
}
