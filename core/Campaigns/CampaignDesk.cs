using BotAssistant.Auditing;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Campaigns;

/// <summary>What officers do with campaigns by message. Runs in the turn's transaction; nothing here sends.</summary>
public sealed class CampaignDesk(ICampaigns campaigns, IPeople people, Forecasting forecasting, CampaignMessages messages, IAudit audit, INotices notices, RegulationBook regulations, TimeProvider time)
{
    private CampaignRules Rules => regulations.On(ChinaTime.Today(time)).Campaigns;

    /// <summary>A campaign whose whole audience lies in the officer's districts, or null: what is another's does not exist for them.</summary>
    public async Task<Campaign?> FindAsync(Person officer, int number, CancellationToken stop)
        => Permissions.Allow(officer.Role, Ability.Broadcast) && await campaigns.FindByNumberAsync(number, stop) is { } campaign && campaign.Content.Audience.IsCoveredBy(officer) ? campaign : null;

    /// <summary>群发, 群发修改: a new campaign, or another content of the officer's own.</summary>
    /// <param name="number">Null for a new one.</param>
    public async Task<(Campaign? Campaign, Refusal? Refusal)> WriteAsync(Person officer, int? number, CampaignContent content, CancellationToken stop)
    {
        if (Check(officer, content) is { } wrong)
        {
            return (null, wrong);
        }

        return number is { } known
            ? await DecideAsync(officer, known, campaign => campaign.Revise(officer, content, time.GetUtcNow()), "campaign-revised", null, stop)
            : (await ComposeAsync(officer, content, stop), null);
    }

    /// <summary>Who would get it now, by which route, and why others would not.</summary>
    public Task<Forecast> ForecastAsync(CampaignContent content, CancellationToken stop) => forecasting.OfAsync(content, stop);

    /// <summary>群发测试: the first message as it would be read, to the officer's own chats and to nobody else.</summary>
    public async Task<Refusal?> TestAsync(Person officer, int number, CancellationToken stop)
    {
        if (await FindAsync(officer, number, stop) is not { } campaign)
        {
            return new Refusal("campaign-unknown");
        }

        if ((await forecasting.OfAsync(campaign.Content, stop)).Sample is not { } sample)
        {
            return new Refusal("campaign-nobody");
        }

        await notices.TellAsync(officer, CampaignMessages.TextKey, messages.Values(sample), stop);
        await audit.WriteAsync(time, officer, "campaign-tested", $"campaign {number}", campaign.Content.Digest(), stop);
        return null;
    }

    /// <summary>群发提交: every other officer who could approve it is told.</summary>
    public async Task<(Campaign? Campaign, Refusal? Refusal)> SubmitAsync(Person officer, int number, CancellationToken stop)
    {
        var (campaign, refusal) = await DecideAsync(officer, number, found => Check(officer, found.Content) ?? found.Submit(officer, time.GetUtcNow()), "campaign-submitted", null, stop);
        if (campaign is not null)
        {
            foreach (var other in await ApproversAsync(campaign, stop))
            {
                await notices.TellAsync(other, "notice.campaign-submitted", [("number", $"{number}"), ("purpose", campaign.Content.Purpose), ("author", campaign.Author)], stop);
            }
        }

        return (campaign, refusal);
    }

    /// <summary>群发批准 N 校验码: by another officer than the author, for the content that the code stands for.</summary>
    public Task<(Campaign? Campaign, Refusal? Refusal)> ApproveAsync(Person officer, int number, string digest, CancellationToken stop)
        => DecideAndTellAsync(officer, number, campaign => campaign.Approve(officer, digest, Rules.Lasts, time.GetUtcNow()), "campaign-approved", null, stop);

    /// <summary>群发退回 N 理由.</summary>
    public Task<(Campaign? Campaign, Refusal? Refusal)> ReturnAsync(Person officer, int number, string reason, CancellationToken stop)
        => DecideAndTellAsync(officer, number, campaign => campaign.Return(officer, reason, time.GetUtcNow()), "campaign-returned", reason, stop);

    public Task<(Campaign? Campaign, Refusal? Refusal)> PauseAsync(Person officer, int number, CancellationToken stop)
        => DecideAsync(officer, number, campaign => campaign.Pause(officer, time.GetUtcNow()), "campaign-paused", null, stop);

    public Task<(Campaign? Campaign, Refusal? Refusal)> ResumeAsync(Person officer, int number, CancellationToken stop)
        => DecideAsync(officer, number, campaign => campaign.Resume(officer, time.GetUtcNow()), "campaign-resumed", null, stop);

    public Task<(Campaign? Campaign, Refusal? Refusal)> StopAsync(Person officer, int number, CancellationToken stop)
        => DecideAsync(officer, number, campaign => campaign.Stop(officer, time.GetUtcNow()), "campaign-stopped", null, stop);

    /// <summary>Why the officer may not send this; null when they may.</summary>
    private Refusal? Check(Person officer, CampaignContent content)
    {
        if (!content.Audience.IsCoveredBy(officer))
        {
            return new Refusal("campaign-districts");
        }

        return Rules.Check(content.Text, content.Audience.Role) ?? (content.SendAt is { } at ? CheckTime(at) : null);
    }

    private Refusal? CheckTime(DateTimeOffset at)
    {
        var today = ChinaTime.Today(time);
        return at < time.GetUtcNow() ? new Refusal("campaign-time-past") : Rules.CheckTime(at, today, regulations.On(today).QuietHours);
    }

    private async Task<Campaign> ComposeAsync(Person officer, CampaignContent content, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var campaign = Campaign.Compose(Guid.CreateVersion7(now), await campaigns.NextNumberAsync(stop), officer, content, now);
        await campaigns.AddAsync(campaign, stop);
        await audit.WriteAsync(time, officer, "campaign-composed", $"campaign {campaign.Number}", content.Digest(), stop);
        return campaign;
    }

    private async Task<(Campaign? Campaign, Refusal? Refusal)> DecideAndTellAsync(Person officer, int number, Func<Campaign, Refusal?> decide, string what, string? reason, CancellationToken stop)
    {
        var (campaign, refusal) = await DecideAsync(officer, number, decide, what, reason, stop);
        if (campaign is not null && await people.FindAsync(campaign.AuthorId, stop) is { } author)
        {
            await notices.TellAsync(author, $"notice.{what}", [("number", $"{number}"), ("by", officer.Name), ("reason", reason ?? "")], stop);
        }

        return (campaign, refusal);
    }

    private async Task<(Campaign? Campaign, Refusal? Refusal)> DecideAsync(Person officer, int number, Func<Campaign, Refusal?> decide, string what, string? reason, CancellationToken stop)
    {
        if (await FindAsync(officer, number, stop) is not { } campaign)
        {
            return (null, new Refusal("campaign-unknown"));
        }

        if (decide(campaign) is { } refusal)
        {
            return (null, refusal);
        }

        await campaigns.SaveAsync(campaign, stop);
        await audit.WriteAsync(time, officer, what, $"campaign {number}", reason ?? campaign.Content.Digest(), stop);
        return (campaign, null);
    }

    /// <summary>Some dozens of officers in a city: those of any one district of the audience, less who do not cover all of it.</summary>
    private async Task<IEnumerable<Person>> ApproversAsync(Campaign campaign, CancellationToken stop)
    {
        var audience = campaign.Content.Audience;
        return (await people.OfficersOfAsync(audience.Districts[0], stop))
            .Where(other => other.Id != campaign.AuthorId && Permissions.Allow(other.Role, Ability.Broadcast) && audience.IsCoveredBy(other));
    }
}

/// <summary>退订, 恢复接收: whether a person gets campaigns.</summary>
public sealed class OptOutDesk(IOptOuts optOuts, IAudit audit, TimeProvider time)
{
    /// <returns>False when they had opted out before.</returns>
    public async Task<bool> LeaveAsync(Person person, CancellationToken stop)
    {
        if (await optOuts.FindAsync(person.Id, stop) is not null)
        {
            return false;
        }

        await optOuts.AddAsync(person.Id, time.GetUtcNow(), stop);
        await audit.WriteAsync(time, person, "campaigns-opted-out", "campaigns", null, stop);
        return true;
    }

    /// <returns>False when they had not opted out.</returns>
    public async Task<bool> ReturnAsync(Person person, CancellationToken stop)
    {
        if (await optOuts.FindAsync(person.Id, stop) is null)
        {
            return false;
        }

        await optOuts.RemoveAsync(person.Id, stop);
        await audit.WriteAsync(time, person, "campaigns-opted-in", "campaigns", null, stop);
        return true;
    }
}
