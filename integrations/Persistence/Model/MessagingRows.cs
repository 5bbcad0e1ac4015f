using BotAssistant.Messaging;

namespace BotAssistant.Persistence;

/// <summary>A row that two servers may change at once; <see cref="Version"/> changes with every write.</summary>
internal interface IVersioned
{
    Guid Version { get; set; }
}

internal sealed class InboxRow
{
    public Guid Id { get; set; }
    public required string DedupeKey { get; set; }
    public required string Payload { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public ReceivedState State { get; set; }
    public int Attempts { get; set; }
    public string? DirectReply { get; set; }
    public string? Error { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class OutboxRow
{
    public Guid Id { get; set; }
    public required string Channel { get; set; }
    public required string Address { get; set; }
    public required string Body { get; set; }
    public DateTimeOffset QueuedAt { get; set; }
    public int Sequence { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public Guid? AnswerTo { get; set; }
    public OutboxLane Lane { get; set; }
    public Guid? CampaignId { get; set; }

    /// <summary>Of the notice, in clear: templates are found by it. Null = it goes only into the open conversation.</summary>
    public string? NoticeKind { get; set; }

    /// <summary>The whole notice, sealed: its places name people.</summary>
    public string? Notice { get; set; }

    public OutboxState State { get; set; }
    public int Attempts { get; set; }

    /// <summary>Decided with the claim.</summary>
    public OutboundRoute? Route { get; set; }

    public string? TemplateId { get; set; }

    /// <summary>Due from then on.</summary>
    public DateTimeOffset NextAttemptAt { get; set; }

    public DateTimeOffset? ClaimedAt { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>One was taken from the route's ledger (window, consent, quota of the day); it goes back when the platform did not count it.</summary>
    public bool TookSend { get; set; }

    public string? PlatformId { get; set; }
    public string? Reason { get; set; }
}

internal sealed class SendWindowRow
{
    public required string Address { get; set; }
    public int Remaining { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset Until { get; set; }
}

/// <summary>How many messages of a template a person has agreed to.</summary>
internal sealed class ConsentRow
{
    public required string Address { get; set; }
    public required string TemplateId { get; set; }
    public int Remaining { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>Messages that went by a route of a channel on a day in Shanghai, in the platform's counting.</summary>
internal sealed class RouteQuotaRow
{
    public required string Channel { get; set; }
    public OutboundRoute Route { get; set; }
    public DateOnly Day { get; set; }
    public int Used { get; set; }
}

/// <summary>A chat whose person left or blocked us; nothing is begun there until they write.</summary>
internal sealed class GoneChatRow
{
    public required string Address { get; set; }
    public required string Reason { get; set; }
    public DateTimeOffset Since { get; set; }
}

/// <summary>A report that came before the sender knew what the platform called its message.</summary>
internal sealed class DeliveryReportRow
{
    public required string Channel { get; set; }
    public required string PlatformId { get; set; }
    public string? Failure { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class ChannelStopRow
{
    public required string Channel { get; set; }
    public required string Reason { get; set; }
    public DateTimeOffset Since { get; set; }

    /// <summary>One message tries then.</summary>
    public DateTimeOffset Until { get; set; }
}

internal sealed class ChatRouteRow
{
    public required string Address { get; set; }
    public required string Route { get; set; }

    /// <summary>Keyed, of the plain route: sealed twice it is never the same.</summary>
    public required string Hash { get; set; }

    public DateTimeOffset TouchedAt { get; set; }
}

internal sealed class TranscriptRow
{
    public required string Id { get; set; }
    public required string User { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset TouchedAt { get; set; }
    public int Length { get; set; }
}

internal sealed class TranscriptEntryRow
{
    public long Id { get; set; }
    public required string TranscriptId { get; set; }
    public int Number { get; set; }
    public required string EntryKey { get; set; }
    public required string Body { get; set; }
}

internal sealed class TranscriptFileRow
{
    public long Id { get; set; }
    public required string TranscriptId { get; set; }
    public required string FileId { get; set; }
    public required string ContentType { get; set; }
    public required byte[] Bytes { get; set; }
}

internal sealed class MediaRow
{
    public required string Hash { get; set; }
    public required string ContentType { get; set; }
    public required byte[] Bytes { get; set; }
    public DateTimeOffset StoredAt { get; set; }

    /// <summary>Made by us and not kept: no photo.</summary>
    public bool IsDocument { get; set; }
}

internal sealed class PlatformTokenRow
{
    public required string Account { get; set; }
    public required string Value { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class ChannelLogRow
{
    public long Id { get; set; }
    public DateTimeOffset At { get; set; }
    public required string Channel { get; set; }
    public Guid? About { get; set; }
    public required string Call { get; set; }
    public required string Outcome { get; set; }
    public TimeSpan Took { get; set; }
    public string? Trace { get; set; }
}
