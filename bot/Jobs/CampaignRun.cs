using BotAssistant.Auditing;
using BotAssistant.Bot.Turns;
using BotAssistant.Campaigns;
using BotAssistant.Conversations;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Jobs;

/// <summary>
/// One step of one campaign, in one transaction: what is queued and who is marked as queued go together, so that a server that dies loses nobody and
/// doubles nobody. The next step, on whichever server, goes on from the recipients' own states.
/// </summary>
internal sealed class CampaignRun(
    IUnitOfWork work, ICampaigns campaigns, ICampaignRecipients recipients, Forecasting forecasting, CampaignMessages messages, IOutbox outbox, Parts parts,
    IPeople people, INotices notices, IAudit audit, ITexts texts, RegulationBook regulations, IOptions<CampaignOptions> options, TimeProvider time)
{
    /// <param name="settle">Also take over what the outbox has come to; that reads all that wait.</param>
    /// <returns>How many messages were queued.</returns>
    public async Task<int> StepAsync(int number, bool settle, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await work.BeginAsync(null, stop);
        if (await campaigns.FindByNumberAsync(number, stop) is not { } campaign)
        {
            return 0;
        }

        if (campaign.IsDue(now))
        {
            campaign.Start(now);
            await SaveAsync(campaign, "campaign-started", stop);
        }

        var queued = campaign.State == CampaignState.Running && now < campaign.EndsAt ? await SendAsync(campaign, now, stop) : 0;
        if (settle)
        {
            await SettleAsync(campaign, now, stop);
        }

        await work.CommitAsync(stop);
        return queued;
    }

    private async Task<int> SendAsync(Campaign campaign, DateTimeOffset now, CancellationToken stop)
    {
        var today = ChinaTime.Today(time);
        var quiet = regulations.On(today).QuietHours;
        var (from, until) = quiet.DayOf(today);
        await recipients.OpenHoursAsync(campaign, from, until, stop);
        await recipients.ExpandAsync(campaign, options.Value.Part, stop);
        return quiet.Hold(now) ? 0 : await QueueAsync(campaign, now, stop);
    }

    private async Task<int> QueueAsync(Campaign campaign, DateTimeOffset now, CancellationToken stop)
    {
        var room = Math.Min(options.Value.Batch, options.Value.Ahead - await recipients.CountAheadAsync(campaign, stop));
        if (room <= 0)
        {
            return 0;
        }

        var queued = new List<OutboxMessage>();
        var outcomes = new List<(long, RecipientState, string?, Guid?)>();
        foreach (var (to, choice) in await forecasting.ChooseAsync(await recipients.TakePendingAsync(campaign, room, stop), stop))
        {
            if (choice.Route == OutboundRoute.None)
            {
                outcomes.Add((to.Id, RecipientState.Skipped, choice.Reason, null));
                continue;
            }

            var rendered = parts.Render(to.Chat!, texts.Say(CampaignMessages.TextKey, messages.Values(messages.Text(campaign.Content, to.Workshop))));
            if (rendered is not [var part])
            {
                outcomes.Add((to.Id, RecipientState.Failed, "too-long", null));
                continue;
            }

            var message = Message(campaign, to, part, choice, now) with { Sequence = queued.Count };
            queued.Add(message);
            outcomes.Add((to.Id, RecipientState.Queued, null, message.Id));
        }

        await outbox.AddAsync(queued, stop);
        await recipients.MarkAsync(outcomes, stop);
        return queued.Count;
    }

    private OutboxMessage Message(Campaign campaign, Recipient to, OutboundPart part, RouteChoice choice, DateTimeOffset now)
        => new(Guid.CreateVersion7(now), to.Chat!, part, now, campaign.EndsAt!.Value)
        {
            Lane = OutboxLane.Bulk,
            Notice = messages.Notice(campaign.Content, to.Workshop),
            CampaignId = campaign.Id,
            State = choice.Route == OutboundRoute.Parked ? OutboxState.Parked : OutboxState.Queued,
            Reason = choice.Reason,
        };

    private async Task SettleAsync(Campaign campaign, DateTimeOffset now, CancellationToken stop)
    {
        if (campaign.State == CampaignState.Stopped || now >= campaign.EndsAt)
        {
            await recipients.CallOffAsync(campaign, campaign.State == CampaignState.Stopped ? "campaign-stopped" : "campaign-over", stop);
        }

        await recipients.SettleAsync(campaign, stop);
        if (campaign.State is not (CampaignState.Running or CampaignState.Paused) || (now < campaign.EndsAt && await IsGoingOnAsync(campaign, stop)))
        {
            return;
        }

        campaign.Finish(now);
        await SaveAsync(campaign, "campaign-finished", stop);
        if (await people.FindAsync(campaign.AuthorId, stop) is { } author)
        {
            await notices.TellAsync(author, "notice.campaign-finished", [("number", $"{campaign.Number}")], stop);
        }
    }

    private async Task<bool> IsGoingOnAsync(Campaign campaign, CancellationToken stop)
        => await recipients.HasOpenAsync(campaign, stop) || await recipients.ExpandAsync(campaign, options.Value.Part, stop);

    private async Task SaveAsync(Campaign campaign, string what, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await campaigns.SaveAsync(campaign, stop);
        await audit.AddAsync(new AuditEntry(Guid.CreateVersion7(now), now, what, null, "clock", $"campaign {campaign.Number}", campaign.Content.Digest()), stop);
    }
}
