using BotAssistant.Auditing;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqlitePeopleTests(Sqlite database) : PeopleCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresPeopleTests(Postgres database) : PeopleCompliance(database), IClassFixture<Postgres>;

public abstract class PeopleCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    [Fact]
    public async Task A_bound_chat_is_its_person_until_it_is_unbound()
    {
        var (chat, inspector) = (SomeChat(), Someone(Role.Inspector, "330203", "330205"));
        await Do<IPeople>(async people =>
        {
            await people.AddAsync(inspector, Stop);
            await people.BindAsync(new ChatIdentity(chat.ToString(), inspector.Id, Time.GetUtcNow()), Stop);
        });

        var found = await Ask<IPeople, Person?>(people => people.FindAsync(chat, Stop));
        Assert.Equivalent(inspector, found, strict: true);
        Assert.Equivalent(inspector, await Ask<IPeople, Person?>(people => people.FindAsync(inspector.Id, Stop)), strict: true);
        Assert.Equal([chat], await Ask<IPeople, IReadOnlyList<ChatAddress>>(people => people.AddressesAsync(inspector.Id, Stop)));

        await Do<IPeople>(people => people.UnbindAsync(chat, Stop));
        Assert.Null(await Ask<IPeople, Person?>(people => people.FindAsync(chat, Stop)));
        Assert.NotNull(await Ask<IPeople, Person?>(people => people.FindAsync(inspector.Id, Stop)));
    }

    [Fact]
    public async Task Binding_again_replaces_the_earlier_person()
    {
        var (chat, first, second) = (SomeChat(), Someone(Role.Owner), Someone(Role.Officer, "330203"));
        foreach (var person in (Person[])[first, second])
        {
            await Do<IPeople>(async people =>
            {
                await people.AddAsync(person, Stop);
                await people.BindAsync(new ChatIdentity(chat.ToString(), person.Id, Time.GetUtcNow()), Stop);
            });
        }

        Assert.Equal(second.Id, (await Ask<IPeople, Person?>(people => people.FindAsync(chat, Stop)))!.Id);
        Assert.Empty(await Ask<IPeople, IReadOnlyList<ChatAddress>>(people => people.AddressesAsync(first.Id, Stop)));
    }

    [Fact]
    public async Task Officers_and_inspectors_of_a_district_are_those_who_cover_it()
    {
        Person[] all = [Someone(Role.Officer, "330212"), Someone(Role.Officer, Person.WholeCity), Someone(Role.Officer, "330213"), Someone(Role.Inspector, "330212")];
        await Do<IPeople>(async people =>
        {
            foreach (var person in all)
            {
                await people.AddAsync(person, Stop);
            }
        });
        var officers = (await Ask<IPeople, IReadOnlyList<Person>>(people => people.OfficersOfAsync("330212", Stop))).Select(p => p.Id).ToList();
        Assert.Contains(all[0].Id, officers);
        Assert.Contains(all[1].Id, officers);
        Assert.DoesNotContain(all[2].Id, officers);
        Assert.DoesNotContain(all[3].Id, officers);
        var inspectors = (await Ask<IPeople, IReadOnlyList<Person>>(people => people.InspectorsOfAsync("330212", Stop))).Select(p => p.Id).ToList();
        Assert.Contains(all[3].Id, inspectors);
        Assert.Empty(inspectors.Intersect(all[..3].Select(p => p.Id)));
        Assert.DoesNotContain(all[3].Id, (await Ask<IPeople, IReadOnlyList<Person>>(people => people.InspectorsOfAsync("330213", Stop))).Select(p => p.Id));
    }

    [Fact]
    public async Task A_code_used_in_two_places_at_once_works_in_one()
    {
        var code = await InviteAsync();
        await using var other = SecondServer();
        await using var first = Services.CreateAsyncScope();
        await using var second = other.CreateAsyncScope();

        // SQLite lets the second in only when the first is through: then it reads the used code.
        await UseAsync(first.ServiceProvider, code);
        var late = Task.Run(() => UseAsync(second.ServiceProvider, code));
        await first.ServiceProvider.GetRequiredService<IUnitOfWork>().CommitAsync(Stop);
        var secondUsed = await late;
        var unit = second.ServiceProvider.GetRequiredService<IUnitOfWork>();
        if (secondUsed)
        {
            await Assert.ThrowsAsync<StaleDataException>(() => unit.CommitAsync(Stop));
        }

        var stored = await Ask<IPeople, Invitation?>(people => people.FindInvitationAsync(code, Stop));
        Assert.Equal(Time.GetUtcNow(), stored!.UsedAt);
    }

    [Fact]
    public async Task A_use_that_is_rolled_back_leaves_the_code_usable()
    {
        var code = await InviteAsync();
        await using (var scope = Services.CreateAsyncScope())
        {
            Assert.True(await UseAsync(scope.ServiceProvider, code));
        }

        Assert.Null((await Ask<IPeople, Invitation?>(people => people.FindInvitationAsync(code, Stop)))!.UsedAt);
    }

    [Fact]
    public async Task Attempts_are_counted_by_key_since_a_time()
    {
        var key = Guid.NewGuid().ToString();
        await Do<IAttempts>(attempts => attempts.RecordAsync(key, Time.GetUtcNow(), Stop));
        Time.Advance(TimeSpan.FromHours(1));
        await Do<IAttempts>(attempts => attempts.RecordAsync(key, Time.GetUtcNow(), Stop));
        Assert.Equal(2, await Ask<IAttempts, int>(attempts => attempts.CountAsync(key, Samples.Start, Stop)));
        Assert.Equal(1, await Ask<IAttempts, int>(attempts => attempts.CountAsync(key, Time.GetUtcNow(), Stop)));
        Assert.Equal(0, await Ask<IAttempts, int>(attempts => attempts.CountAsync("other", Samples.Start, Stop)));
    }

    [Fact]
    public async Task The_audit_is_read_newest_first_by_person_or_subject()
    {
        var person = Guid.NewGuid();
        var subject = $"workshop {person}";
        for (var i = 0; i < 3; i++)
        {
            var action = $"step-{i}";
            await Do<IAudit>(audit => audit.AddAsync(new AuditEntry(Guid.CreateVersion7(), Time.GetUtcNow(), action, i == 2 ? null : person, "海曙监管员", subject, "年糕"), Stop));
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["step-1", "step-0"], (await Ask<IAudit, IReadOnlyList<AuditEntry>>(a => a.ReadAsync(person, null, 10, Stop))).Select(e => e.Action));
        var bySubject = await Ask<IAudit, IReadOnlyList<AuditEntry>>(a => a.ReadAsync(null, subject, 2, Stop));
        Assert.Equal(["step-2", "step-1"], bySubject.Select(e => e.Action));
        Assert.Equal("年糕", bySubject[0].Detail);
    }

    private static Person Someone(Role role, params string[] districts) => new(Guid.CreateVersion7(), role, "测试人员", districts, Samples.Start);

    private async Task<string> InviteAsync()
    {
        var (code, person) = (Guid.NewGuid().ToString("N"), Someone(Role.Inspector, "330203"));
        await Do<IPeople>(async people =>
        {
            await people.AddAsync(person, Stop);
            await people.AddAsync(new Invitation(Guid.CreateVersion7(), code, person.Id, Time.GetUtcNow(), Time.GetUtcNow().AddDays(7)), Stop);
        });
        return code;
    }

    private async Task<bool> UseAsync(IServiceProvider scope, string code)
    {
        await scope.GetRequiredService<IUnitOfWork>().BeginAsync(null, Stop);
        var invitation = await scope.GetRequiredService<IPeople>().FindInvitationAsync(code, Stop);
        return invitation!.TryUse(Time.GetUtcNow());
    }
}
