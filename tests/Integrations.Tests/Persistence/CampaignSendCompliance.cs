using BotAssistant.Campaigns;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteCampaignSendTests(Sqlite database) : CampaignSendCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresCampaignSendTests(Postgres database) : CampaignSendCompliance(database), IClassFixture<Postgres>;

public abstract class CampaignSendCompliance(DatabaseFixture database) : CampaignStore(database)
{
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
        Assert.Empty(await ClaimAsync());
        var answer = Assert.Single(await ClaimAsync(OutboxLane.Interactive));
        Assert.Equal("答", answer.Part.Body);
        await Alone<IOutbox>(outbox => outbox.FinishAsync([(answer, new SendResult.Sent(null))], Stop));

        await HoursAsync(campaign, Time.GetUtcNow(), Time.GetUtcNow().AddHours(1));
        Assert.Equal(campaign.Id, Assert.Single(await ClaimAsync()).CampaignId);
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

        Assert.Empty(await ClaimAsync());
        Assert.Equal("通知", Assert.Single(await ClaimAsync(OutboxLane.Interactive)).Part.Body);
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
        await Alone<IOutbox>(async outbox => await outbox.FinishAsync([(Assert.Single(await ClaimAsync()), new SendResult.Sent(null))], Stop));
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
}
