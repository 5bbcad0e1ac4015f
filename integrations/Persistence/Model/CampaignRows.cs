using BotAssistant.Campaigns;

namespace BotAssistant.Persistence;

internal sealed class CampaignRow : IVersioned
{
    public Guid Id { get; set; }
    public int Number { get; set; }
    public Guid AuthorId { get; set; }
    public CampaignState State { get; set; }
    public DateTimeOffset? EndsAt { get; set; }
    public required string Content { get; set; }
    public required string Steps { get; set; }
    public Guid Version { get; set; }
}

/// <summary>How far the clock is with a campaign; apart from its row, so that officer and clock do not get in each other's way.</summary>
internal sealed class CampaignRunRow
{
    public Guid CampaignId { get; set; }

    /// <summary>Workshops up to this key have been added.</summary>
    public int ExpandedTo { get; set; }

    public bool IsExpanded { get; set; }

    /// <summary>Its messages go from then …</summary>
    public DateTimeOffset SendFrom { get; set; }

    /// <summary>… until then.</summary>
    public DateTimeOffset SendUntil { get; set; }
}

internal sealed class CampaignRecipientRow
{
    public long Id { get; set; }
    public Guid CampaignId { get; set; }
    public Guid PersonId { get; set; }

    /// <summary><see cref="Guid.Empty"/> where the text is about no workshop: then a person is one recipient, whatever they own.</summary>
    public Guid WorkshopId { get; set; }

    public RecipientState State { get; set; }
    public string? Reason { get; set; }
    public Guid? OutboxId { get; set; }
}

internal sealed class OptOutRow
{
    public Guid PersonId { get; set; }
    public DateTimeOffset Since { get; set; }
}
