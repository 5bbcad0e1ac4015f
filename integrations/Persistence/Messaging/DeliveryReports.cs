using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>What platforms say afterwards of messages that they had taken. It may come before the sender has written down what the message was called.</summary>
internal sealed class DeliveryReports(BotContext store, DateTimeOffset now)
{
    private const string Keep = """
        INSERT INTO "DeliveryReports" ("Channel", "PlatformId", "Failure", "At") VALUES (@channel, @id, @failure, @now) ON CONFLICT ("Channel", "PlatformId") DO NOTHING
        """;

    // RecipientState Sent = 2, Failed = 3.
    private const string CorrectCampaign = """
        UPDATE "CampaignRecipients" SET "State" = 3, "Reason" = @failure WHERE "OutboxId" = @message AND "State" = 2
        """;

    public async Task TakeInAsync(ChatAddress chat, IReadOnlyList<DeliveryReport> reports, CancellationToken stop)
    {
        var address = chat.ToString();
        foreach (var report in reports)
        {
            var row = await store.Outbox.SingleOrDefaultAsync(
                o => o.NoticeKind != null && o.Channel == chat.Channel && o.PlatformId == report.PlatformId && o.Address == address, stop);
            if (row is not null)
            {
                await ApplyAsync(row, report.Failure, stop);
            }
            else
            {
                await store.ExecuteAsync(
                    Keep, stop, ("@channel", chat.Channel), ("@id", report.PlatformId), ("@failure", report.Failure), ("@now", store.Instant(now)));
            }
        }
    }

    /// <summary>Applies the reports that were here before these messages were known to be sent.</summary>
    public async Task CatchUpAsync(IReadOnlyList<OutboxRow> finished, CancellationToken stop)
    {
        foreach (var channel in finished.Where(row => row is { Route: OutboundRoute.Subscription or OutboundRoute.Template, PlatformId: not null }).GroupBy(row => row.Channel))
        {
            var ids = channel.Select(row => row.PlatformId!).ToList();
            var early = await store.DeliveryReports.Where(report => report.Channel == channel.Key && ids.Contains(report.PlatformId)).ToListAsync(stop);
            foreach (var report in early)
            {
                await ApplyAsync(channel.First(row => row.PlatformId == report.PlatformId), report.Failure, stop);
            }

            store.DeliveryReports.RemoveRange(early);
        }

        await store.SaveChangesAsync(stop);
    }

    private async Task ApplyAsync(OutboxRow row, string? failure, CancellationToken stop)
    {
        if (failure is null || row.State != OutboxState.Sent)
        {
            return;
        }

        (row.State, row.Reason) = (OutboxState.Failed, failure);
        await store.ExecuteAsync(CorrectCampaign, stop, ("@message", row.Id), ("@failure", failure));
    }
}
