using BotAssistant.Conversations;
using BotAssistant.Records;
using BotAssistant.Workshops;

namespace BotAssistant.Dialogs.Records;

/// <summary>What an inspector sees of a workshop's records: counts and days, no names of staff or suppliers.</summary>
public sealed class RecordsCard(ITexts texts, IHealthCertificates certificates, ILedgers ledgers, LedgerCard card, TimeProvider time)
{
    public async Task<string> OfAsync(Workshop workshop, CancellationToken stop)
    {
        var today = ChinaTime.Today(time);
        var monthBegan = new DateOnly(today.Year, today.Month, 1);
        var summary = card.Summary(
            await ledgers.SummaryAsync(workshop.Id, LedgerKind.Purchase, monthBegan, stop),
            await ledgers.SummaryAsync(workshop.Id, LedgerKind.Additive, monthBegan, stop));
        return $"{await CertificatesAsync(workshop, today, stop)}\n{summary}";
    }

    private async Task<string> CertificatesAsync(Workshop workshop, DateOnly today, CancellationToken stop)
    {
        var current = await certificates.CurrentAsync(workshop.Id, stop);
        return current.Count == 0
            ? texts.Say("health-certificate.card-none")
            : texts.Say("health-certificate.card", ("count", $"{current.Count}"), ("expired", $"{current.Count(certificate => certificate.DaysLeft(today) < 0)}"), ("first", Dates.Day(current[0].ExpiresOn)));
    }
}
