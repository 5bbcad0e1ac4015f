using System.Globalization;
using BotAssistant.Campaigns;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

/// <summary>Campaigns, people and workshops of a test, in a district and a channel to itself.</summary>
public abstract class CampaignStore(DatabaseFixture database) : StoreCompliance(database)
{
    private static int districts = 400000;
    private int workshops;

    protected static readonly Person Author = new(Guid.NewGuid(), Role.Officer, "甲", [Person.WholeCity], Samples.Start), Other = new(Guid.NewGuid(), Role.Officer, "乙", [Person.WholeCity], Samples.Start);

    protected string District { get; } = NextDistrict();

    protected string Channel => $"c{District}";

    protected static string NextDistrict() => Interlocked.Increment(ref districts).ToString(CultureInfo.InvariantCulture);

    protected Audience Audience(string[] products, params ProductionState[] states) => new(Role.Owner, [District], products, states);

    protected async Task<Campaign> RunningAsync(string text)
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

    protected async Task<Guid> OwnerAsync()
    {
        var person = new Person(Guid.NewGuid(), Role.Owner, "张测试", [], Time.GetUtcNow());
        await Do<IPeople>(async people =>
        {
            await people.AddAsync(person, Stop);
            await people.BindAsync(new ChatIdentity(ChatOf(person.Id).ToString(), person.Id, Time.GetUtcNow()), Stop);
        });
        return person.Id;
    }

    protected Task WorkshopAsync(Guid? owner, string[]? products = null, ProductionState state = ProductionState.Producing, string? inDistrict = null, bool cancelled = false)
    {
        var number = $"{District}-{++workshops}";
        var workshop = Samples.Workshop(number, Samples.Particulars(number, district: inDistrict ?? District) with { Products = products ?? ["年糕"], Production = state }, ownerId: owner);
        if (cancelled)
        {
            workshop.Cancel(Time.GetUtcNow(), "x", "试一试");
        }

        return Do<IWorkshops>(all => all.AddAsync(workshop, Stop));
    }

    protected ChatAddress ChatOf(Guid owner) => new(Channel, "a", owner.ToString("N"));

    protected Task QueueAsync(Campaign campaign, ChatAddress chat, OutboxState state = OutboxState.Queued) => Do<IOutbox>(outbox => outbox.AddAsync([Message(campaign, chat) with { State = state }], Stop));

    private OutboxMessage Message(Campaign campaign, ChatAddress chat)
        => new(Guid.NewGuid(), chat, new OutboundPart("群发"), Time.GetUtcNow(), Time.GetUtcNow().AddDays(7)) { Lane = OutboxLane.Bulk, CampaignId = campaign.Id };

    protected async Task QueueOneAsync(IServiceProvider scope, Campaign campaign)
    {
        var recipients = scope.GetRequiredService<ICampaignRecipients>();
        var one = Assert.Single(await recipients.TakePendingAsync(campaign, 1, Stop));
        var message = Message(campaign, one.Chat!);
        await scope.GetRequiredService<IOutbox>().AddAsync([message], Stop);
        await recipients.MarkAsync([(one.Id, RecipientState.Queued, null, message.Id)], Stop);
    }

    protected Task HoursAsync(Campaign campaign, DateTimeOffset from, DateTimeOffset until) => Do<ICampaignRecipients>(recipients => recipients.OpenHoursAsync(campaign, from, until, Stop));

    protected async Task<IReadOnlyList<Recipient>> ExpandedAsync(string text)
    {
        var campaign = await RunningAsync(text);
        await Do<ICampaignRecipients>(recipients => recipients.ExpandAsync(campaign, 10_000, Stop));
        return await TakeAsync(campaign);
    }

    protected async Task<int> CountAsync(string[] products, params ProductionState[] states)
        => (await Ask<ICampaignRecipients, IReadOnlyList<Recipient>>(recipients => recipients.PreviewAsync(new CampaignContent("x", "请{作坊名称}自查", Audience(products, states), null), 100, Stop))).Count;

    protected Task<IReadOnlyList<Recipient>> PreviewAsync(string text)
        => Ask<ICampaignRecipients, IReadOnlyList<Recipient>>(recipients => recipients.PreviewAsync(new CampaignContent("x", text, Audience([], ProductionState.Producing), null), 100, Stop));

    protected async Task<IReadOnlyList<Recipient>> PreviewOfAsync(Guid owner)
    {
        await WorkshopAsync(owner);
        return await PreviewAsync("请各位自查");
    }

    protected Task<IReadOnlyList<Recipient>> TakeAsync(Campaign campaign) => Ask<ICampaignRecipients, IReadOnlyList<Recipient>>(recipients => recipients.TakePendingAsync(campaign, 100, Stop));

    protected Task<IReadOnlyList<TallyLine>> TallyAsync(Campaign campaign) => Ask<ICampaignRecipients, IReadOnlyList<TallyLine>>(recipients => recipients.TallyAsync(campaign, Stop));

    protected Task<IReadOnlyList<OutboxMessage>> ClaimAsync(OutboxLane lane = OutboxLane.Bulk) => Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.ClaimAsync(Reaching(Channel), lane, 10, TimeSpan.FromMinutes(1), Stop));

    protected async Task<List<OutboxMessage>> RecentAsync()
        => [.. (await Ask<IOutbox, IReadOnlyList<OutboxMessage>>(outbox => outbox.RecentAsync(null, 1000, Stop))).Where(message => message.To.Channel == Channel)];
}
