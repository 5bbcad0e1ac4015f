using System.Globalization;
using BotAssistant.Campaigns;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Persistence;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteCampaignTests(Sqlite database) : CampaignCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresCampaignTests(Postgres database) : CampaignCompliance(database), IClassFixture<Postgres>;

public abstract class CampaignCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private static int districts = 400000;

    /// <summary>Each test has a district and a channel to itself.</summary>
    private readonly string district = Interlocked.Increment(ref districts).ToString(CultureInfo.InvariantCulture);
    private int workshops;

    private string Channel => $"c{district}";

    [Fact]
    public async Task A_text_about_a_workshop_goes_for_each_and_any_other_once_to_a_person()
    {
        var owner = await OwnerAsync();
        await WorkshopAsync(owner);
        await WorkshopAsync(owner);
        Assert.Equal(2, (await ExpandedAsync("请{作坊名称}自查")).Count);
        Assert.Single(await ExpandedAsync("请各位自查"));
        Assert.Single(await PreviewAsync("请各位自查"));
    }

    [Fact]
    public async Task Nobody_is_added_twice_whoever_adds_and_however_often_a_server_dies()
    {
        for (var i = 0; i < 25; i++)
        {
            await WorkshopAsync(await OwnerAsync());
        }

        var campaign = await RunningAsync("请{作坊名称}自查");
        await using var other = SecondServer();
        for (var (step, more) = (0, true); more; step++)
        {
            await using var scope = (step % 2 == 0 ? Services : other).CreateAsyncScope();
            var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            await unit.BeginAsync(null, Stop);
            more = await scope.ServiceProvider.GetRequiredService<ICampaignRecipients>().ExpandAsync(campaign, 7, Stop);

            // Each third server dies before its commit.
            if (step % 3 != 2)
            {
                await unit.CommitAsync(Stop);
            }
            else
            {
                more = true;
            }
        }

        Assert.Equal(25, (await TakeAsync(campaign)).Select(recipient => recipient.PersonId).Distinct().Count());
        Assert.Equal(25, (await TallyAsync(campaign)).Sum(line => line.Count));
    }

    [Fact]
    public async Task An_audience_is_found_by_district_product_and_state()
    {
        var elsewhere = Interlocked.Increment(ref districts).ToString(CultureInfo.InvariantCulture);
        await WorkshopAsync(await OwnerAsync(), products: ["水磨年糕"]);
        await WorkshopAsync(await OwnerAsync(), products: ["盐卤豆腐"]);
        await WorkshopAsync(await OwnerAsync(), products: ["年糕"], state: ProductionState.Suspended);
        await WorkshopAsync(await OwnerAsync(), products: ["年糕"], state: ProductionState.Ceased);
        await WorkshopAsync(await OwnerAsync(), products: ["年糕"], inDistrict: elsewhere);
        await WorkshopAsync(null, products: ["年糕"]);
        await WorkshopAsync(await OwnerAsync(), products: ["年糕"], cancelled: true);

        Assert.Equal(3, await CountAsync([], ProductionState.Producing, ProductionState.Suspended));
        Assert.Equal(2, await CountAsync([], ProductionState.Producing));
        Assert.Equal(1, await CountAsync(["kind:niangao"], ProductionState.Producing));
        Assert.Equal(1, await CountAsync(["group:soy"], ProductionState.Producing, ProductionState.Suspended));
        Assert.Equal(2, await CountAsync(["group:soy", "kind:niangao"], ProductionState.Producing));
        Assert.Equal(1, await Ask<ICampaignRecipients, int>(recipients => recipients.CountUnreachableAsync(Audience([], ProductionState.Producing), Stop)));
    }

    [Fact]
    public async Task Inspectors_are_found_by_any_of_their_districts()
    {
        await Do<IPeople>(async people =>
        {
            await people.AddAsync(new Person(Guid.NewGuid(), Role.Inspector, "甲", ["330999", district], Time.GetUtcNow()), Stop);
            await people.AddAsync(new Person(Guid.NewGuid(), Role.Inspector, "乙", ["330999"], Time.GetUtcNow()), Stop);
            await people.AddAsync(new Person(Guid.NewGuid(), Role.Officer, "丙", [district], Time.GetUtcNow()), Stop);
        });
        var content = new CampaignContent("x", "请各位检查", new Audience(Role.Inspector, [district], [], []), null);
        Assert.Single(await Ask<ICampaignRecipients, IReadOnlyList<Recipient>>(recipients => recipients.PreviewAsync(content, 10, Stop)));
    }

    [Fact]
    public async Task Its_messages_go_only_while_it_runs_and_in_its_hours()
    {
        var (campaign, chat) = (await RunningAsync("请自查"), ChatOf(await OwnerAsync()));
        await QueueAsync(campaign, chat);
        Assert.Empty(await ClaimAsync());

        await HoursAsync(campaign, Time.GetUtcNow().AddHours(1), Time.GetUtcNow().AddHours(2));
        Assert.Empty(await ClaimAsync());
        Time.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await ClaimAsync());

        await HoursAsync(campaign, Time.GetUtcNow(), Time.GetUtcNow().AddHours(2));
        campaign.Pause(Author, Time.GetUtcNow());
        await Do<ICampaigns>(campaigns => campaigns.SaveAsync(campaign, Stop));
        Assert.Empty(await ClaimAsync());

        campaign.Resume(Author, Time.GetUtcNow());
        await Do<ICampaigns>(campaigns => campaigns.SaveAsync(campaign, Stop));
        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task A_held_message_holds_up_no_answer_and_answers_go_first()
    {
        var (campaign, chat) = (await RunningAsync("请自查"), ChatOf(await OwnerAsync()));
        await QueueAsync(campaign, chat);
        Time.Advance(TimeSpan.FromSeconds(1));
        await Do<IOutbox>(outbox => outbox.AddAsync([new OutboxMessage(Guid.NewGuid(), chat, new OutboundPart("答"), Time.GetUtcNow(), Time.GetUtcNow().AddDays(1))], Stop));
        var answer = Assert.Single(await ClaimAsync());
        Assert.Equal("答", answer.Part.Body);
        await Alone<IOutbox>(outbox => outbox.FinishAsync(answer, new SendResult.Sent(null), Stop));

        await HoursAsync(campaign, Time.GetUtcNow(), Time.GetUtcNow().AddHours(1));
        Assert.True(Assert.Single(await ClaimAsync()).Campaign);
    }

    [Fact]
    public async Task Opting_out_cancels_what_is_queued_of_campaigns_and_nothing_else()
    {
        var (campaign, owner) = (await RunningAsync("请自查"), await OwnerAsync());
        var chat = ChatOf(owner);
        await HoursAsync(campaign, Time.GetUtcNow(), Time.GetUtcNow().AddHours(1));
        await QueueAsync(campaign, chat);
        await QueueAsync(campaign, chat, OutboxState.Parked);
        await Do<IOutbox>(outbox => outbox.AddAsync([new OutboxMessage(Guid.NewGuid(), chat, new OutboundPart("通知"), Time.GetUtcNow(), Time.GetUtcNow().AddDays(1))], Stop));
        await Do<IOptOuts>(optOuts => optOuts.AddAsync(owner, Time.GetUtcNow(), Stop));

        Assert.Equal("通知", Assert.Single(await ClaimAsync()).Part.Body);
        var cancelled = (await RecentAsync()).Where(message => message.State == OutboxState.Cancelled).ToList();
        Assert.Equal(["opted-out", "opted-out"], cancelled.Select(message => message.Reason));
        Assert.True(Assert.Single(await PreviewOfAsync(owner)).OptedOut);

        await Do<IOptOuts>(optOuts => optOuts.RemoveAsync(owner, Stop));
        Assert.Null(await Ask<IOptOuts, DateTimeOffset?>(optOuts => optOuts.FindAsync(owner, Stop)));
    }

    [Fact]
    public async Task A_batch_that_did_not_see_the_opt_out_is_held_and_then_cancelled()
    {
        var (campaign, owner) = (await RunningAsync("请自查"), await OwnerAsync());
        await HoursAsync(campaign, Time.GetUtcNow(), Time.GetUtcNow().AddHours(1));
        await Do<IOptOuts>(optOuts => optOuts.AddAsync(owner, Time.GetUtcNow(), Stop));
        await QueueAsync(campaign, ChatOf(owner));
        Assert.Empty(await ClaimAsync());
        await Do<ICampaignRecipients>(recipients => recipients.SettleAsync(campaign, Stop));
        Assert.Equal((OutboxState.Cancelled, "opted-out"), ((await RecentAsync()).Single().State, (await RecentAsync()).Single().Reason));
    }

    [Fact]
    public async Task A_batch_that_did_not_see_somebody_leave_is_held_and_then_cancelled()
    {
        var (campaign, owner) = (await RunningAsync("请自查"), await OwnerAsync());
        await HoursAsync(campaign, Time.GetUtcNow(), Time.GetUtcNow().AddHours(1));
        await Do<IPeople>(people => people.UnbindAsync(ChatOf(owner), Stop));
        await QueueAsync(campaign, ChatOf(owner));
        Assert.Empty(await ClaimAsync());
        await Do<ICampaignRecipients>(recipients => recipients.SettleAsync(campaign, Stop));
        Assert.Equal((OutboxState.Cancelled, "contact-left"), ((await RecentAsync()).Single().State, (await RecentAsync()).Single().Reason));
    }

    [Fact]
    public async Task What_a_dying_server_had_queued_is_queued_by_the_next_and_only_once()
    {
        await WorkshopAsync(await OwnerAsync());
        var campaign = await RunningAsync("请{作坊名称}自查");
        await Do<ICampaignRecipients>(recipients => recipients.ExpandAsync(campaign, 10_000, Stop));
        await using (var dying = Services.CreateAsyncScope())
        {
            await dying.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(null, Stop);
            await QueueOneAsync(dying.ServiceProvider, campaign);
        }

        Assert.Empty(await RecentAsync());
        await Do(scope => QueueOneAsync(scope, campaign));
        Assert.Single(await RecentAsync());
        Assert.Empty(await TakeAsync(campaign));
    }

    [Fact]
    public async Task The_result_outlives_the_messages_and_a_stop_calls_off_the_rest()
    {
        await WorkshopAsync(await OwnerAsync());
        await WorkshopAsync(await OwnerAsync());
        await WorkshopAsync(await OwnerAsync());
        var campaign = await RunningAsync("请{作坊名称}自查");
        await HoursAsync(campaign, Time.GetUtcNow(), Time.GetUtcNow().AddHours(1));
        await Do<ICampaignRecipients>(recipients => recipients.ExpandAsync(campaign, 10_000, Stop));
        await Do(scope => QueueOneAsync(scope, campaign));
        await Alone<IOutbox>(async outbox => await outbox.FinishAsync(Assert.Single(await ClaimAsync()), new SendResult.Sent(null), Stop));
        await Do(scope => QueueOneAsync(scope, campaign));
        Assert.Equal([RecipientState.Pending, RecipientState.Queued, RecipientState.Sent], (await TallyAsync(campaign)).Select(line => line.State));

        campaign.Stop(Author, Time.GetUtcNow());
        await Do<ICampaigns>(campaigns => campaigns.SaveAsync(campaign, Stop));
        Assert.Contains(campaign.Number, await Ask<ICampaigns, IReadOnlyList<int>>(campaigns => campaigns.ActiveAsync(Stop)));
        await Do<ICampaignRecipients>(recipients => recipients.CallOffAsync(campaign, "campaign-stopped", Stop));
        await Do<ICampaignRecipients>(recipients => recipients.SettleAsync(campaign, Stop));
        await Alone<BotContext>(store => store.Outbox.ExecuteDeleteAsync(Stop));

        Assert.Equal([(RecipientState.Sent, null, 1), (RecipientState.Skipped, "campaign-stopped", 2)], (await TallyAsync(campaign)).Select(line => (line.State, line.Reason, line.Count)));
        Assert.DoesNotContain(campaign.Number, await Ask<ICampaigns, IReadOnlyList<int>>(campaigns => campaigns.ActiveAsync(Stop)));
    }

    [Fact]
    public async Task Workshops_from_before_there_were_marks_are_marked()
    {
        await WorkshopAsync(await OwnerAsync(), products: ["年糕"]);
        await Alone<BotContext>(store => store.Workshops.Where(w => w.District == district).ExecuteUpdateAsync(set => set.SetProperty(w => w.Products, (string?)null), Stop));
        Assert.Equal(0, await CountAsync(["kind:niangao"], ProductionState.Producing));
        Assert.Equal(1, await Ask<IProductIndex, int>(index => index.FillAsync(10, Stop)));
        Assert.Equal(1, await CountAsync(["kind:niangao"], ProductionState.Producing));
    }

    private static readonly Person Author = new(Guid.NewGuid(), Role.Officer, "甲", [Person.WholeCity], Samples.Start), Other = new(Guid.NewGuid(), Role.Officer, "乙", [Person.WholeCity], Samples.Start);

    private Audience Audience(string[] products, params ProductionState[] states) => new(Role.Owner, [district], products, states);

    private async Task<Campaign> RunningAsync(string text)
    {
        var content = new CampaignContent("节前提醒", text, Audience([], ProductionState.Producing), null);
        Campaign? campaign = null;
        await Do<ICampaigns>(async campaigns =>
        {
            campaign = Campaign.Compose(Guid.NewGuid(), await campaigns.NextNumberAsync(Stop), Author, content, Time.GetUtcNow());
            campaign.Submit(Author, Time.GetUtcNow());
            campaign.Approve(Other, content.Digest(), TimeSpan.FromDays(7), Time.GetUtcNow());
            campaign.Start(Time.GetUtcNow());
            await campaigns.AddAsync(campaign, Stop);
        });
        return (await Ask<ICampaigns, Campaign?>(campaigns => campaigns.FindByNumberAsync(campaign!.Number, Stop)))!;
    }

    private async Task<Guid> OwnerAsync()
    {
        var person = new Person(Guid.NewGuid(), Role.Owner, "张测试", [], Time.GetUtcNow());
        await Do<IPeople>(async people =>
        {
            await people.AddAsync(person, Stop);
            await people.BindAsync(new ChatIdentity(ChatOf(person.Id).ToString(), person.Id, Time.GetUtcNow()), Stop);
        });
        return person.Id;
    }

    private Task WorkshopAsync(Guid? owner, string[]? products = null, ProductionState state = ProductionState.Producing, string? inDistrict = null, bool cancelled = false)
    {
        var number = $"{district}-{++workshops}";
        var workshop = Samples.Workshop(number, Samples.Particulars(number, district: inDistrict ?? district) with { Products = products ?? ["年糕"], Production = state }, ownerId: owner);
        if (cancelled)
        {
            workshop.Cancel(Time.GetUtcNow(), "x", "试一试");
        }

        return Do<IWorkshops>(all => all.AddAsync(workshop, Stop));
    }

    private ChatAddress ChatOf(Guid owner) => new(Channel, "a", owner.ToString("N"));

    private Task QueueAsync(Campaign campaign, ChatAddress chat, OutboxState state = OutboxState.Queued) => Do<IOutbox>(outbox => outbox.AddAsync([Message(campaign, chat) with { State = state }], Stop));

    private OutboxMessage Message(Campaign campaign, ChatAddress chat)
        => new(Guid.NewGuid(), chat, new OutboundPart("群发"), Time.GetUtcNow(), Time.GetUtcNow().AddDays(7)) { Campaign = true, CampaignId = campaign.Id };

    private async Task QueueOneAsync(IServiceProvider scope, Campaign campaign)
    {
        var recipients = scope.GetRequiredService<ICampaignRecipients>();
        var one = Assert.Single(await recipients.TakePendingAsync(campaign, 1, Stop));
        var message = Message(campaign, one.Chat!);
        await scope.GetRequiredService<IOutbox>().AddAsync([message], Stop);
        await recipients.MarkAsync([(one.Id, RecipientState.Queued, null, message.Id)], Stop);
    }

    private Task HoursAsync(Campaign campaign, DateTimeOffset from, DateTimeOffset until) => Do<ICampaignRecipients>(recipients => recipients.OpenHoursAsync(campaign, from, until, Stop));

    private async Task<IReadOnlyList<Recipient>> ExpandedAsync(string text)
    {
        var campaign = await RunningAsync(text);
        await Do<ICampaignRecipients>(recipients => recipients.ExpandAsync(campaign, 10_000, Stop));
        return await TakeAsync(campaign);
    }

    private async Task<int> CountAsync(string[] products, params ProductionState[] states)
        => (await Ask<ICampaignRecipients, IReadOnlyList<Recipient>>(recipients => recipients.PreviewAsync(new CampaignContent("x", "请{作坊名称}自查", Audience(products, states), null), 100, Stop))).Count;

    private Task<IReadOnlyList<Recipient>> PreviewAsync(string text)
        => Ask<ICampaignRecipients, IReadOnlyList<Recipient>>(recipients => recipients.PreviewAsync(new CampaignContent("x", text, Audience([], ProductionState.Producing), null), 100, Stop));

    private async Task<IReadOnlyList<Recipient>> PreviewOfAsync(Guid owner)
    {
        await WorkshopAsync(owner);
        return await PreviewAsync("请各位自查");
    }

    private Task<IReadOnlyList<Recipient>> TakeAsync(Campaign campaign) => Ask<ICampaignRecipients, IReadOnlyList<Recipient>>(recipients => recipients.TakePendingAsync(campaign, 100, Stop));

    private Task<IReadOnlyList<TallyLine>> TallyAsync(Campaign campaign) => Ask<ICampaignRecipients, IReadOnlyList<TallyLine>>(recipients => recipients.TallyAsync(campaign, Stop));

    private Task<IReadOnlyList<OutboxMessage>> ClaimAsync() => Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.ClaimAsync([Channel], [], 10, TimeSpan.FromMinutes(1), Stop));

    private async Task<List<OutboxMessage>> RecentAsync()
        => [.. (await Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.RecentAsync(null, 1000, Stop))).Where(message => message.To.Channel == Channel)];
}
