using BotAssistant.Messaging;

namespace BotAssistant.Campaigns;

public interface ICampaigns
{
    Task<int> NextNumberAsync(CancellationToken stop);

    Task AddAsync(Campaign campaign, CancellationToken stop);

    /// <summary>Writes back a changed campaign; guarded by its version.</summary>
    Task SaveAsync(Campaign campaign, CancellationToken stop);

    Task<Campaign?> FindByNumberAsync(int number, CancellationToken stop);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Campaign>> RecentAsync(int limit, CancellationToken stop);

    /// <summary>Numbers of those on which the clock has work left: approved, running, paused, or ended with people still to be told off.</summary>
    Task<IReadOnlyList<int>> ActiveAsync(CancellationToken stop);
}

/// <summary>What became of one recipient's message.</summary>
public enum RecipientState
{
    /// <summary>Not queued yet.</summary>
    Pending,
    /// <summary>In the outbox: about to go, or waiting there for the person.</summary>
    Queued,
    Sent,
    Failed,
    /// <summary>Perhaps delivered; not sent again.</summary>
    Unknown,
    Expired,
    /// <summary>Not sent, for a reason that was there before: opted out, no chat, stopped.</summary>
    Skipped,
}

/// <summary>One message of a campaign on its way to one person.</summary>
/// <param name="Chat">The newest chat that is bound to the person; null when there is none.</param>
/// <param name="Workshop">Whom it speaks of; null where the text speaks of none.</param>
public sealed record Recipient(long Id, Guid PersonId, ChatAddress? Chat, bool OptedOut, RecipientWorkshop? Workshop);

public sealed record RecipientWorkshop(string Name, string Number, string District, bool IsRegistered);

/// <summary>How many messages of a campaign are in a state, for a reason.</summary>
/// <param name="Waits">Queued, and parked until the person writes.</param>
public sealed record TallyLine(RecipientState State, bool Waits, string? Reason, int Count);

/// <summary>Who gets a campaign, and how far it is. Sets, not people one by one: nothing here is read whole.</summary>
public interface ICampaignRecipients
{
    /// <summary>Workshops of the audience whose owner never came to the service: nobody to write to.</summary>
    Task<int> CountUnreachableAsync(Audience audience, CancellationToken stop);

    /// <summary>Who would get it now, <paramref name="limit"/> at most, in a stable order.</summary>
    Task<IReadOnlyList<Recipient>> PreviewAsync(CampaignContent content, int limit, CancellationToken stop);

    /// <summary>
    /// Adds the next part of the audience to the campaign's recipients, within the open transaction. Nobody is added twice. False when all were added.
    /// </summary>
    Task<bool> ExpandAsync(Campaign campaign, int limit, CancellationToken stop);

    /// <summary>The next that are not queued, locked for the open transaction; those another server looks at are passed over.</summary>
    Task<IReadOnlyList<Recipient>> TakePendingAsync(Campaign campaign, int limit, CancellationToken stop);

    /// <summary>Writes down, within the open transaction, what became of recipients that were taken.</summary>
    Task MarkAsync(IReadOnlyList<(long Id, RecipientState State, string? Reason, Guid? OutboxId)> outcomes, CancellationToken stop);

    /// <summary>Skips all that are not queued, and cancels what is queued or parked.</summary>
    Task CallOffAsync(Campaign campaign, string reason, CancellationToken stop);

    /// <summary>Takes over what the outbox has come to, and cancels what is queued for people who have opted out or left meanwhile.</summary>
    Task SettleAsync(Campaign campaign, CancellationToken stop);

    /// <summary>Lets the outbox send the campaign's messages in these hours only.</summary>
    Task OpenHoursAsync(Campaign campaign, DateTimeOffset from, DateTimeOffset until, CancellationToken stop);

    /// <summary>Messages of the campaign that the outbox is about to send.</summary>
    Task<int> CountAheadAsync(Campaign campaign, CancellationToken stop);

    /// <summary>True while a recipient is pending or queued.</summary>
    Task<bool> HasOpenAsync(Campaign campaign, CancellationToken stop);

    Task<IReadOnlyList<TallyLine>> TallyAsync(Campaign campaign, CancellationToken stop);
}

/// <summary>What workshops make, where a query finds it.</summary>
public interface IProductIndex
{
    /// <summary>Marks the next workshops that were stored before there was an index, <paramref name="limit"/> at most; returns how many.</summary>
    Task<int> FillAsync(int limit, CancellationToken stop);
}

/// <summary>Who wants no campaigns (退订). Notices about a person's own duties are not among them.</summary>
public interface IOptOuts
{
    /// <summary>Since when; null for somebody who has not opted out.</summary>
    Task<DateTimeOffset?> FindAsync(Guid personId, CancellationToken stop);

    /// <summary>Within the open transaction, with all that is queued or parked of campaigns for the person.</summary>
    Task AddAsync(Guid personId, DateTimeOffset at, CancellationToken stop);

    Task RemoveAsync(Guid personId, CancellationToken stop);
}
