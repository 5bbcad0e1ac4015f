using BotAssistant.Content;
using BotAssistant.Honours;
using BotAssistant.Messaging;
using BotAssistant.Records;
using BotAssistant.Regulations;
using BotAssistant.Reminders;
using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using BotAssistant.Workshops;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteReminderTests(Sqlite database) : ReminderCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresReminderTests(Postgres database) : ReminderCompliance(database), IClassFixture<Postgres>;

public abstract class ReminderCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private static readonly RegulationBook Book = RegulationFiles.Load(typeof(RegulationBook).Assembly);
    private static readonly ReminderRule Rule = Book.Reminders.All[0];
    private static readonly DateOnly Today = DateOnly.FromDateTime(Samples.Start.DateTime);

    [Fact]
    public async Task The_sweep_in_the_database_plans_what_the_pure_function_says()
    {
        var (random, owner, matters) = (new Random(5), Guid.NewGuid(), new List<Matter>());
        for (var i = 0; i < 150; i++)
        {
            matters.Add(await CertificateAsync(Today.AddDays(random.Next(-10, 110)), owner));
        }

        foreach (var day in Enumerable.Range(0, 20).Select(offset => Today.AddDays(offset)))
        {
            await PlanAsync(day);
            var expected = Due.On(day, matters, Rule, Book.WorkingDays).Select(due => due.Key).ToHashSet();
            var planned = (await PlannedAsync(owner)).Select(reminder => reminder.Key).Where(key => Rule.Of(key.Kind)!.RungOf(key.DueOn, day, Book.WorkingDays) == key.Rung);
            Assert.Equal(expected, planned.ToHashSet());
        }
    }

    [Fact]
    public async Task Planning_twice_and_on_two_servers_plans_once()
    {
        var matter = await CertificateAsync(Today.AddDays(30));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PlanAsync(Today)));

        Assert.Equal(0, await PlanAsync(Today));
        Assert.Equal([30], await RungsAsync(matter));
    }

    [Fact]
    public async Task What_was_withdrawn_is_planned_anew_when_it_is_open_again_and_what_was_sent_is_not()
    {
        var matter = await CertificateAsync(Today.AddDays(30));
        await PlanAsync(Today);
        await MoveAsync(matter, ReminderState.Withdrawn);
        Assert.Empty(await RungsAsync(matter));

        await PlanAsync(Today);
        Assert.Equal([30], await RungsAsync(matter));

        await MoveAsync(matter, ReminderState.Sent);
        await PlanAsync(Today);
        Assert.Empty(await RungsAsync(matter));
    }

    [Theory]
    [InlineData(OutboxState.Sent, ReminderState.Sent)]
    [InlineData(OutboxState.Unknown, ReminderState.Sent)] // perhaps delivered: not said twice
    [InlineData(OutboxState.Expired, ReminderState.Planned)] // the day is over: tried on the next
    [InlineData(OutboxState.Failed, ReminderState.Failed)]
    [InlineData(OutboxState.Parked, ReminderState.Queued)]
    [InlineData(OutboxState.Queued, ReminderState.Queued)]
    public async Task A_queued_reminder_takes_over_what_became_of_its_message(OutboxState message, ReminderState state)
    {
        var matter = await CertificateAsync(Today.AddDays(30));
        await PlanAsync(Today);
        await QueueAsync(matter, message);
        await Do<IReminders>(reminders => reminders.SettleAsync(Stop));

        Assert.Equal(state == ReminderState.Planned ? [30] : [], await RungsAsync(matter));
        Assert.Equal(state, await StateAsync(matter));
    }

    [Fact]
    public async Task A_message_that_waits_is_cancelled_when_its_matter_is_done_and_what_else_it_said_is_said_anew()
    {
        var owner = Guid.NewGuid();
        var (done, open) = (await CertificateAsync(Today.AddDays(30), owner), await CertificateAsync(Today.AddDays(30), owner));
        await PlanAsync(Today);
        var ids = (await PlannedAsync(owner)).Select(reminder => reminder.Id).ToList();
        var message = await OutboxAsync(OutboxState.Parked);
        await Do<IReminders>(reminders => reminders.MoveAsync(ids, ReminderState.Queued, [message], Stop));

        await Do<IReevaluations>(async reevaluations => await reevaluations.AddAsync(
            Reevaluation.Apply(Guid.CreateVersion7(), await reevaluations.NextNumberAsync(Stop), done.SubjectId, Today, Time.GetUtcNow(), "业主", ["aa"]), Stop));
        await Do<IReminders>(reminders => reminders.SettleAsync(Stop));

        Assert.Equal(OutboxState.Cancelled, (await Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.RecentAsync(null, 1000, Stop))).Single(row => row.Id == message).State);
        Assert.Empty(await MattersAsync(done));
        Assert.Equal(open, Assert.Single(await MattersAsync(open)));
        Assert.Equal([30], await RungsAsync(open));
    }

    [Fact]
    public async Task A_certificate_without_an_owner_is_for_the_district_s_staff()
    {
        var certificate = Certificate.Issue(Guid.CreateVersion7(), $"示例-{Guid.NewGuid()}", HonourKind.BrightProducer, new Holder("示例食品厂", "330281", "SC示例", null), Today.AddYears(-3), Today.AddDays(7), Time.GetUtcNow(), "x").Certificate!;
        await Do<ICertificates>(certificates => certificates.AddAsync(certificate, Stop));
        await PlanAsync(Today);

        Assert.Contains("330281", await Ask<IReminders, IReadOnlyList<string>>(reminders => reminders.DistrictsAsync(Stop)));
        var planned = await Ask<IReminders, IReadOnlyList<PlannedReminder>>(reminders => reminders.OfDistrictAsync("330281", 0, 100, Stop));
        Assert.Equal((certificate.Id, 7), planned.Where(reminder => reminder.Key.SubjectId == certificate.Id).Select(reminder => (reminder.Key.SubjectId, reminder.Key.Rung)).Single());
    }

    [Fact]
    public async Task Open_matters_of_a_person_are_listed_by_their_day()
    {
        var owner = Guid.NewGuid();
        var (late, soon, far) = (await CertificateAsync(Today.AddDays(40), owner), await CertificateAsync(Today.AddDays(3), owner), await CertificateAsync(Today.AddDays(200), owner));
        var open = await Ask<IReminders, IReadOnlyList<Matter>>(reminders => reminders.OpenAsync(owner, null, [MatterKinds.Certificate, "unknown"], Today.AddDays(90), 10, Stop));

        Assert.Equal([soon, late], open);
        Assert.DoesNotContain(far, open);
    }

    [Fact]
    public async Task A_health_certificate_is_a_matter_until_it_is_renewed_or_its_holder_has_left()
    {
        var key = Guid.NewGuid().ToString("N");
        var workshop = Samples.Workshop($"330203-2026-{key}", hash: key, ownerId: Guid.NewGuid());
        var paper = new HealthCertificate(Guid.CreateVersion7(), 71, workshop.Id, "张测试", null, Today.AddDays(30), null, Time.GetUtcNow(), "张测试");
        await Do<IWorkshops>(workshops => workshops.AddAsync(workshop, Stop));
        await Do<IHealthCertificates>(certificates => certificates.AddAsync(paper, Stop));
        var matter = new Matter(MatterKinds.HealthCertificate, paper.Id, paper.ExpiresOn, workshop.District, workshop.OwnerId, workshop.Name, "71");

        Assert.Equal([matter], await MattersAsync(matter));
        await PlanAsync(Today, MatterKinds.HealthCertificate);
        Assert.Equal([30], await RungsAsync(matter));

        await Do<IHealthCertificates>(certificates => certificates.EndAsync(paper.End("left", Time.GetUtcNow()), Stop));
        Assert.Empty(await MattersAsync(matter));
    }

    private async Task<Matter> CertificateAsync(DateOnly until, Guid? owner = null)
    {
        var key = Guid.NewGuid().ToString("N");
        var workshop = Samples.Workshop($"330203-2026-{key}", hash: key, ownerId: owner ?? Guid.NewGuid());
        var certificate = Certificate.Issue(Guid.CreateVersion7(), $"示例-{key}", HonourKind.FineWorkshop, new Holder(workshop.Name, workshop.District, workshop.Number, workshop.Id), until.AddYears(-3), until, Time.GetUtcNow(), "officer").Certificate!;
        await Do<IWorkshops>(workshops => workshops.AddAsync(workshop, Stop));
        await Do<ICertificates>(certificates => certificates.AddAsync(certificate, Stop));
        return new Matter(MatterKinds.Certificate, certificate.Id, until, workshop.District, workshop.OwnerId, workshop.Name, certificate.Number);
    }

    private Task<int> PlanAsync(DateOnly today, string kind = MatterKinds.Certificate)
    {
        var ladder = Rule.Of(kind)!;
        return Ask<IReminders, int>(reminders => reminders.PlanAsync(ladder, [.. ladder.On(today, Book.WorkingDays)], today, Stop));
    }

    private Task<IReadOnlyList<PlannedReminder>> PlannedAsync(Guid person) => Ask<IReminders, IReadOnlyList<PlannedReminder>>(reminders => reminders.OfAsync([person], Stop));

    private async Task<IEnumerable<int>> RungsAsync(Matter matter) => [.. (await PlannedAsync(matter.PersonId!.Value)).Where(reminder => reminder.Key.SubjectId == matter.SubjectId).Select(reminder => reminder.Key.Rung)];

    private Task<IReadOnlyList<Matter>> MattersAsync(Matter matter) => Ask<IReminders, IReadOnlyList<Matter>>(reminders => reminders.MattersAsync(matter.Kind, [matter.SubjectId], Stop));

    private async Task MoveAsync(Matter matter, ReminderState to)
    {
        var ids = (await PlannedAsync(matter.PersonId!.Value)).Where(reminder => reminder.Key.SubjectId == matter.SubjectId).Select(reminder => reminder.Id).ToList();
        await Do<IReminders>(reminders => reminders.MoveAsync(ids, to, [], Stop));
    }

    private async Task QueueAsync(Matter matter, OutboxState state)
    {
        var ids = (await PlannedAsync(matter.PersonId!.Value)).Where(reminder => reminder.Key.SubjectId == matter.SubjectId).Select(reminder => reminder.Id).ToList();
        var message = await OutboxAsync(state);
        await Do<IReminders>(reminders => reminders.MoveAsync(ids, ReminderState.Queued, [message], Stop));
    }

    private async Task<Guid> OutboxAsync(OutboxState state)
    {
        var message = new OutboxMessage(Guid.CreateVersion7(), SomeChat(), new OutboundPart("提醒"), Time.GetUtcNow(), Time.GetUtcNow().AddHours(10)) { State = state };
        await Do<IOutbox>(outbox => outbox.AddAsync([message], Stop));
        return message.Id;
    }

    private async Task<ReminderState> StateAsync(Matter matter)
        => (ReminderState)await new RawDatabase(Database).CountAsync($"""SELECT "State" FROM "Reminders" WHERE UPPER(CAST("SubjectId" AS TEXT)) = '{matter.SubjectId.ToString().ToUpperInvariant()}'""");
}
