using BotAssistant.Auditing;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Records;
using BotAssistant.Records;
using BotAssistant.Workshops;

namespace BotAssistant.Bot.Verbs;

/// <summary><c>ledger export</c>: a workshop's ledger as a file for the bureau. The export is written down.</summary>
internal static class LedgerVerb
{
    /// <summary>Lines in one file: a workshop writes some thousands a year.</summary>
    private const int Most = 100_000;

    public static async Task<int> ExportAsync(IServiceProvider services, string number, DateOnly from, DateOnly to, string file, CancellationToken stop)
    {
        var texts = services.GetRequiredService<ITexts>();
        var files = services.GetRequiredService<ILedgerFiles>();
        var ending = Path.GetExtension(file).ToLowerInvariant();
        if (!files.Endings.Contains(ending))
        {
            return await FailAsync(texts.Say("host.ledger-ending", ("endings", string.Join(' ', files.Endings))));
        }

        if (await services.GetRequiredService<IWorkshops>().FindByNumberAsync(number, stop) is not { } workshop)
        {
            return await FailAsync(texts.Say("host.invite-no-workshop", ("number", number)));
        }

        var entries = await services.GetRequiredService<ILedgers>().BetweenAsync(workshop.Id, from, to, Most, stop);
        var table = services.GetRequiredService<LedgerCard>().Table(workshop.Name, from, to, entries);
        var time = services.GetRequiredService<TimeProvider>();
        await services.GetRequiredService<IAudit>().AddAsync(
            new AuditEntry(Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow(), "ledger-exported", null, "ledger export", $"workshop {workshop.Number}", $"{from:yyyy-MM-dd} {to:yyyy-MM-dd}"), stop);
        await using (var stream = File.Create(file))
        {
            await files.WriteAsync(table, ending, stream, stop);
        }

        await Console.Out.WriteLineAsync(texts.Say("host.ledger-exported", ("count", $"{entries.Count}"), ("file", file)));
        return 0;
    }

    private static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 1;
    }
}
