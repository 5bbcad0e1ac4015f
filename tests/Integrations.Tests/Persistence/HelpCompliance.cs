using BotAssistant.Conversations;
using BotAssistant.People;
using BotAssistant.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteHelpTests(Sqlite database) : HelpCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresHelpTests(Postgres database) : HelpCompliance(database), IClassFixture<Postgres>;

public abstract class HelpCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    [Fact]
    public async Task A_request_comes_back_with_every_step()
    {
        var request = await AskAsync();
        var taker = new HelpTaker(Guid.NewGuid(), SomeChat().ToString());
        await ChangeAsync(request.Number, found => found.Take(taker, "示例监管员", Time.GetUtcNow()));
        await ChangeAsync(request.Number, found => found.Note("示例监管员", "看过照片", Time.GetUtcNow()));

        var found = await FindAsync(request.Number);
        Assert.Equal((request.Id, request.Address, "330203", "业主 王**", "标签怎么贴"), (found.Id, found.Address, found.District, found.Who, found.Question));
        Assert.Equal((taker, Time.GetUtcNow(), null), (found.Taker, found.WaitingSince, found.ClosedAt));
        Assert.Equal([("asked", null), ("taken", null), ("note", "看过照片")], found.Steps.Select(step => (step.Kind, step.Note)));
    }

    [Fact]
    public async Task A_chat_has_one_open_request()
    {
        var request = await AskAsync();
        var second = HelpRequest.Ask(request.Number + 1000, request.Address, null, "", "又问", Time.GetUtcNow());
        await Assert.ThrowsAsync<StaleDataException>(() => Do<IHelpRequests>(help => help.AddAsync(second, Stop)));
        Assert.Equal(request.Id, (await Ask<IHelpRequests, HelpRequest?>(help => help.OpenOfAsync(request.Address, Stop)))!.Id);
        Assert.Null(await Ask<IHelpRequests, HelpRequest?>(help => help.ClosedOfAsync(request.Address, Samples.Start, Stop)));

        await ChangeAsync(request.Number, found => found.Answer(Guid.NewGuid(), "示例监管员", Time.GetUtcNow()));
        Assert.Null(await Ask<IHelpRequests, HelpRequest?>(help => help.OpenOfAsync(request.Address, Stop)));
        Assert.Equal(request.Id, (await Ask<IHelpRequests, HelpRequest?>(help => help.ClosedOfAsync(request.Address, Samples.Start, Stop)))!.Id);
        await Do<IHelpRequests>(help => help.AddAsync(second, Stop));
    }

    [Fact]
    public async Task Staff_see_what_is_open_in_their_districts_and_what_has_none()
    {
        var (here, nowhere) = (await AskAsync("330206"), await AskAsync(null));
        var seen = (await Ask<IHelpRequests, IReadOnlyList<HelpRequest>>(help => help.OpenAsync(["330206"], 100, Stop))).Select(request => request.Number).ToList();
        Assert.Contains(here.Number, seen);
        Assert.Contains(nowhere.Number, seen);
        Assert.DoesNotContain(here.Number, (await Ask<IHelpRequests, IReadOnlyList<HelpRequest>>(help => help.OpenAsync(["330211"], 100, Stop))).Select(request => request.Number));
    }

    [Fact]
    public async Task Of_two_who_take_it_at_once_one_has_it()
    {
        var request = await AskAsync();
        var (mine, theirs) = (await FindAsync(request.Number), await FindAsync(request.Number));
        mine.Take(new HelpTaker(Guid.NewGuid(), SomeChat().ToString()), "甲", Time.GetUtcNow());
        theirs.Take(new HelpTaker(Guid.NewGuid(), SomeChat().ToString()), "乙", Time.GetUtcNow());
        await Do<IHelpRequests>(help => help.SaveAsync(mine, Stop));
        await Assert.ThrowsAsync<StaleDataException>(() => Do<IHelpRequests>(help => help.SaveAsync(theirs, Stop)));
        Assert.Equal("甲", (await FindAsync(request.Number)).TakenBy);
    }

    [Fact]
    public async Task A_member_of_staff_has_one_taken_request_and_both_sides_find_it()
    {
        var (first, second) = (await AskAsync(), await AskAsync());
        var taker = new HelpTaker(Guid.NewGuid(), SomeChat().ToString());
        await ChangeAsync(first.Number, found => found.Take(taker, "甲", Time.GetUtcNow()));
        await Assert.ThrowsAsync<StaleDataException>(() => ChangeAsync(second.Number, found => found.Take(taker, "甲", Time.GetUtcNow())));

        foreach (var side in new[] { first.Address, taker.Address })
        {
            Assert.Equal(first.Id, (await Ask<IHelpRequests, HelpRequest?>(help => help.TakenInAsync(side, Stop)))!.Id);
        }

        Assert.Null(await Ask<IHelpRequests, HelpRequest?>(help => help.TakenInAsync(second.Address, Stop)));
        Assert.Equal(first.Id, (await Ask<IHelpRequests, HelpRequest?>(help => help.TakenByAsync(taker.PersonId, Stop)))!.Id);
        await ChangeAsync(first.Number, found => found.Close(taker.PersonId, "甲", null, Time.GetUtcNow()));
        Assert.Null(await Ask<IHelpRequests, HelpRequest?>(help => help.TakenInAsync(first.Address, Stop)));
    }

    [Fact]
    public async Task What_lies_too_long_is_found()
    {
        var request = await AskAsync();
        await ChangeAsync(request.Number, found => found.Take(new HelpTaker(Guid.NewGuid(), SomeChat().ToString()), "甲", Time.GetUtcNow()));
        var taken = Time.GetUtcNow();
        Assert.DoesNotContain(request.Number, await StaleAsync(taken.AddSeconds(-1), taken.AddHours(-1)));
        Assert.Contains(request.Number, await StaleAsync(taken, taken.AddHours(-1)));
        await ChangeAsync(request.Number, found =>
        {
            found.Spoke(taker: true, taken);
            return null;
        });
        Assert.DoesNotContain(request.Number, await StaleAsync(taken, taken.AddHours(-1)));
        Assert.Contains(request.Number, await StaleAsync(taken, taken));
    }

    [Fact]
    public async Task Duty_lasts_until_it_is_ended_or_over()
    {
        var person = new Person(Guid.CreateVersion7(), Role.Inspector, "测试人员", ["330203"], Samples.Start);
        await Do<IPeople>(people => people.AddAsync(person, Stop));
        var now = Time.GetUtcNow();
        await Do<IDuties>(duties => duties.BeginAsync(person.Id, now.AddHours(1), Stop));
        await Do<IDuties>(duties => duties.BeginAsync(person.Id, now.AddHours(2), Stop));
        Assert.Contains(person.Id, await Ask<IDuties, IReadOnlyList<Guid>>(duties => duties.AtAsync(now.AddMinutes(90), Stop)));
        Assert.DoesNotContain(person.Id, await Ask<IDuties, IReadOnlyList<Guid>>(duties => duties.AtAsync(now.AddHours(2), Stop)));
        Assert.True(await Ask<IDuties, bool>(duties => duties.EndAsync(person.Id, Stop)));
        Assert.False(await Ask<IDuties, bool>(duties => duties.EndAsync(person.Id, Stop)));
    }

    private Task<IReadOnlyList<int>> StaleAsync(DateTimeOffset waiting, DateTimeOffset touched) => Ask<IHelpRequests, IReadOnlyList<int>>(help => help.StaleAsync(waiting, touched, 100, Stop));

    private async Task<HelpRequest> AskAsync(string? district = "330203")
    {
        var request = HelpRequest.Ask(await Ask<IHelpRequests, int>(help => help.NextNumberAsync(Stop)), SomeChat().ToString(), district, "业主 王**", "标签怎么贴", Time.GetUtcNow());
        await Do<IHelpRequests>(help => help.AddAsync(request, Stop));
        return request;
    }

    private async Task<HelpRequest> FindAsync(int number)
        => await Ask<IHelpRequests, HelpRequest?>(help => help.FindByNumberAsync(number, Stop)) ?? throw new InvalidOperationException($"No request {number}.");

    private Task ChangeAsync(int number, Func<HelpRequest, Refusal?> change) => Do<IHelpRequests>(async help =>
    {
        var found = await help.FindByNumberAsync(number, Stop);
        Assert.Null(change(found!));
        await help.SaveAsync(found!, Stop);
    });
}
